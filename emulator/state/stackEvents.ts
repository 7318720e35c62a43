import { namedUuid } from "../base/ids";
import type { ResourceWork } from "./stack";
import type { Stack } from "./stack";
import type { StackChange } from "./stack";
import type { StackEvent } from "./stack";

/** When a change of a stack begins, is rolled back, and ends. */
export interface Moments {
  readonly start: number;
  readonly rollback: number;
  readonly end: number;
}

type Unnumbered = Omit<StackEvent, "id">;

/**
 * All that a change of a stack will have done, told beforehand with its moments: as in CloudFormation each
 * resource is IN_PROGRESS before it is anything else, and the stack's own events stand around them. (recorded)
 */
export function writeStackEvents(stack: Stack, change: StackChange, moments: Moments): void {
  const { during, rollback, after, reason, work } = change;
  const { start, end } = moments;
  const ofStack = (status: string, at: number, why?: string): Unnumbered => ({
    at,
    logicalId: stack.name,
    physicalId: stack.arn,
    type: "AWS::CloudFormation::Stack",
    status,
    ...(why === undefined ? {} : { reason: why }),
  });
  const first = work.filter(({ last }) => !last);
  const last = work.filter((item) => item.last);
  const events: Unnumbered[] = [ofStack(during, start, "User Initiated")];
  const workEnd = rollback === undefined ? end : moments.rollback;
  first.forEach((item, index) => {
    const at = (part: number) => between(start, workEnd, (index + part) / (first.length + 1));
    events.push(...eventsOf(item, item.verb, item.end, item.reason, at(0.3), at(0.9)));
  });
  if (rollback !== undefined) {
    events.push(ofStack(rollback, moments.rollback, reason));
    const undone = first.filter(({ undo }) => undo).reverse();
    undone.forEach((item, index) => {
      const at = (part: number) => between(moments.rollback, end, (index + part) / (undone.length + 1));
      if (item.undo)
        events.push(...eventsOf(item, item.undo.verb, item.undo.end, undefined, at(0.3), at(0.9)));
    });
  }
  // Also when there is nothing to clean up. (documented)
  if (after === "UPDATE_COMPLETE" || after === "UPDATE_ROLLBACK_COMPLETE")
    events.push(ofStack(`${after}_CLEANUP_IN_PROGRESS`, end));
  for (const item of last) events.push(...eventsOf(item, item.verb, item.end, item.reason, end, end));
  events.push(ofStack(after, end, rollback === undefined || after.endsWith("FAILED") ? reason : undefined));
  const known = stack.events.length;
  stack.events = [
    ...stack.events,
    ...events.map((event, index) => ({ ...event, id: idOf(stack, event, known + index) })),
  ];
}

function eventsOf(
  { logicalId, physicalId, type }: ResourceWork,
  verb: string,
  end: ResourceWork["end"],
  reason: string | undefined,
  begins: number,
  ends: number,
): Unnumbered[] {
  const resource = { logicalId, physicalId, type };
  const why = reason === undefined ? {} : { reason };
  // A resource that is kept is never in progress. (documented)
  if (end === "SKIPPED") return [{ ...resource, at: ends, status: `${verb}_SKIPPED` }];
  return [
    // Before it is created a resource has no physical id. (recorded)
    {
      ...resource,
      at: begins,
      status: `${verb}_IN_PROGRESS`,
      ...(verb === "CREATE" ? { physicalId: "" } : {}),
    },
    ...(verb === "CREATE" && end === "COMPLETE"
      ? [{ ...resource, at: begins, status: "CREATE_IN_PROGRESS", reason: "Resource creation Initiated" }]
      : []),
    { ...resource, at: ends, status: `${verb}_${end}`, ...why },
  ];
}

const between = (from: number, to: number, part: number) => Math.round(from + (to - from) * part);

/** Of a resource `<logical id>-<status>-<moment>`, of the stack a UUID. (recorded) */
const idOf = (stack: Stack, { logicalId, status, at }: Unnumbered, index: number) =>
  logicalId === stack.name
    ? namedUuid(stack.arn, String(index))
    : `${logicalId}-${status}-${new Date(at).toISOString()}${status.endsWith("IN_PROGRESS") ? `-${index}` : ""}`;

/** How far the resources of a stack are at a moment, from its events; the oldest resource first. */
export function resourcesAt({ name, events }: Stack, now: number): StackEvent[] {
  const latest = new Map<string, StackEvent>();
  for (const event of events)
    if (event.at <= now && event.logicalId !== name) latest.set(event.logicalId, event);
  return [...latest.values()];
}
