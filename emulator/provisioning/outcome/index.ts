import type { Fault } from "../../faults/operationFaults";
import { accountOutcome } from "./account";
import type { Wanted } from "./stackOutcome";
import { outcomeOfCreate } from "./create";
import { handToEngine } from "./engine";
import { stackSetCreate, stackSetTerminate, stackSetUpdate } from "./stackSet";
import { outcomeOfTerminate, type TerminateFlags } from "./terminate";
import { outcomeOfUpdate } from "./update";
import type { Context } from "../../service/context";
import type { ProvisionedProduct } from "../../state/provisionedProduct";
import type { OperationRecord } from "../../state/record";
import type { Outcome } from "../../state/runningOperation";

/** How operations end, by the type of the product; "engine" if that is for an engine to say. */
export function createOutcome(
  context: Context,
  product: ProvisionedProduct,
  wanted: Wanted,
  fault: Fault | undefined,
  record: OperationRecord,
): Outcome | "engine" {
  const byStack = () => outcomeOfCreate(context, product, wanted, fault);
  switch (product.type) {
    case "CFN_STACK":
      return byStack();
    case "CFN_STACKSET":
      return stackSetCreate(context, product, wanted, byStack);
    case "CONTROL_TOWER_ACCOUNT":
      return accountOutcome(context, product, wanted, byStack);
    default:
      return handToEngine(context, product, wanted, record, "create");
  }
}

export function updateOutcome(
  context: Context,
  product: ProvisionedProduct,
  wanted: Wanted,
  fault: Fault | undefined,
  record: OperationRecord,
): Outcome | "engine" {
  const byStack = () => outcomeOfUpdate(context, product, wanted, fault);
  switch (product.type) {
    case "CFN_STACK":
      return byStack();
    case "CFN_STACKSET":
      return stackSetUpdate(context, product, wanted, byStack);
    case "CONTROL_TOWER_ACCOUNT":
      return accountOutcome(context, product, wanted, byStack);
    default:
      return handToEngine(context, product, wanted, record, "update");
  }
}

export function terminateOutcome(
  context: Context,
  product: ProvisionedProduct,
  flags: TerminateFlags,
  fault: Fault | undefined,
  record: OperationRecord,
): Outcome | "engine" {
  const byStack = () => outcomeOfTerminate(context.service, product, flags, fault);
  // Retain deletes nothing, whatever there is. (documented for stacks and stack sets)
  if (flags.retain) return byStack();
  switch (product.type) {
    case "CFN_STACK":
      return byStack();
    case "CFN_STACKSET":
      return stackSetTerminate(product, byStack);
    case "CONTROL_TOWER_ACCOUNT":
      return accountOutcome(context, product, undefined, byStack);
    default:
      return product.stack ? handToEngine(context, product, undefined, record, "terminate") : byStack();
  }
}
