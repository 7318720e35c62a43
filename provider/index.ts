export { ProvisionedProduct } from "./provisionedProduct";
export type {
  AssumeRoleArgs,
  ProvisionedProductArgs,
  ProvisioningParameterArgs,
  ProvisioningParameterValue,
  StackSetProvisioningPreferencesArgs,
} from "./args";
