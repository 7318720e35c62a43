import { guessedText, provisionedProductNotFound, ServiceError } from "../protocol/errors";
import { beginUpdate, beginCreate } from "../provisioning/begin";
import * as model from "../protocol/serviceModel";
import { statusOf } from "../provisioning/changeSet";
import { findLaunchableProduct } from "./shared/find";
import { required } from "../protocol/shapes";
import { updateTags } from "../provisioning/tags";
import { recordOnce } from "./shared/idempotency";
import { findPlan } from "./describeProvisionedProductPlan";
import { operation } from "./operation";

/** Provisions or updates as planned, with a record as those have. */
export const executeProvisionedProductPlan = operation({
  name: "ExecuteProvisionedProductPlan",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    PlanId: required(model.Id),
    IdempotencyToken: required(model.Token),
  },
  run(context, input) {
    const { service, accountRegion } = context;
    return recordOnce(
      context,
      { scope: "ExecuteProvisionedProductPlan", token: input.IdempotencyToken, input },
      () => {
        const plan = findPlan(context, "ExecuteProvisionedProductPlan", input.PlanId);
        const status = statusOf(accountRegion, plan, service.clock.now());
        if (status !== "CREATE_SUCCESS")
          throw guessedText(
            new ServiceError("InvalidStateException", `Plan ${plan.id} is in status ${status}`),
          );
        const product = accountRegion.products.get(plan.provisionedProductId);
        if (!product) throw provisionedProductNotFound(plan.provisionedProductId);
        const catalogProduct = findLaunchableProduct(context, { ProductId: plan.selection.productId });
        const version = catalogProduct.versions.find(({ id }) => id === plan.selection.versionId);
        const path = catalogProduct.paths.find(({ name }) => name === plan.selection.portfolio);
        if (!version || !path) throw new Error(`the catalog has lost what plan ${plan.id} is made of`);
        const chosen = { catalogProduct, version, path };
        const { parameters } = plan;
        const tags = plan.tags ?? product.tags;
        const last =
          product.lastRecordId === undefined ? undefined : accountRegion.record(product.lastRecordId);
        const record = plan.isNew
          ? beginCreate(context, product, chosen, {
              parameters,
              tags: { afterSuccess: tags, onRecord: tags },
            })
          : beginUpdate(context, product, chosen, {
              parameters,
              tags: updateTags(service, product, plan.tags, path.tagUpdates === "ALLOWED", last),
            });
        plan.recordId = record.id;
        return record;
      },
    );
  },
});
