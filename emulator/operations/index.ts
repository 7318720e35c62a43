import { createProvisionedProductPlan } from "./createProvisionedProductPlan";
import { deleteProvisionedProductPlan } from "./deleteProvisionedProductPlan";
import { describeProduct } from "./describeProduct";
import { describeProductView } from "./describeProductView";
import { describeProvisionedProduct } from "./describeProvisionedProduct";
import { describeProvisionedProductPlan } from "./describeProvisionedProductPlan";
import { describeProvisioningArtifact } from "./describeProvisioningArtifact";
import { describeProvisioningParameters } from "./describeProvisioningParameters";
import { describeRecord } from "./describeRecord";
import { executeProvisionedProductPlan } from "./executeProvisionedProductPlan";
import { getProvisionedProductOutputs } from "./getProvisionedProductOutputs";
import { importAsProvisionedProduct } from "./importAsProvisionedProduct";
import { listAcceptedPortfolioShares } from "./listAcceptedPortfolioShares";
import { listLaunchPaths } from "./listLaunchPaths";
import { listPortfolios } from "./listPortfolios";
import { listProvisionedProductPlans } from "./listProvisionedProductPlans";
import { listProvisioningArtifacts } from "./listProvisioningArtifacts";
import { listRecordHistory } from "./listRecordHistory";
import { listStackInstancesForProvisionedProduct } from "./listStackInstancesForProvisionedProduct";
import { provisionProduct } from "./provisionProduct";
import { scanProvisionedProducts } from "./scanProvisionedProducts";
import { searchProducts } from "./searchProducts";
import { searchProvisionedProducts } from "./searchProvisionedProducts";
import { terminateProvisionedProduct } from "./terminateProvisionedProduct";
import { updateProvisionedProduct } from "./updateProvisionedProduct";
import { updateProvisionedProductProperties } from "./updateProvisionedProductProperties";
import { notifyOperations } from "./notifyEngineWorkflowResult";
import type { Operation } from "./operation";

/** Every operation there is. A new one is a new file and a line here. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    createProvisionedProductPlan,
    deleteProvisionedProductPlan,
    describeProduct,
    describeProductView,
    describeProvisionedProduct,
    describeProvisionedProductPlan,
    describeProvisioningArtifact,
    describeProvisioningParameters,
    describeRecord,
    executeProvisionedProductPlan,
    getProvisionedProductOutputs,
    importAsProvisionedProduct,
    listAcceptedPortfolioShares,
    listLaunchPaths,
    listPortfolios,
    listProvisionedProductPlans,
    listProvisioningArtifacts,
    listRecordHistory,
    listStackInstancesForProvisionedProduct,
    provisionProduct,
    scanProvisionedProducts,
    searchProducts,
    searchProvisionedProducts,
    terminateProvisionedProduct,
    updateProvisionedProduct,
    updateProvisionedProductProperties,
    ...notifyOperations,
  ].map((operation) => [operation.name, operation]),
);
