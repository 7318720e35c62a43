import type { StackEvent } from "@aws-sdk/client-cloudformation";

/** A stack in this status is updated no more until somebody has continued its rollback. */
export const ROLLBACK_FAILED = "UPDATE_ROLLBACK_FAILED";

/** The name that Service Catalog gives the stack of a product. */
export const stackName = (accountId: string, productId: string): string => `SC-${accountId}-${productId}`;

/**
 * The events of the last operation on a stack, without those of the stack itself, unless its rollback
 * has failed: events come newest first, and an operation begins with the stack itself, on behalf of a user.
 */
export function ofLastOperation(events: StackEvent[]): StackEvent[] {
  const ofStack = ({ PhysicalResourceId, StackId }: StackEvent) => PhysicalResourceId === StackId;
  const begun = events.findIndex(
    (event) => ofStack(event) && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(event.ResourceStatus ?? ""),
  );
  return (begun < 0 ? events : events.slice(0, begun)).filter(
    (event) => !ofStack(event) || event.ResourceStatus === ROLLBACK_FAILED,
  );
}
