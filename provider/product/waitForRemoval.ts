import type { ProvisionedProductDetail } from "@aws-sdk/client-service-catalog";
import { throwIfStopped } from "../aws/calls";
import { describeRecord, followRecord } from "../aws/records";
import type { OperationContext } from "../aws/operationContext";
import { describeProvisionedProduct } from "./observe";
import { REMOVAL_LAG, REMOVAL_PAUSE } from "../aws/delays";

/**
 * Waits while the product that holds our name is on its way out, as the old one of a replacement is.
 *
 * @param holder undefined when the name is taken and yet no product is seen: it is just going, or is not for our eyes.
 * @returns whether it is worth asking again.
 */
export async function waitWhileTerminating(
  context: OperationContext,
  holder: ProvisionedProductDetail | undefined,
  until: number,
): Promise<boolean> {
  if (!holder) {
    if (context.clock.now() > until) return false;
    await context.clock.sleep(REMOVAL_PAUSE, context.stop);
    return true;
  }
  const { Id: id = "", LastRecordId: recordId } = holder;
  if (recordId === undefined) return false;
  const { record } = await describeRecord(context, recordId);
  if (record.RecordType !== "TERMINATE_PROVISIONED_PRODUCT") return false;
  if (!(await followRecord(context, recordId, "waiting for the old product to go")).succeeded) return false;
  for (const end = context.clock.now() + REMOVAL_LAG; context.clock.now() < end;) {
    if (!(await describeProvisionedProduct(context, { Id: id }))) return true;
    await context.clock.sleep(REMOVAL_PAUSE, context.stop);
    throwIfStopped(context);
  }
  return false;
}
