import { narrate } from "./stackEvents";
import type { Guesses } from "../truth/guesses";
import { noteProducts } from "./history";
import type { World } from "./accountRegion";
import type { ProvisionedProduct } from "./provisionedProduct";
import type { OperationRecord } from "./record";
import type { Outcome, Run, Step } from "./runningOperation";
import type { Stack } from "./stack";

/** Lets everything happen that is due, in the order of its moments. */
export function settle(world: World, now: number, guesses: Guesses): void {
  for (let next = nextDue(world, now); next; next = nextDue(world, now)) {
    const { run, step, at } = next;
    run.steps.shift();
    apply(world, run, step, at, guesses);
    noteProducts(world, at, guesses);
    if (run.steps.length === 0) world.runs.delete(run);
  }
}

/** Brings an operation to its end at once. */
export function finish(
  world: World,
  record: OperationRecord,
  outcome: Outcome,
  at: number,
  guesses: Guesses,
): void {
  const { id: recordId, provisionedProductId } = record;
  // What was still to come of the operation, such as its start, comes no more.
  for (const run of world.runs) if (run.recordId === recordId) world.runs.delete(run);
  const run: Run = { recordId, provisionedProductId, outcome, steps: [] };
  const stack = world.products.get(provisionedProductId)?.stack;
  if (stack && outcome.stack) narrate(stack, outcome.stack, { start: at, remedy: at, end: at });
  for (const step of ["stack", "product", "record"] as const) apply(world, run, step, at, guesses);
  noteProducts(world, at, guesses);
}

function nextDue(world: World, now: number): { run: Run; step: Step; at: number } | undefined {
  let next: { run: Run; step: Step; at: number } | undefined;
  for (const run of world.runs) {
    const [first] = run.steps;
    if (first && first.at <= now && (!next || first.at < next.at)) next = { run, ...first };
  }
  return next;
}

function apply(world: World, run: Run, step: Step, at: number, guesses: Guesses): void {
  const record = world.record(run.recordId);
  const product = world.products.get(run.provisionedProductId);
  const { stack } = run.outcome;
  switch (step) {
    case "start":
      record.status = "IN_PROGRESS";
      record.updated = at;
      if (stack && product?.stack) product.stack.status = stack.during;
      return;
    case "remedy":
      record.status = "IN_PROGRESS_IN_ERROR";
      record.updated = at;
      if (stack?.remedy !== undefined && product?.stack) product.stack.status = stack.remedy;
      return;
    case "stack":
      record.outputs = run.outcome.outputs;
      if (product?.stack) endStack(product.stack, run, at);
      return;
    case "product":
      if (product) endProduct(world, product, record, run);
      return;
    case "record":
      endRecord(record, run, at, guesses);
  }
}

function endStack(target: Stack, { outcome: { stack } }: Run, at: number): void {
  if (!stack) return;
  target.status = stack.after;
  target.statusReason =
    stack.remedy === undefined || stack.after.endsWith("FAILED") ? stack.reason : undefined;
  if (stack.after !== "CREATE_COMPLETE") target.updated = at;
  target.tags = stack.tags ?? target.tags;
  target.template = stack.template ?? target.template;
  target.instances = stack.instances ?? target.instances;
  target.resources = stack.resources;
  target.parameters = stack.parameters ?? target.parameters;
  target.outputs = stack.outputs ?? target.outputs;
}

function endProduct(world: World, product: ProvisionedProduct, record: OperationRecord, run: Run): void {
  const { outcome } = run;
  if (outcome.productStatus === "GONE") {
    world.products.delete(product.id);
    return;
  }
  product.status = outcome.productStatus;
  product.statusMessage = outcome.message;
  product.tags = outcome.tags ?? product.tags;
  if (record.type === "TERMINATE_PROVISIONED_PRODUCT") world.forgetToken(record.id);
  else if (outcome.status === "SUCCEEDED" && record.type !== "UPDATE_PROVISIONED_PRODUCT_PROPERTIES") {
    product.lastSuccessfulProvisioningRecordId = record.id;
    product.running = record.selection;
  }
}

function endRecord(
  record: OperationRecord,
  { outcome }: Run,
  at: number,
  { recordErrorCode }: Guesses,
): void {
  record.status = outcome.status;
  record.updated = at;
  if (outcome.message !== undefined && recordErrorCode !== null)
    record.errors = [{ Code: recordErrorCode, Description: outcome.message }];
}
