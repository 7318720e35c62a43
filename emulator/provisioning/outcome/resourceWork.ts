import type { EvaluatedResource } from "../../cloudformation/evaluation/evaluateTemplate";
import type { Fault } from "../../faults/operationFaults";
import type { ResourceWork } from "../../state/stack";
import type { StackResource } from "../../state/stack";

type Resource = StackResource | EvaluatedResource;

const of = ({ logicalId, physicalId, type }: Resource) => ({ logicalId, physicalId, type });

/** What the events say of a resource that fails by order; the form is that of resource handlers. (observed) */
const injectedReason = ({ reason }: Fault) =>
  reason ??
  'Resource handler returned message: "Injected failure" (RequestToken: 00000000-0000-0000-0000-000000000000, HandlerErrorCode: GeneralServiceException)';

/** Resources are made one after the other, up to the first that fails; a rollback removes them again. */
export function workOfCreate(
  resources: readonly EvaluatedResource[],
  failed: readonly string[],
  fault: Fault | undefined,
): ResourceWork[] {
  const work: ResourceWork[] = [];
  for (const resource of resources) {
    const begin = { ...of(resource), verb: "CREATE" } as const;
    if (fault && failed.includes(resource.logicalId))
      work.push({
        ...begin,
        end: "FAILED",
        reason: injectedReason(fault),
        undo: undoneBy("DELETE", "COMPLETE"),
      });
    else if (work.every(({ end }) => end !== "FAILED"))
      work.push({
        ...begin,
        end: "COMPLETE",
        undo: undoneBy("DELETE", fault?.kind === "rollback" ? "FAILED" : "COMPLETE"),
      });
  }
  return work;
}

/** Only what changes is touched; what is no longer wanted goes in the end. */
export function workOfUpdate(
  before: readonly StackResource[],
  after: readonly EvaluatedResource[],
  failed: readonly string[],
  fault: Fault | undefined,
): ResourceWork[] {
  const work: ResourceWork[] = [];
  const undone = fault?.kind === "rollback" ? "FAILED" : "COMPLETE";
  for (const resource of after) {
    const old = before.find(({ logicalId }) => logicalId === resource.logicalId);
    const fails = fault && failed.includes(resource.logicalId);
    if (old && !isDifferent(old, resource) && !fails) continue;
    if (work.some(({ end }) => end === "FAILED") && !fails) continue;
    work.push({
      ...of(resource),
      verb: old ? "UPDATE" : "CREATE",
      end: fails ? "FAILED" : "COMPLETE",
      ...(fails ? { reason: injectedReason(fault) } : {}),
      undo: undoneBy(old ? "UPDATE" : "DELETE", undone),
    });
  }
  const removed = before.filter(({ logicalId }) => after.every((other) => other.logicalId !== logicalId));
  if (!fault)
    for (const resource of [...removed].reverse())
      work.push({
        ...of(resource),
        verb: "DELETE",
        end: resource.retained ? "SKIPPED" : "COMPLETE",
        last: true,
      });
  return work;
}

/** In the opposite order of creation. */
export const workOfTerminate = (
  resources: readonly StackResource[],
  failed: readonly string[],
  fault: Fault | undefined,
): ResourceWork[] =>
  [...resources].reverse().map((resource) => ({
    ...of(resource),
    verb: "DELETE",
    ...(fault && failed.includes(resource.logicalId)
      ? { end: "FAILED" as const, reason: injectedReason(fault) }
      : { end: resource.retained ? ("SKIPPED" as const) : ("COMPLETE" as const) }),
  }));

const undoneBy = (verb: "UPDATE" | "DELETE", end: "COMPLETE" | "FAILED") => ({ verb, end });

/** Whether a resource is no longer what it was. */
export const isDifferent = (old: StackResource, wanted: EvaluatedResource): boolean =>
  old.type !== wanted.type || changedProperties(old, wanted).length > 0;

/** Names of properties that are new, gone or different. */
export const changedProperties = (old: StackResource, wanted: EvaluatedResource): string[] =>
  [...new Set([...Object.keys(old.properties), ...Object.keys(wanted.properties)])].filter(
    (name) => old.properties[name] !== wanted.properties[name],
  );
