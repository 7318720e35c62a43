import type { AccountRegion } from "./accountRegion";
import type { ProvisionedProduct } from "./provisionedProduct";
import type { OperationRecord } from "./record";
import type { Stack } from "./stack";

/** A living provisioned product, with what the API never tells: the real values of its parameters. */
export interface ProductView {
  id: string;
  name: string;
  /** CFN_STACK, CFN_STACKSET, CONTROL_TOWER_ACCOUNT, EXTERNAL, … */
  type: string;
  status: string;
  statusMessage?: string;
  arn: string;
  account: string;
  region: string;
  productId: string;
  /** Of the last attempt. */
  provisioningArtifactId: string;
  pathId: string;
  /** What the stack runs with, NoEcho values included. */
  parameters: Record<string, string>;
  /** Tags that users gave, without those of Service Catalog. */
  tags: Record<string, string>;
  lastRecordId?: string;
  stackName?: string;
}

/** A simulated stack: of a living product, retained, or left behind. */
export interface StackView {
  name: string;
  arn: string;
  /** As CloudFormation says, such as CREATE_COMPLETE, DELETE_FAILED; deleted ones are DELETE_COMPLETE. */
  status: string;
  parameters: Record<string, string>;
  outputs: Record<string, string>;
  resources: { logicalId: string; type: string; status: string }[];
  provisionedProductId: string;
}

export interface RecordView {
  id: string;
  type: string;
  status: string;
  provisionedProductId: string;
  provisionedProductName: string;
  provisioningArtifactId: string;
  /** Milliseconds. */
  createdTime: number;
  updatedTime: number;
  errors: { code: string; description: string }[];
  outputs: Record<string, string>;
  tags: Record<string, string>;
  userArn: string;
}

export const productView = (accountRegion: AccountRegion, product: ProvisionedProduct): ProductView => ({
  id: product.id,
  name: product.name,
  type: product.type,
  status: product.status,
  ...(product.statusMessage === undefined ? {} : { statusMessage: product.statusMessage }),
  arn: product.arn,
  ...accountRegion.scope,
  productId: product.attempted.productId,
  provisioningArtifactId: product.attempted.versionId,
  pathId: product.attempted.pathId,
  parameters: { ...product.stack?.parameters },
  tags: tagMap(product.tags),
  ...(product.lastRecordId === undefined ? {} : { lastRecordId: product.lastRecordId }),
  ...(product.stack?.kind === "stack" ? { stackName: product.stack.name } : {}),
});

export const stackView = (stack: Stack): StackView => ({
  name: stack.name,
  arn: stack.arn,
  status: stack.status,
  parameters: { ...stack.parameters },
  outputs: Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value])),
  resources: stack.resources.map(({ logicalId, type, status }) => ({ logicalId, type, status })),
  provisionedProductId: stack.provisionedProductId,
});

export const recordView = (record: OperationRecord): RecordView => ({
  id: record.id,
  type: record.type,
  status: record.status,
  provisionedProductId: record.provisionedProductId,
  provisionedProductName: record.provisionedProductName,
  provisioningArtifactId: record.selection.versionId,
  createdTime: record.created,
  updatedTime: record.updated,
  errors: record.errors.map(({ Code, Description }) => ({ code: Code, description: Description })),
  outputs: Object.fromEntries(record.outputs.map(({ key, value }) => [key, value])),
  tags: tagMap(record.tags),
  userArn: record.userArn,
});

const tagMap = (tags: readonly { Key: string; Value: string }[]) =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
