export { ProvisionedProduct } from "./program/provisionedProduct";
export { getProvisionedProduct, getProvisionedProductOutput } from "./program/getProvisionedProduct";
export type {
  GetProvisionedProductArgs,
  GetProvisionedProductOptions,
  GetProvisionedProductOutputArgs,
  GetProvisionedProductResult,
} from "./program/getProvisionedProduct";
export type {
  AssumeRoleArgs,
  ProvisionedProductArgs,
  ProvisioningParameterArgs,
  ProvisioningParameterValue,
  StackSetProvisioningPreferencesArgs,
} from "./program/args";
export type { OptionalParameterInput, ParameterInput, ProductArgs } from "./program/typed";
