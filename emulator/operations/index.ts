import { describeProduct } from "./describeProduct";
import { describeProvisionedProduct } from "./describeProvisionedProduct";
import { describeProvisioningParameters } from "./describeProvisioningParameters";
import { describeRecord } from "./describeRecord";
import { getProvisionedProductOutputs } from "./getProvisionedProductOutputs";
import { listLaunchPaths } from "./listLaunchPaths";
import { listRecordHistory } from "./listRecordHistory";
import type { Operation } from "./operation";
import { provisionProduct } from "./provisionProduct";
import { searchProvisionedProducts } from "./searchProvisionedProducts";
import { terminateProvisionedProduct } from "./terminateProvisionedProduct";
import { updateProvisionedProduct } from "./updateProvisionedProduct";

/** Every operation there is. A new one is a new file and a line here. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    describeProduct,
    describeProvisionedProduct,
    describeProvisioningParameters,
    describeRecord,
    getProvisionedProductOutputs,
    listLaunchPaths,
    listRecordHistory,
    provisionProduct,
    searchProvisionedProducts,
    terminateProvisionedProduct,
    updateProvisionedProduct,
  ].map((operation) => [operation.name, operation]),
);
