import { associatePrincipalWithPortfolio } from "./associatePrincipalWithPortfolio";
import { associateProductWithPortfolio } from "./associateProductWithPortfolio";
import { createConstraint } from "./createConstraint";
import { createPortfolio } from "./createPortfolio";
import { createProduct } from "./createProduct";
import { createProvisionedProductPlan } from "./createProvisionedProductPlan";
import { createProvisioningArtifact } from "./createProvisioningArtifact";
import { deleteConstraint } from "./deleteConstraint";
import { deletePortfolio } from "./deletePortfolio";
import { deleteProduct } from "./deleteProduct";
import { deleteProvisionedProductPlan } from "./deleteProvisionedProductPlan";
import { deleteProvisioningArtifact } from "./deleteProvisioningArtifact";
import { describeConstraint } from "./describeConstraint";
import { describePortfolio } from "./describePortfolio";
import { describeProduct } from "./describeProduct";
import { describeProductAsAdmin } from "./describeProductAsAdmin";
import { describeProductView } from "./describeProductView";
import { describeProvisionedProduct } from "./describeProvisionedProduct";
import { describeProvisionedProductPlan } from "./describeProvisionedProductPlan";
import { describeProvisioningArtifact } from "./describeProvisioningArtifact";
import { describeProvisioningParameters } from "./describeProvisioningParameters";
import { describeRecord } from "./describeRecord";
import { disassociatePrincipalFromPortfolio } from "./disassociatePrincipalFromPortfolio";
import { disassociateProductFromPortfolio } from "./disassociateProductFromPortfolio";
import { executeProvisionedProductPlan } from "./executeProvisionedProductPlan";
import { getProvisionedProductOutputs } from "./getProvisionedProductOutputs";
import { importAsProvisionedProduct } from "./importAsProvisionedProduct";
import { listAcceptedPortfolioShares } from "./listAcceptedPortfolioShares";
import { listLaunchPaths } from "./listLaunchPaths";
import { listPortfolios } from "./listPortfolios";
import { listPortfoliosForProduct } from "./listPortfoliosForProduct";
import { listPrincipalsForPortfolio } from "./listPrincipalsForPortfolio";
import { listProvisionedProductPlans } from "./listProvisionedProductPlans";
import { listProvisioningArtifacts } from "./listProvisioningArtifacts";
import { listRecordHistory } from "./listRecordHistory";
import { listStackInstancesForProvisionedProduct } from "./listStackInstancesForProvisionedProduct";
import { provisionProduct } from "./provisionProduct";
import { scanProvisionedProducts } from "./scanProvisionedProducts";
import { searchProducts } from "./searchProducts";
import { searchProductsAsAdmin } from "./searchProductsAsAdmin";
import { searchProvisionedProducts } from "./searchProvisionedProducts";
import { terminateProvisionedProduct } from "./terminateProvisionedProduct";
import { updateProvisionedProduct } from "./updateProvisionedProduct";
import { updateProvisionedProductProperties } from "./updateProvisionedProductProperties";
import { updateProvisioningArtifact } from "./updateProvisioningArtifact";
import { notifyOperations } from "./notifyEngineWorkflowResult";
import type { Operation } from "./operation";

/** Every operation there is. A new one is a new file and a line here. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    associatePrincipalWithPortfolio,
    associateProductWithPortfolio,
    createConstraint,
    createPortfolio,
    createProduct,
    createProvisionedProductPlan,
    createProvisioningArtifact,
    deleteConstraint,
    deletePortfolio,
    deleteProduct,
    deleteProvisionedProductPlan,
    deleteProvisioningArtifact,
    describeConstraint,
    describePortfolio,
    describeProduct,
    describeProductAsAdmin,
    describeProductView,
    describeProvisionedProduct,
    describeProvisionedProductPlan,
    describeProvisioningArtifact,
    describeProvisioningParameters,
    describeRecord,
    disassociatePrincipalFromPortfolio,
    disassociateProductFromPortfolio,
    executeProvisionedProductPlan,
    getProvisionedProductOutputs,
    importAsProvisionedProduct,
    listAcceptedPortfolioShares,
    listLaunchPaths,
    listPortfolios,
    listPortfoliosForProduct,
    listPrincipalsForPortfolio,
    listProvisionedProductPlans,
    listProvisioningArtifacts,
    listRecordHistory,
    listStackInstancesForProvisionedProduct,
    provisionProduct,
    scanProvisionedProducts,
    searchProducts,
    searchProductsAsAdmin,
    searchProvisionedProducts,
    terminateProvisionedProduct,
    updateProvisionedProduct,
    updateProvisionedProductProperties,
    updateProvisioningArtifact,
    ...notifyOperations,
  ].map((operation) => [operation.name, operation]),
);
