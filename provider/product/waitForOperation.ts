import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import { duration } from "../base/duration";
import { Problem, problem } from "../base/errors";
import type { Ended } from "../aws/records";
import { ageOf, describeRecord, followRecord } from "../aws/records";
import { throwIfStopped } from "../aws/calls";
import type { OperationContext } from "../aws/operationContext";
import { displayName } from "./failure";
import type { Observed } from "../state/observed";

/**
 * Waits for an operation that this run did not begin, within a bound of its own (`servicecatalog:waitForOthers`):
 * an engine that never answers keeps a product UNDER_CHANGE for ever.
 *
 * @throws Problem `busy` when it has not ended within the bound; nothing was sent then.
 */
export async function waitForOtherOperation(
  run: OperationContext,
  id: string,
  observed: Observed,
  recordId: string,
): Promise<Ended> {
  const { record } = await describeRecord(run, recordId);
  const operation = describeOperation(run, record, recordId);
  const isOver = record.Status === "SUCCEEDED" || record.Status === "FAILED"; // the product shows it a moment later
  if (!isOver)
    run.note(
      `${displayName(id, observed)}: ${operation} is running; waiting up to ${duration(run.settings.waitForOthers)} for it to end.`,
    );
  const deadline = Math.min(run.deadline, run.clock.now() + run.settings.waitForOthers);
  try {
    return await followRecord({ ...run, deadline }, recordId, "waiting for another operation");
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

/** How long to wait before the first repetition of what was refused because the product is under change, ms. */
const BUSY_PAUSE = 500;

/**
 * Waits before what was refused because the product is under change is sent again, each time twice as long: a product
 * is so for seconds after the record of its operation has ended, and may be described as it was for longer.
 *
 * @throws Problem `interrupted`
 */
export async function pauseWhileBusy(run: OperationContext, attempt: number): Promise<void> {
  await run.clock.sleep(BUSY_PAUSE * 2 ** (attempt - 1), run.stop);
  throwIfStopped(run);
}

/** "UPDATE_PROVISIONED_PRODUCT (record rec-…, begun 3 min ago by arn:…)" */
export function describeOperation(run: OperationContext, record: RecordDetail, recordId: string): string {
  const begun = record.CreatedTime ? `, begun ${duration(ageOf(run, record))} ago` : "";
  const owner = record.RecordTags?.find(
    ({ Key }) => Key === "aws:servicecatalog:provisioningPrincipalArn",
  )?.Value;
  return `${record.RecordType ?? "an operation"} (record ${recordId}${begun}${owner ? ` by ${owner}` : ""})`;
}
