import type { GivenParameter } from "../cloudformation/parameters/parameters";
import type { Tag } from "../base/tag";
import type { Selection } from "./selection";

/** What a change set says of a property: why it changes, and whether that makes a new resource. */
export interface ChangeDetail {
  /** The parameter, resource or attribute that its value comes from; absent where the template itself differs. */
  readonly CausingEntity?: string;
  /** Dynamic where the value is known only when the change is made. */
  readonly Evaluation: "STATIC" | "DYNAMIC";
  readonly Target: {
    readonly Attribute: "PROPERTIES";
    readonly Name: string;
    readonly RequiresRecreation: "NEVER" | "CONDITIONALLY" | "ALWAYS";
  };
}

export interface ResourceChange {
  readonly Action: "ADD" | "MODIFY" | "REMOVE";
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly Replacement?: "TRUE" | "FALSE" | "CONDITIONAL";
  readonly Scope: readonly string[];
  readonly Details: readonly ChangeDetail[];
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
