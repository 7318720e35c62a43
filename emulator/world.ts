import type { Scope } from "./base/arns";
import type { GivenParameter, ParameterValues } from "./cloudformation/parameters/parameters";
import type { StackOutput } from "./cloudformation/evaluation/evaluateTemplate";
import type { Stack, StackChange } from "./stackState";
import type { Tag } from "./base/tag";
import type { Selection } from "./state/selection";

export type {
  StackResource,
  StackEvent,
  StackInstance,
  Stack,
  StackChange,
  ResourceWork,
} from "./stackState";

export type ProductStatus = "AVAILABLE" | "UNDER_CHANGE" | "TAINTED" | "ERROR" | "PLAN_IN_PROGRESS";
export type RecordStatus = "CREATED" | "IN_PROGRESS" | "IN_PROGRESS_IN_ERROR" | "SUCCEEDED" | "FAILED";
export type RecordType =
  | "PROVISION_PRODUCT"
  | "UPDATE_PROVISIONED_PRODUCT"
  | "TERMINATE_PROVISIONED_PRODUCT"
  | "UPDATE_PROVISIONED_PRODUCT_PROPERTIES"
  | "IMPORT_AS_PROVISIONED_PRODUCT";
export type ProvisionedProductType =
  | "CFN_STACK"
  | "CFN_STACKSET"
  | "CONTROL_TOWER_ACCOUNT"
  | "EXTERNAL"
  | "TERRAFORM_OPEN_SOURCE"
  | "TERRAFORM_CLOUD";

/** Made by an engine of the administrator, not by CloudFormation. */
export const isOfEngine = (type: ProvisionedProductType): boolean =>
  type === "EXTERNAL" || type.startsWith("TERRAFORM_");

export interface ProvisionedProduct {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly type: ProvisionedProductType;
  readonly created: number;
  /** The owner: who provisioned it, unless that was changed. */
  userArn: string;
  readonly notificationArns: readonly string[];
  status: ProductStatus;
  statusMessage: string | undefined;
  idempotencyToken: string;
  /** Absent while there is only a plan. */
  lastRecordId: string | undefined;
  lastProvisioningRecordId: string | undefined;
  lastSuccessfulProvisioningRecordId: string | undefined;
  /** Of the last attempt, also when it failed: what Describe shows. (observed) */
  attempted: Selection;
  /** Of the last success: what really runs. */
  running: Selection | undefined;
  launchRoleArn: string | undefined;
  tags: readonly Tag[];
  stack: Stack | undefined;
}

export interface OperationRecord {
  readonly id: string;
  readonly type: RecordType;
  readonly created: number;
  readonly provisionedProductId: string;
  readonly provisionedProductName: string;
  readonly productType: ProvisionedProductType;
  readonly selection: Selection;
  readonly launchRoleArn: string | undefined;
  readonly userArn: string;
  readonly tags: readonly Tag[];
  status: RecordStatus;
  updated: number;
  errors: readonly { readonly Code: string; readonly Description: string }[];
  /** There when the work is done; told by DescribeRecord when the record has ended. */
  outputs: readonly StackOutput[];
}

/** What an engine of an EXTERNAL or TERRAFORM product has to do, until it notifies. */
export interface EngineWork {
  readonly workflowToken: string;
  readonly recordId: string;
  readonly operation: "create" | "update" | "terminate";
  readonly parameters: ParameterValues;
  readonly tags: readonly Tag[];
}

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

/** A change of the product or the record that is due at a moment. */
export type Step = "start" | "remedy" | "stack" | "product" | "record";

/** How an operation will end. Decided when it is accepted; data only, so that a world can be written down. */
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
export interface Run {
  readonly recordId: string;
  readonly provisionedProductId: string;
  readonly outcome: Outcome;
  readonly steps: { readonly step: Step; readonly at: number }[];
}

export interface TokenUse {
  readonly content: string;
  /** Absent of operations without a record. */
  readonly recordId: string | undefined;
  readonly answer: unknown;
}

/** The provisioned products of one account in one region, and all that belongs to them. */
export class World {
  /** Living products, by id. */
  readonly products = new Map<string, ProvisionedProduct>();
  /** Records outlive their products. (model) */
  readonly records = new Map<string, OperationRecord>();
  readonly stacks: Stack[] = [];
  readonly runs = new Set<Run>();
  /** Records of operations that stay under way until somebody outside ends them. */
  readonly held = new Set<string>();
  readonly tokens = new Map<string, TokenUse>();
  /** What reads that are behind will show; empty unless `guesses.searchLag` or `guesses.describeLag`. */
  readonly past: { readonly at: number; readonly products: readonly ProvisionedProduct[] }[] = [];
  readonly plans = new Map<string, Plan>();
  /** By record. */
  readonly engineWork = new Map<string, EngineWork>();

  constructor(readonly scope: Scope) {}

  find(idOrName: string): ProvisionedProduct | undefined {
    return this.products.get(idOrName) ?? this.named(idOrName);
  }

  named(name: string): ProvisionedProduct | undefined {
    return [...this.products.values()].find((product) => product.name === name);
  }

  /** Lets the token that began this record begin another. */
  forgetToken(recordId: string): void {
    for (const [token, use] of this.tokens) if (use.recordId === recordId) this.tokens.delete(token);
  }

  record(id: string): OperationRecord {
    const record = this.records.get(id);
    if (!record) throw new Error(`record ${id} is not in its world`);
    return record;
  }
}
