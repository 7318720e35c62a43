import type { ProvisionedProductDetail } from "@aws-sdk/client-service-catalog";
import { throwIfStopped } from "../aws/calls";
import { describeRecord, followRecord } from "../aws/records";
import type { OperationContext } from "../aws/operationContext";
import { describeProvisionedProduct } from "./observe";

/** How long a product may still be seen, and hold its name, after the record of its terminate has ended, ms. */
export const REMOVAL_LAG = 30_000;
const REMOVAL_PAUSE = 500;

/**
 * Waits while the product that holds our name is on its way out, as the old one of a replacement is.
 *
 * @param holder undefined when the name is taken and yet no product is seen: it is just going, or is not for our eyes.
 * @returns whether it is worth asking again.
 */
export async function waitWhileTerminating(
  run: OperationContext,
  holder: ProvisionedProductDetail | undefined,
  until: number,
): Promise<boolean> {
  if (!holder) {
    if (run.clock.now() > until) return false;
    await run.clock.sleep(REMOVAL_PAUSE, run.stop);
    return true;
  }
  const { Id: id = "", LastRecordId: recordId } = holder;
  if (recordId === undefined) return false;
  const { record } = await describeRecord(run, recordId);
  if (record.RecordType !== "TERMINATE_PROVISIONED_PRODUCT") return false;
  if (!(await followRecord(run, recordId, "waiting for the old product to go")).succeeded) return false;
  for (const end = run.clock.now() + REMOVAL_LAG; run.clock.now() < end;) {
    if (!(await describeProvisionedProduct(run, { Id: id }))) return true;
    await run.clock.sleep(REMOVAL_PAUSE, run.stop);
    throwIfStopped(run);
  }
  return false;
}
