import type { Template } from "./template";
import { CloudFormationError, isDictionary, type Value } from "./value";

/** Names a template refers to and does not have are an error before anything is built. (observed) */
export function checkReferences(template: Template): void {
  const known = new Set([...template.parameters.keys(), ...template.resources.keys()]);
  const blocks: [string, Value[]][] = [
    ["Resources", [...template.resources.values()].map(({ properties }) => properties)],
    ["Outputs", [...template.outputs.values()].map(({ value }) => value)],
  ];
  for (const [block, values] of blocks) {
    const missing = [...new Set(values.flatMap(references))].filter(
      (name) => !known.has(name) && !name.startsWith("AWS::"),
    );
    if (missing.length > 0)
      throw new CloudFormationError(
        `Unresolved resource dependencies [${missing.join(", ")}] in the ${block} block of the template`,
      );
  }
}

function references(value: Value): string[] {
  if (typeof value === "string") return [];
  if (Array.isArray(value)) return value.flatMap(references);
  return Object.entries(value).flatMap(([key, argument]) => {
    if (key === "Ref" && typeof argument === "string") return [argument];
    if (key === "Fn::GetAtt") {
      const resource = typeof argument === "string" ? argument.split(".")[0] : asList(argument)[0];
      return typeof resource === "string" ? [resource] : [];
    }
    if (key === "Fn::Sub") return subReferences(argument);
    return references(argument);
  });
}

function subReferences(argument: Value): string[] {
  const [template, variables] = typeof argument === "string" ? [argument, {}] : asList(argument);
  const own = isDictionary(variables) ? variables : {};
  const names = [...(typeof template === "string" ? template : "").matchAll(/\$\{([^!}][^}]*)\}/g)]
    .map(([, name]) => (name ?? "").trim())
    .filter((name) => own[name] === undefined)
    .map((name) => (name.startsWith("AWS::") ? name : (name.split(".")[0] ?? name)));
  return [...names, ...references(own)];
}

const asList = (value: Value): Value[] => (Array.isArray(value) ? value : []);
