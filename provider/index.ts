export { ProvisionedProduct } from "./provisionedProduct";
export { getProvisionedProduct, getProvisionedProductOutput } from "./getProvisionedProduct";
export type {
  GetProvisionedProductArgs,
  GetProvisionedProductOptions,
  GetProvisionedProductOutputArgs,
  GetProvisionedProductResult,
} from "./getProvisionedProduct";
export type {
  AssumeRoleArgs,
  ProvisionedProductArgs,
  ProvisioningParameterArgs,
  ProvisioningParameterValue,
  StackSetProvisioningPreferencesArgs,
} from "./args";
