import type { ParameterValues } from "../cloudformation/parameters/parameters";
import type { StackOutput } from "../cloudformation/evaluation/evaluateTemplate";
import type { Tag } from "../base/tag";
import type { Selection } from "./selection";
import type { ProvisionedProductType } from "./provisionedProduct";

export type RecordStatus = "CREATED" | "IN_PROGRESS" | "IN_PROGRESS_IN_ERROR" | "SUCCEEDED" | "FAILED";

export type RecordType =
  | "PROVISION_PRODUCT"
  | "UPDATE_PROVISIONED_PRODUCT"
  | "TERMINATE_PROVISIONED_PRODUCT"
  | "UPDATE_PROVISIONED_PRODUCT_PROPERTIES"
  | "IMPORT_AS_PROVISIONED_PRODUCT";

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
  /**
   * Those of its request and of the stack before it, which the API never tells: whoever shows outputs and messages has
   * to know what in them is secret. Absent in older states.
   */
  readonly parameters?: ParameterValues;
  status: RecordStatus;
  updated: number;
  errors: readonly { readonly Code: string; readonly Description: string }[];
  /** There when the work is done; told by DescribeRecord when the record has ended. */
  outputs: readonly StackOutput[];
}
