import { namesIn } from "../../syntax/references";
import { isFunction } from "../intrinsics";
import { isPseudoParameter } from "../../syntax/pseudoParameters";
import { sections } from "../../syntax/sections";
import { dictionary, isDictionary, text, type Dictionary, type Value } from "../../syntax/value";

/** Anything that a macro makes, so that nothing is known of it. */
const unknownType = "Custom::MadeByMacro";
const members = /^(Type|Properties|Condition|DependsOn|.*Policy|Metadata)$/;

/**
 * A template without what only a macro that nobody knows understands.
 * @param whole the macro rewrites the whole template, and not only what stands beside it
 */
export function replaceUnknown(template: Dictionary, whole: boolean): Dictionary {
  const known = Object.entries(template).filter(([section]) => !whole || sections.includes(section));
  const replaced = Object.fromEntries(
    known.map(([section, value]): [string, Value] => [
      section,
      section === "Metadata" || section === "Transform" ? value : valueOf(value, whole),
    ]),
  );
  const resources = Object.entries(dictionary(replaced["Resources"])).map(
    ([name, resource]): [string, Value] => [name, whole ? resourceOf(dictionary(resource)) : resource],
  );
  return { ...replaced, Resources: Object.fromEntries(resources) };
}

function resourceOf(resource: Dictionary): Dictionary {
  const kept = Object.fromEntries(Object.entries(resource).filter(([member]) => members.test(member)));
  const type = text(kept["Type"]) ?? "";
  return { ...kept, Type: /^(\w+::){2}\w+$|^Custom::/.test(type) ? type : unknownType };
}

function valueOf(value: Value, whole: boolean): Value {
  if (Array.isArray(value)) return value.map((item) => valueOf(item, whole));
  if (!isDictionary(value)) return value;
  const entries = Object.entries(value).filter(([name]) => name !== "Fn::Transform");
  if (entries.length === 0 && "Fn::Transform" in value) return {};
  const [[name = ""] = []] = entries;
  if (whole && entries.length === 1 && name.startsWith("Fn::") && !isFunction(name)) return "made-by-a-macro";
  return Object.fromEntries(entries.map(([key, member]) => [key, valueOf(member, whole)]));
}

/** The template with a resource for each that it refers to and does not have. */
export function madeByMacro(template: Dictionary): Dictionary {
  const resources = dictionary(template["Resources"]);
  const missing = missingIn(template);
  // Nothing may be left where a macro makes all.
  const made = missing.length === 0 && Object.keys(resources).length === 0 ? ["MadeByMacro"] : missing;
  return {
    ...template,
    Resources: { ...Object.fromEntries(made.map((name) => [name, { Type: unknownType }])), ...resources },
  };
}

/** Resources of a module go by its logical id and their own. (documented) */
export function withModules(template: Dictionary): Dictionary {
  const resources = dictionary(template["Resources"]);
  const modules = Object.keys(resources).filter((name) =>
    text(dictionary(resources[name])["Type"])?.endsWith("::MODULE"),
  );
  if (modules.length === 0) return template;
  const made = missingIn(template).filter((name) => modules.some((module) => name.startsWith(module)));
  return {
    ...template,
    Resources: { ...Object.fromEntries(made.map((name) => [name, { Type: unknownType }])), ...resources },
  };
}

/** The names that resources and outputs refer to and that nothing in the template has. */
export function missingIn(template: Dictionary): string[] {
  const resources = dictionary(template["Resources"]);
  const parameters = dictionary(template["Parameters"]);
  const needed = Object.values(resources).flatMap((resource) =>
    [dictionary(resource)["DependsOn"] ?? []].flat(),
  );
  const names = [
    ...needed.map((name) => text(name) ?? ""),
    ...namesIn(resources),
    ...namesIn(dictionary(template["Outputs"])),
  ];
  return [...new Set(names)].filter(
    (name) =>
      /^[A-Za-z0-9]+$/.test(name) &&
      !Object.hasOwn(resources, name) &&
      !Object.hasOwn(parameters, name) &&
      !isPseudoParameter(name),
  );
}
