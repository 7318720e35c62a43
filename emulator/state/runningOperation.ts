import type { ParameterValues } from "../cloudformation/parameters/parameters";
import type { StackOutput } from "../cloudformation/evaluation/evaluateTemplate";
import type { StackChange } from "./stack";
import type { Tag } from "../base/tag";
import type { ProductStatus } from "./provisionedProduct";

/** A change of the product or the record that is due at a moment. */
export type Step = "start" | "rollback" | "stack" | "product" | "record";

/** How an operation will end. Decided when it is accepted; data only, so that it can be written down. */
export interface Outcome {
  readonly status: "SUCCEEDED" | "FAILED";
  readonly productStatus: ProductStatus | "GONE";
  readonly message?: string;
  /** How long it takes, where that is not as the operation's. */
  readonly duration?: "account";
  readonly outputs: readonly StackOutput[];
  readonly stack?: StackChange;
  readonly tags?: readonly Tag[];
}

/** An operation on its way. */
export interface RunningOperation {
  readonly recordId: string;
  readonly provisionedProductId: string;
  readonly outcome: Outcome;
  readonly steps: { readonly step: Step; readonly at: number }[];
}

/** What an engine of an EXTERNAL or TERRAFORM product has to do, until it notifies. */
export interface EngineWork {
  readonly workflowToken: string;
  readonly recordId: string;
  readonly operation: "create" | "update" | "terminate";
  readonly parameters: ParameterValues;
  readonly tags: readonly Tag[];
}
