import type { ResourceChange } from "@aws-sdk/client-service-catalog";

/*
 * What a plan says of the resources inside of a product, for people: a line that counts, then each resource with its
 * type and the properties that cause the change. Values are in no plan.
 */

/** In the order in which they are told. */
const KINDS = ["replaced", "perhaps replaced", "removed", "changed", "added"] as const;

/** What becomes of a resource. A word of AWS's that is not known here is taken for the worst that it can mean. */
export function kindOf({ Action, Replacement }: ResourceChange): (typeof KINDS)[number] {
  const [action, replacement] = [Action?.toUpperCase(), Replacement?.toUpperCase()];
  if (action === "ADD") return "added";
  if (action === "REMOVE") return "removed";
  if (replacement === "TRUE") return "replaced";
  return replacement === "FALSE" || replacement === undefined ? "changed" : "perhaps replaced";
}

/** A stack inside of the stack: a plan tells that it changes, and nothing of its resources. */
const isNestedStack = (change: ResourceChange): boolean =>
  change.ResourceType === "AWS::CloudFormation::Stack" && !["added", "removed"].includes(kindOf(change));

/** Is there anything that may be lost? */
export const isGrave = (changes: readonly ResourceChange[]): boolean =>
  changes.some((change) => !["changed", "added"].includes(kindOf(change)) || isNestedStack(change));

/**
 * The changes that replace a resource of one of the types (in lower case; `*` for all), or may: those under conditions,
 * and those of nested stacks, of which a plan does not tell.
 */
export const refusedChanges = (
  changes: readonly ResourceChange[],
  types: readonly string[],
): readonly ResourceChange[] =>
  changes.filter((change) => {
    if (isNestedStack(change)) return types.length > 0;
    const isMeant = types.includes("*") || types.includes((change.ResourceType ?? "").toLowerCase());
    return isMeant && ["replaced", "perhaps replaced"].includes(kindOf(change));
  });

/** The first line counts, the others tell. */
export function describeChanges(changes: readonly ResourceChange[]): string[] {
  if (changes.length === 0) return ["this update would change no resource inside"];
  const byKind = KINDS.map((kind) => ({ kind, found: changes.filter((change) => kindOf(change) === kind) }));
  const counts = byKind.flatMap(({ kind, found }) =>
    found.length > 0 ? `${found.length} ${kind}${namesOf(kind, found)}` : [],
  );
  const nested = changes.filter(isNestedStack);
  return [
    `this update would change resources inside: ${counts.join(", ")}`,
    ...byKind.flatMap(({ kind, found }) => found.map((change) => `  ${kind}: ${describeChange(change)}`)),
    ...nested.map(
      ({ LogicalResourceId }) =>
        `  What would change inside of the nested stack ${LogicalResourceId}, a plan does not tell.`,
    ),
  ];
}

/** How many resources the first line names. */
const NAMED = 3;

/** The row shows the first line alone, and what may be lost must not be overlooked there. */
function namesOf(kind: (typeof KINDS)[number], found: readonly ResourceChange[]): string {
  if (kind === "changed" || kind === "added") return "";
  const names = found
    .slice(0, NAMED)
    .map(({ LogicalResourceId = "", ResourceType = "" }) => `${LogicalResourceId}, ${ResourceType}`);
  return ` (${names.join("; ")}${found.length > NAMED ? "; …" : ""})`;
}

/** "Database (AWS::RDS::DBInstance, shop-db): DBName because of Name" */
export function describeChange(change: ResourceChange): string {
  const { LogicalResourceId, ResourceType, PhysicalResourceId } = change;
  const kind = kindOf(change);
  const identity = kind === "changed" ? [ResourceType] : [ResourceType, PhysicalResourceId];
  const causes = causesOf(change);
  const what = `${LogicalResourceId} (${identity.filter(Boolean).join(", ")})`;
  return causes.length > 0 ? `${what}: ${causes.join("; ")}` : what;
}

/** The properties that change, of a replacement those that need it, each with what its value comes from. */
function causesOf({ Details = [], Scope = [] }: ResourceChange): string[] {
  const recreating = Details.filter(({ Target }) => !/^(NEVER)?$/i.test(Target?.RequiresRecreation ?? ""));
  const told = recreating.length > 0 ? recreating : Details;
  const entities = new Map<string, Set<string>>();
  for (const { Target, CausingEntity } of told) {
    const target = Target?.Name ?? Target?.Attribute?.toLowerCase();
    if (target === undefined) continue;
    const causes = entities.get(target) ?? new Set();
    if (CausingEntity) causes.add(CausingEntity);
    entities.set(target, causes);
  }
  if (entities.size === 0) return Scope.map((scope) => scope.toLowerCase());
  return [...entities].map(([target, causes]) =>
    causes.size > 0 ? `${target} because of ${[...causes].join(", ")}` : target,
  );
}
