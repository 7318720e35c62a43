/**
 * The provider as the engine stores it with every resource: a constant, so that old state always runs the installed
 * code. It looks from the project's folder, then from beside @pulumi/pulumi. A permanent contract.
 */
export const PROVIDER =
  'exports.handler=()=>require(require.resolve("pulumi-servicecatalog/handler",{paths:[".",require.main.path]})).handler';

/** The type of the resource for the engine. A permanent contract. */
export const TYPE = "pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct";
