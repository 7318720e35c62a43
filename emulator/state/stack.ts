import type { ParameterValues } from "../cloudformation/parameters/parameters";
import type { StackOutput } from "../cloudformation/evaluation/evaluateTemplate";
import type { Tag } from "../base/tag";
import type { Selection } from "./selection";

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly retained: boolean;
  readonly status: string;
  /** A fingerprint of each property, to see what an update changes without keeping secrets. */
  readonly properties: Readonly<Record<string, string>>;
}

/** Something that happens to a stack or to one of its resources; the future ones are not told yet. */
export interface StackEvent {
  readonly id: string;
  readonly at: number;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

export interface StackInstance {
  readonly account: string;
  readonly region: string;
  readonly status: "CURRENT" | "OUTDATED" | "INOPERABLE";
}

/** A stack, or what products of other types have in its place. */
export interface Stack {
  readonly kind: "stack" | "set" | "account" | "engine";
  readonly name: string;
  readonly arn: string;
  readonly provisionedProductId: string;
  readonly created: number;
  readonly notificationArns: readonly string[];
  updated: number | undefined;
  /** Of which product and version its template is. */
  template: Selection;
  status: string;
  statusReason: string | undefined;
  parameters: ParameterValues;
  outputs: readonly StackOutput[];
  resources: readonly StackResource[];
  tags: readonly Tag[];
  events: readonly StackEvent[];
  /** Of a stack set. */
  instances: readonly StackInstance[];
}

/** A stack that is about to be created: nothing of it is there yet. */
export const newStack = (
  identity: Pick<
    Stack,
    "name" | "arn" | "provisionedProductId" | "created" | "notificationArns" | "template" | "tags"
  >,
): Stack => ({
  kind: "stack",
  updated: undefined,
  status: "CREATE_IN_PROGRESS",
  statusReason: undefined,
  parameters: {},
  outputs: [],
  resources: [],
  events: [],
  instances: [],
  ...identity,
});

export interface StackChange {
  readonly during: string;
  readonly rollback?: string;
  readonly after: string;
  /** Why it is rolled back, or why it ended as it did. */
  readonly reason?: string;
  readonly work: readonly ResourceWork[];
  readonly resources: readonly StackResource[];
  readonly parameters?: ParameterValues;
  readonly outputs?: readonly StackOutput[];
  readonly tags?: readonly Tag[];
  readonly template?: Selection;
  readonly instances?: readonly StackInstance[];
}

/** What is done to one resource, in its order, and how that ends. */
export interface ResourceWork {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly verb: "CREATE" | "UPDATE" | "DELETE";
  readonly end: "COMPLETE" | "FAILED" | "SKIPPED";
  readonly reason?: string;
  /** What a rollback does to it, and how that ends. */
  readonly undo?: { readonly verb: "UPDATE" | "DELETE"; readonly end: "COMPLETE" | "FAILED" };
  /** Done when all else is: the clean-up of an update. */
  readonly last?: boolean;
}
