import type { Wanted } from "./stackOutcome";
import type { Context } from "../../service/context";
import type { ProvisionedProduct } from "../../state/provisionedProduct";
import type { Outcome } from "../../state/runningOperation";

const busy = {
  create:
    "ResourceInUseException  Account Factory cannot create this enrolled account right now, because another execution is in progress. Try again later.",
  other:
    "Account Factory cannot complete an operation on this account, because another AWS Control Tower operation is in progress. Try again later.",
};

/**
 * Accounts take half an hour, a few can be made or changed at a time, and one unmanaged. What is too much is
 * accepted and then fails. (documented, the texts observed)
 */
export function decideAccountOperation(
  { service, accountRegion }: Context,
  product: ProvisionedProduct,
  wanted: Wanted | undefined,
  byStack: () => Outcome,
): Outcome {
  const others = [...accountRegion.runs].filter(
    ({ recordId, provisionedProductId }) =>
      provisionedProductId !== product.id &&
      accountRegion.record(recordId).productType === "CONTROL_TOWER_ACCOUNT",
  );
  const terminating = others.filter(
    ({ recordId }) => accountRegion.record(recordId).type === "TERMINATE_PROVISIONED_PRODUCT",
  );
  const tooMany = wanted
    ? others.length >= service.guesses.accountOperations || service.controlTowerIsBusy
    : terminating.length > 0 || service.controlTowerIsBusy;
  const isNew = product.lastSuccessfulProvisioningRecordId === undefined;
  if (tooMany)
    return {
      status: "FAILED",
      productStatus: isNew ? "ERROR" : "TAINTED",
      message: isNew && wanted ? busy.create : busy.other,
      outputs: [],
    };
  const outcome = byStack();
  if (product.stack?.kind === "stack") product.stack = asAccount(accountRegion, product);
  return { ...outcome, outputs: withAccount(product, outcome), duration: "account" };
}

/** An account shows no stack; its outputs are those of the account. (observed) */
function withAccount(product: ProvisionedProduct, { status, outputs }: Outcome): Outcome["outputs"] {
  const own = outputs.filter(({ key }) => key !== "CloudformationStackARN");
  if (status === "FAILED" || own.some(({ key }) => key === "AccountId")) return own;
  return [{ key: "AccountId", value: accountIdOf(product.id), description: "Id of the account" }, ...own];
}

function asAccount(
  accountRegion: Context["accountRegion"],
  { id, stack }: ProvisionedProduct,
): ProvisionedProduct["stack"] {
  if (!stack) return undefined;
  const account = { ...stack, kind: "account" as const, arn: accountIdOf(id) };
  accountRegion.stacks.splice(accountRegion.stacks.indexOf(stack), 1, account);
  return account;
}

/** Twelve digits that belong to a product. */
export const accountIdOf = (provisionedProductId: string): string =>
  [...provisionedProductId.slice(-12)]
    .map((letter) => letter.charCodeAt(0) % 10)
    .join("")
    .padStart(12, "1");
