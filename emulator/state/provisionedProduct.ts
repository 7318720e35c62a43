import type { Stack } from "./stack";
import type { Tag } from "../base/tag";
import type { Selection } from "./selection";

export type ProductStatus = "AVAILABLE" | "UNDER_CHANGE" | "TAINTED" | "ERROR" | "PLAN_IN_PROGRESS";

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
