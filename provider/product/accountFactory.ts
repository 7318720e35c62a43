import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import { duration } from "../base/duration";
import type { OperationContext } from "../aws/operationContext";

/*
 * Account Factory accepts an operation that collides with another one, of whomever, and fails its record then. Nothing
 * was done: it is asked again until the operation's timeout is over.
 */

const COLLISION = /another (AWS Control Tower operation|execution) is in progress/i; // (observed)

/** Has the operation failed only because Account Factory, or Control Tower, was busy with another one? */
export const isCollision = (
  { RecordErrors }: Pick<RecordDetail, "RecordErrors">,
  statusMessage?: string | null,
): boolean =>
  COLLISION.test(statusMessage ?? "") ||
  (RecordErrors?.some(({ Description = "" }) => COLLISION.test(Description)) ?? false);

/** An operation on an account takes half an hour. (documented) */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 120_000;

/**
 * Waits before an operation that has collided is tried again, each time twice as long.
 *
 * @param before how often it has collided before
 * @returns false when the run was stopped or the timeout leaves no time for another attempt
 */
export async function pauseAfterCollision(context: OperationContext, before: number): Promise<boolean> {
  const pause = Math.min(FIRST_PAUSE * 2 ** before, LONGEST_PAUSE) * (0.75 + Math.random() / 2);
  if (context.stop.aborted || context.clock.now() + pause > context.deadline) return false;
  context.progress(
    `Account Factory is busy with another operation, collision ${before + 1}; trying again in ${duration(pause)}`,
  );
  await context.clock.sleep(pause, context.stop);
  return !context.stop.aborted;
}
