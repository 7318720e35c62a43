import type { Fault } from "../../faults/operationFaults";
import { decideAccountOperation } from "./account";
import type { Wanted } from "./stackOutcome";
import { decideStackCreate } from "./create";
import { handToEngine } from "./engine";
import { decideStackSetCreate, decideStackSetTerminate, decideStackSetUpdate } from "./stackSet";
import { decideStackTerminate, type TerminateFlags } from "./terminate";
import { decideStackUpdate } from "./update";
import type { Context } from "../../service/context";
import type { ProvisionedProduct } from "../../state/provisionedProduct";
import type { OperationRecord } from "../../state/record";
import type { Outcome } from "../../state/runningOperation";

/** How operations end, by the type of the product; "engine" if that is for an engine to say. */
export function decideCreate(
  context: Context,
  product: ProvisionedProduct,
  wanted: Wanted,
  fault: Fault | undefined,
  record: OperationRecord,
): Outcome | "engine" {
  const byStack = () => decideStackCreate(context, product, wanted, fault);
  switch (product.type) {
    case "CFN_STACK":
      return byStack();
    case "CFN_STACKSET":
      return decideStackSetCreate(context, product, wanted, byStack);
    case "CONTROL_TOWER_ACCOUNT":
      return decideAccountOperation(context, product, wanted, byStack);
    default:
      return handToEngine(context, product, wanted, record, "create");
  }
}

export function decideUpdate(
  context: Context,
  product: ProvisionedProduct,
  wanted: Wanted,
  fault: Fault | undefined,
  record: OperationRecord,
): Outcome | "engine" {
  const byStack = () => decideStackUpdate(context, product, wanted, fault);
  switch (product.type) {
    case "CFN_STACK":
      return byStack();
    case "CFN_STACKSET":
      return decideStackSetUpdate(context, product, wanted, byStack);
    case "CONTROL_TOWER_ACCOUNT":
      return decideAccountOperation(context, product, wanted, byStack);
    default:
      return handToEngine(context, product, wanted, record, "update");
  }
}

export function decideTerminate(
  context: Context,
  product: ProvisionedProduct,
  flags: TerminateFlags,
  fault: Fault | undefined,
  record: OperationRecord,
): Outcome | "engine" {
  const byStack = () => decideStackTerminate(context.service, product, flags, fault);
  // Retain deletes nothing, whatever there is. (documented for stacks and stack sets)
  if (flags.retain) return byStack();
  switch (product.type) {
    case "CFN_STACK":
      return byStack();
    case "CFN_STACKSET":
      return decideStackSetTerminate(product, byStack);
    case "CONTROL_TOWER_ACCOUNT":
      return decideAccountOperation(context, product, undefined, byStack);
    default:
      return product.stack ? handToEngine(context, product, undefined, record, "terminate") : byStack();
  }
}
