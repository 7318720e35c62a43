import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import { duration } from "../base/duration";
import { Problem, problem } from "../base/errors";
import type { Ended } from "../aws/records";
import { ageOf, describeRecord, followRecord, hasEnded } from "../aws/records";
import { throwIfStopped } from "../aws/calls";
import type { OperationContext } from "../aws/operationContext";
import { displayName } from "./failure";
import type { Observed } from "../state/observed";
import { BUSY_PAUSE } from "../aws/delays";

/**
 * Waits for an operation that this run did not begin, within a bound of its own (`servicecatalog:waitForOthers`):
 * an engine that never answers keeps a product UNDER_CHANGE for ever.
 *
 * @throws Problem `busy` when it has not ended within the bound; nothing was sent then.
 */
export async function waitForOtherOperation(
  context: OperationContext,
  id: string,
  observed: Observed,
  recordId: string,
): Promise<Ended> {
  const { record } = await describeRecord(context, recordId);
  const operation = describeOperation(context, record, recordId);
  // The product shows the end of its operation a moment after the record.
  if (!hasEnded(record))
    context.note(
      `${displayName(id, observed)}: ${operation} is running; waiting up to ${duration(context.settings.waitForOthers)} for it to end.`,
    );
  const deadline = Math.min(context.deadline, context.clock.now() + context.settings.waitForOthers);
  try {
    return await followRecord({ ...context, deadline }, recordId, "waiting for another operation");
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "timeout") throw error;
    throw problem(
      "busy",
      `${displayName(id, observed)} is still busy: ${operation} has not ended.`,
      `Nothing was sent; the product stays in state.`,
      `Run the command again when it has ended, or wait longer: pulumi config set servicecatalog:waitForOthers 2h`,
      `Stack config that was set after the last pulumi up counts in a destroy only with --run-program.`,
    );
  }
}

/**
 * Waits before what was refused because the product is under change is sent again, each time twice as long: a product
 * is so for seconds after the record of its operation has ended, and may be described as it was for longer.
 *
 * @throws Problem `interrupted`
 */
export async function pauseWhileBusy(context: OperationContext, attempt: number): Promise<void> {
  await context.clock.sleep(BUSY_PAUSE * 2 ** (attempt - 1), context.stop);
  throwIfStopped(context);
}

/** "UPDATE_PROVISIONED_PRODUCT (record rec-…, begun 3 min ago by arn:…)" */
export function describeOperation(context: OperationContext, record: RecordDetail, recordId: string): string {
  const begun = record.CreatedTime ? `, begun ${duration(ageOf(context, record))} ago` : "";
  const owner = record.RecordTags?.find(
    ({ Key }) => Key === "aws:servicecatalog:provisioningPrincipalArn",
  )?.Value;
  return `${record.RecordType ?? "an operation"} (record ${recordId}${begun}${owner ? ` by ${owner}` : ""})`;
}
