import { writeStackEvents } from "./stackEvents";
import type { Guesses } from "../truth/guesses";
import { rememberProducts } from "./history";
import type { AccountRegion } from "./accountRegion";
import type { ProvisionedProduct } from "./provisionedProduct";
import type { OperationRecord } from "./record";
import type { Outcome, RunningOperation, Step } from "./runningOperation";
import type { Stack } from "./stack";

/** Lets everything happen that is due, in the order of its moments. */
export function advanceTo(accountRegion: AccountRegion, now: number, guesses: Guesses): void {
  for (let next = nextDue(accountRegion, now); next; next = nextDue(accountRegion, now)) {
    const { run, step, at } = next;
    run.steps.shift();
    applyStep(accountRegion, run, step, at, guesses);
    rememberProducts(accountRegion, at, guesses);
    if (run.steps.length === 0) accountRegion.runs.delete(run);
  }
}

/** Brings an operation to its end at once. */
export function finishOperation(
  accountRegion: AccountRegion,
  record: OperationRecord,
  outcome: Outcome,
  at: number,
  guesses: Guesses,
): void {
  const { id: recordId, provisionedProductId } = record;
  // What was still to come of the operation, such as its start, comes no more.
  for (const run of accountRegion.runs) if (run.recordId === recordId) accountRegion.runs.delete(run);
  const run: RunningOperation = { recordId, provisionedProductId, outcome, steps: [] };
  const stack = accountRegion.products.get(provisionedProductId)?.stack;
  if (stack && outcome.stack) writeStackEvents(stack, outcome.stack, { start: at, rollback: at, end: at });
  for (const step of ["stack", "product", "record"] as const)
    applyStep(accountRegion, run, step, at, guesses);
  rememberProducts(accountRegion, at, guesses);
}

function nextDue(
  accountRegion: AccountRegion,
  now: number,
): { run: RunningOperation; step: Step; at: number } | undefined {
  let next: { run: RunningOperation; step: Step; at: number } | undefined;
  for (const run of accountRegion.runs) {
    const [first] = run.steps;
    if (first && first.at <= now && (!next || first.at < next.at)) next = { run, ...first };
  }
  return next;
}

function applyStep(
  accountRegion: AccountRegion,
  run: RunningOperation,
  step: Step,
  at: number,
  guesses: Guesses,
): void {
  const record = accountRegion.record(run.recordId);
  const product = accountRegion.products.get(run.provisionedProductId);
  const { stack } = run.outcome;
  switch (step) {
    case "start":
      record.status = "IN_PROGRESS";
      record.updated = at;
      if (stack && product?.stack) product.stack.status = stack.during;
      return;
    case "rollback":
      record.status = "IN_PROGRESS_IN_ERROR";
      record.updated = at;
      if (stack?.rollback !== undefined && product?.stack) product.stack.status = stack.rollback;
      return;
    case "stack":
      record.outputs = run.outcome.outputs;
      if (product?.stack) endStack(product.stack, run, at);
      return;
    case "product":
      if (product) endProduct(accountRegion, product, record, run);
      return;
    case "record":
      endRecord(record, run, at, guesses);
  }
}

function endStack(target: Stack, { outcome: { stack } }: RunningOperation, at: number): void {
  if (!stack) return;
  target.status = stack.after;
  target.statusReason =
    stack.rollback === undefined || stack.after.endsWith("FAILED") ? stack.reason : undefined;
  if (stack.after !== "CREATE_COMPLETE") target.updated = at;
  target.tags = stack.tags ?? target.tags;
  target.template = stack.template ?? target.template;
  target.instances = stack.instances ?? target.instances;
  target.resources = stack.resources;
  target.parameters = stack.parameters ?? target.parameters;
  target.outputs = stack.outputs ?? target.outputs;
}

function endProduct(
  accountRegion: AccountRegion,
  product: ProvisionedProduct,
  record: OperationRecord,
  run: RunningOperation,
): void {
  const { outcome } = run;
  if (outcome.productStatus === "GONE") {
    accountRegion.products.delete(product.id);
    return;
  }
  product.status = outcome.productStatus;
  product.statusMessage = outcome.message;
  product.tags = outcome.tags ?? product.tags;
  if (record.type === "TERMINATE_PROVISIONED_PRODUCT") accountRegion.forgetToken(record.id);
  else if (outcome.status === "SUCCEEDED" && record.type !== "UPDATE_PROVISIONED_PRODUCT_PROPERTIES") {
    product.lastSuccessfulProvisioningRecordId = record.id;
    product.running = record.selection;
  }
}

function endRecord(
  record: OperationRecord,
  { outcome }: RunningOperation,
  at: number,
  { recordErrorCode }: Guesses,
): void {
  record.status = outcome.status;
  record.updated = at;
  if (outcome.message !== undefined && recordErrorCode !== null)
    record.errors = [{ Code: recordErrorCode, Description: outcome.message }];
}
