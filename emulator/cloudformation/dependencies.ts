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

/** The resources of a template in the order of creation: what is referred to first, else as written. */
export function creationOrder({ resources }: Template): string[] {
  const ordered = new Set<string>();
  const visiting = new Set<string>();
  const visit = (logicalId: string) => {
    const resource = resources.get(logicalId);
    if (!resource || ordered.has(logicalId)) return;
    if (visiting.has(logicalId))
      throw new CloudFormationError(`Circular dependency between resources: [${[...visiting].join(", ")}]`);
    visiting.add(logicalId);
    for (const needed of [...resource.dependsOn, ...references(resource.properties)]) visit(needed);
    visiting.delete(logicalId);
    ordered.add(logicalId);
  };
  for (const logicalId of resources.keys()) visit(logicalId);
  return [...ordered];
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
