import type { GivenParameter } from "../cloudformation/parameters/parameters";
import type { Tag } from "../base/tag";
import type { Selection } from "./selection";

export interface ResourceChange {
  readonly Action: "ADD" | "MODIFY" | "REMOVE";
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly Replacement?: "FALSE" | "CONDITIONAL";
  readonly Scope: readonly string[];
  readonly Details: readonly object[];
}

export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  readonly provisionedProductId: string;
  readonly provisionedProductName: string;
  /** Whether the product is there because of the plan only. */
  readonly isNew: boolean;
  readonly selection: Selection;
  readonly parameters: readonly GivenParameter[];
  readonly tags: readonly Tag[] | undefined;
  readonly notificationArns: readonly string[];
  readonly userArn: string;
  /** When the change set is made, and how that ends. */
  readonly readyAt: number;
  readonly outcome: { readonly message?: string; readonly changes: readonly ResourceChange[] };
  /** Of its execution. */
  recordId: string | undefined;
}
