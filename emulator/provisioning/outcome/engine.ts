import { createHash } from "node:crypto";
import type { StackOutput } from "../../cloudformation/evaluation/evaluateTemplate";
import type { AccountRegion } from "../../state/accountRegion";
import type { Wanted } from "./stackOutcome";
import { newStackOf } from "./create";
import type { Context } from "../../service/context";
import type { ProvisionedProduct } from "../../state/provisionedProduct";
import type { OperationRecord } from "../../state/record";
import type { EngineWork, Outcome } from "../../state/runningOperation";
import type { Stack } from "../../state/stack";

/**
 * EXTERNAL and TERRAFORM products are made by an engine of the administrator, which hears of its work and has
 * to notify. Until it does, the product stays UNDER_CHANGE, for ever if need be. (observed)
 */
export function handToEngine(
  context: Context,
  product: ProvisionedProduct,
  wanted: Wanted | undefined,
  record: OperationRecord,
  operation: EngineWork["operation"],
): "engine" {
  const { accountRegion } = context;
  const known = product.stack?.parameters ?? {};
  if (wanted && !product.stack) {
    product.stack = { ...newStackOf(context, product, wanted), kind: "engine" };
    accountRegion.stacks.push(product.stack);
  }
  const defaults = [...(wanted?.version.template.parameters.values() ?? [])].flatMap((each) =>
    each.default === undefined ? [] : [[each.key, each.default]],
  );
  const given = (wanted?.parameters ?? []).filter(({ usePreviousValue }) => !usePreviousValue);
  const parameters = Object.fromEntries([
    ...(operation === "create" ? defaults : []),
    // The engine does not hear of those that keep their value. (observed)
    ...given.map(({ key, value }) => [key, value ?? ""]),
  ]) as Record<string, string>;
  if (product.stack && wanted) product.stack.parameters = { ...known, ...parameters };
  accountRegion.engineWork.set(record.id, {
    workflowToken: createHash("sha256").update(record.id).digest("base64"),
    recordId: record.id,
    operation,
    parameters,
    tags: wanted?.tags ?? product.tags,
  });
  return "engine";
}

export interface EngineResult {
  readonly status: "SUCCEEDED" | "FAILED";
  readonly outputs?: readonly StackOutput[];
  readonly failureReason?: string | undefined;
  /** Whether the engine gave the tag by which its resources are found. */
  readonly identified?: boolean;
}

/** What the engine's notification makes of the product. A failure is TAINTED where there is something. (documented) */
export function decideEngineOperation(
  accountRegion: AccountRegion,
  work: EngineWork,
  result: EngineResult,
): Outcome {
  const stack: Stack | undefined = accountRegion.products.get(
    accountRegion.record(work.recordId).provisionedProductId,
  )?.stack;
  const outputs = result.outputs ?? [];
  const message = result.failureReason ?? "The engine reported a failure";
  if (result.status === "FAILED") {
    const nothing = work.operation === "create" && !result.identified;
    return { status: "FAILED", productStatus: nothing ? "ERROR" : "TAINTED", message, outputs: [] };
  }
  if (work.operation === "terminate") return { status: "SUCCEEDED", productStatus: "GONE", outputs: [] };
  if (stack) stack.outputs = outputs;
  return { status: "SUCCEEDED", productStatus: "AVAILABLE", outputs, tags: work.tags };
}
