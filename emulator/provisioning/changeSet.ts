import { CloudFormationError } from "../cloudformation/syntax/value";
import { evaluateStack, catchRefusal, type Wanted } from "./outcome/stackOutcome";
import { newStackOf } from "./outcome/create";
import { isNoUpdate } from "./outcome/update";
import { resourceChanges } from "./resourceChanges";
import type { AccountRegion } from "../state/accountRegion";
import type { Place } from "../service/context";
import type { ProvisionedProduct } from "../state/provisionedProduct";
import type { Plan } from "../state/plan";

export type PlanStatus =
  | "CREATE_IN_PROGRESS"
  | "CREATE_SUCCESS"
  | "CREATE_FAILED"
  | "EXECUTE_IN_PROGRESS"
  | "EXECUTE_SUCCESS"
  | "EXECUTE_FAILED";

/** What a change set would do, or why there is none. */
export function decideChangeSet(place: Place, product: ProvisionedProduct, wanted: Wanted): Plan["outcome"] {
  const stack = product.stack ?? newStackOf(place, product, wanted);
  const planned = catchRefusal(() => evaluateStack(place, product, stack, wanted, product.stack?.parameters));
  if (planned instanceof CloudFormationError)
    return {
      message: `Error calling API cloudformation:CreateChangeSet. ErrorCode: ValidationError, Message: ${planned.message}`,
      changes: [],
    };
  if (product.stack && isNoUpdate(product.stack, planned, wanted))
    return { message: "No updates are to be performed.", changes: [] };
  const { template } = wanted.version;
  return { changes: resourceChanges(stack, { ...planned, template }) };
}

export function statusOf(
  accountRegion: AccountRegion,
  { recordId, readyAt, outcome }: Plan,
  now: number,
): PlanStatus {
  if (recordId !== undefined) {
    const { status } = accountRegion.record(recordId);
    if (status === "SUCCEEDED") return "EXECUTE_SUCCESS";
    return status === "FAILED" ? "EXECUTE_FAILED" : "EXECUTE_IN_PROGRESS";
  }
  if (now < readyAt) return "CREATE_IN_PROGRESS";
  return outcome.message === undefined ? "CREATE_SUCCESS" : "CREATE_FAILED";
}

/** There is one plan of a product at a time; those that were executed do not count. */
export const openPlanOf = (accountRegion: AccountRegion, provisionedProductId: string): Plan | undefined =>
  [...accountRegion.plans.values()].find(
    (plan) => plan.provisionedProductId === provisionedProductId && plan.recordId === undefined,
  );

export function forgetPlans(accountRegion: AccountRegion, provisionedProductId: string): void {
  for (const plan of accountRegion.plans.values())
    if (plan.provisionedProductId === provisionedProductId) accountRegion.plans.delete(plan.id);
}
