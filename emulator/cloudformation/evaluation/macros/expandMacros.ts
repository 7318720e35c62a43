import { callsIn } from "../../syntax/functionCalls";
import { languageExtensions, macroOf, samTransform, transformsOf } from "../../syntax/transforms";
import type { Dictionary } from "../../syntax/value";
import { expandSam } from "./sam";
import { madeByMacro, replaceUnknown, withModules } from "./unknownMacros";

export interface Expansion {
  readonly template: Dictionary;
  /** The names of the macros that the template asks for, each once. */
  readonly macros: readonly string[];
}

/**
 * The template that macros would make, as far as it can be known: of SAM the resources that it is documented to make,
 * of others that there is something wherever the template refers to it. (guessed)
 */
export function expandMacros(template: Dictionary): Expansion {
  const transforms = transformsOf(template).filter((name) => name !== languageExtensions);
  const inline = [...callsIn(template, [])].filter(({ name }) => name === "Fn::Transform");
  const macros = [...new Set([...transforms, ...inline.map(({ argument }) => macroOf(argument))])];
  if (macros.length === 0) return { template: withModules(template), macros };
  const others = transforms.filter((name) => name !== samTransform);
  const replaced =
    inline.length > 0 || others.length > 0 ? replaceUnknown(template, others.length > 0) : template;
  const expanded = transforms.includes(samTransform) ? expandSam(replaced) : replaced;
  const made = macros.some((name) => name !== samTransform) ? madeByMacro(expanded) : expanded;
  return { template: withModules(made), macros };
}
