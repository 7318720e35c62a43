import { callsIn } from "../syntax/functionCalls";
import { isFunction } from "../evaluation/intrinsics";
import { languageExtensions, transformsOf } from "../syntax/transforms";
import { text, type Dictionary, type Value } from "../syntax/value";
import type { TemplateProblem } from "../syntax/template";

interface Signature {
  readonly least: number;
  readonly most: number;
  readonly reason: string;
  readonly guessed?: true;
}

const ofConditions = (name: string): Signature => ({
  least: 2,
  most: 10,
  reason: `Template error: every ${name} object requires a list of at least 2 and at most 10 boolean parameters.`,
});

/** How many arguments functions take, and what is said about any other number. */
const signatures: Readonly<Record<string, Signature>> = {
  "Fn::And": ofConditions("Fn::And"),
  "Fn::Or": ofConditions("Fn::Or"),
  "Fn::Not": {
    least: 1,
    most: 1,
    reason: "Template error: every Fn::Not object requires one boolean parameter.",
    guessed: true,
  },
  "Fn::Equals": {
    least: 2,
    most: 2,
    reason: "Template error: every Fn::Equals object requires a list of 2 string parameters.",
  },
  "Fn::If": {
    least: 3,
    most: 3,
    reason: "Template error: Fn::If requires a list argument with three elements",
    guessed: true,
  },
};

/** Only with the transform AWS::LanguageExtensions. (documented) */
const extensions = ["Fn::Length", "Fn::ToJsonString"];

const sections = ["Rules", "Conditions", "Resources", "Outputs"];

export function* checkFunctions(template: Dictionary): Iterable<TemplateProblem> {
  const extended = transformsOf(template).includes(languageExtensions);
  for (const section of sections)
    for (const { name, argument, path } of callsIn(template[section] ?? {}, [section])) {
      // A function of rules may be data elsewhere, and Fn::If has a verdict of its own there.
      if (!isFunction(name) && section !== "Rules")
        yield { path, reason: `Template format error: Unrecognized function ${name}`, guessed: true };
      if (extensions.includes(name) && !extended)
        yield {
          path,
          reason: `Template format error: Unrecognized function ${name}; it needs Transform: ${languageExtensions}`,
          guessed: true,
        };
      const signature = Object.hasOwn(signatures, name) ? signatures[name] : undefined;
      if (signature && !fits(argument, signature))
        yield {
          path,
          reason: signature.reason,
          ...(signature.guessed ? { guessed: true } : {}),
        };
      if (name === "Fn::GetAtt" && !namesAttribute(argument))
        yield {
          path,
          reason:
            "Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute",
        };
    }
}

const fits = (argument: Value, { least, most }: Signature) =>
  Array.isArray(argument) && argument.length >= least && argument.length <= most;

/** The attribute of a resource may be made by Ref, its name is always written out. */
const namesAttribute = (argument: Value): boolean => {
  if (typeof argument === "string") return /^[^.]+\../.test(argument);
  if (!Array.isArray(argument) || argument.length !== 2) return false;
  return text(argument[0] ?? {}) !== undefined && argument.every((part) => part !== "");
};
