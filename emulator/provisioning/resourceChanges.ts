import { resourceType } from "../cloudformation/resources/resourceTypes";
import { referencesIn } from "../cloudformation/syntax/references";
import type { ParameterValues } from "../cloudformation/parameters/parameters";
import type { Template } from "../cloudformation/syntax/template";
import type { Value } from "../cloudformation/syntax/value";
import type { EvaluatedResource } from "../cloudformation/evaluation/evaluateTemplate";
import type { ChangeDetail, ResourceChange } from "../state/plan";
import type { Stack, StackResource } from "../state/stack";
import { changedProperties, isDifferent } from "./outcome/resourceWork";

/*
 * What a change set says of each resource. Which properties only a new resource can have is known from the types'
 * schemas; what follows from a replacement of another resource is known only when that has happened, so such a change
 * is dynamic, and a replacement that hangs on it conditional. (documented)
 */

/** What the stack would become. */
interface Planned {
  readonly resources: readonly EvaluatedResource[];
  readonly parameters: ParameterValues;
  readonly template: Template;
}

export function resourceChanges(
  { resources: before, parameters }: Pick<Stack, "resources" | "parameters">,
  planned: Planned,
): ResourceChange[] {
  const changes: ResourceChange[] = [];
  /** Logical ids of resources that may have another physical id afterwards. */
  const replaced = new Set<string>();
  for (const resource of planned.resources) {
    const { logicalId, type } = resource;
    const common = { LogicalResourceId: logicalId, ResourceType: type };
    const old = before.find((other) => other.logicalId === logicalId);
    if (!old) {
      changes.push({ ...common, Action: "ADD", Scope: [], Details: [] });
      continue;
    }
    const Details = detailsOf(old, resource, parameters, planned, replaced);
    if (Details.length === 0 && !isDifferent(old, resource)) continue;
    const Replacement = old.type === type ? replacementBy(Details) : "TRUE";
    if (Replacement !== "FALSE") replaced.add(logicalId);
    changes.push({
      ...common,
      Action: "MODIFY",
      PhysicalResourceId: old.physicalId,
      Replacement,
      Scope: ["PROPERTIES"],
      Details,
    });
  }
  for (const { logicalId, physicalId, type } of before)
    if (planned.resources.every((resource) => resource.logicalId !== logicalId))
      changes.push({
        Action: "REMOVE",
        LogicalResourceId: logicalId,
        PhysicalResourceId: physicalId,
        ResourceType: type,
        Scope: [],
        Details: [],
      });
  return changes;
}

function detailsOf(
  old: StackResource,
  resource: EvaluatedResource,
  before: ParameterValues,
  { parameters, template }: Planned,
  replaced: ReadonlySet<string>,
): ChangeDetail[] {
  const written = template.resources.get(resource.logicalId)?.properties ?? {};
  const changed = changedProperties(old, resource);
  return [...new Set([...changed, ...Object.keys(written)])].flatMap((Name): ChangeDetail[] => {
    const references = referencesIn(own(written, Name) ?? "");
    const causes = references.flatMap(({ name, attribute }) =>
      replaced.has(name) ? [attribute === undefined ? name : `${name}.${attribute}`] : [],
    );
    const Target = {
      Attribute: "PROPERTIES",
      Name,
      RequiresRecreation: recreation(resource.type, Name),
    } as const;
    const dynamic = unique(causes).map((CausingEntity) => ({
      CausingEntity,
      Evaluation: "DYNAMIC" as const,
      Target,
    }));
    if (!changed.includes(Name)) return dynamic;
    const given = references.filter(
      ({ name }) => template.parameters.has(name) && before[name] !== parameters[name],
    );
    if (given.length === 0) return [{ Evaluation: "STATIC", Target }, ...dynamic];
    const fromParameters = unique(given.map(({ name }) => name)).map((CausingEntity) => ({
      CausingEntity,
      Evaluation: "STATIC" as const,
      Target,
    }));
    // That the template changes as well cannot be told from that. (documented)
    return [...fromParameters, ...dynamic, { Evaluation: "DYNAMIC", Target }];
  });
}

const own = (properties: Readonly<Record<string, Value>>, name: string) =>
  Object.hasOwn(properties, name) ? properties[name] : undefined;

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Nobody knows what a type of somebody else's does. */
const recreation = (type: string, property: string) => {
  const known = resourceType(type);
  return known ? (known.replacements.get(property) ?? "NEVER") : "CONDITIONALLY";
};

function replacementBy(details: readonly ChangeDetail[]): "TRUE" | "CONDITIONAL" | "FALSE" {
  const recreating = details.filter(({ Target }) => Target.RequiresRecreation !== "NEVER");
  const surely = ({ Evaluation, Target }: ChangeDetail) =>
    Evaluation === "STATIC" && Target.RequiresRecreation === "ALWAYS";
  if (recreating.some(surely)) return "TRUE";
  return recreating.length > 0 ? "CONDITIONAL" : "FALSE";
}
