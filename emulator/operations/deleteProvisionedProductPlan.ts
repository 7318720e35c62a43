import { validationError } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { statusOf } from "../provisioning/changeSet";
import { boolean, required } from "../protocol/shapes";
import { findPlan } from "./describeProvisionedProductPlan";
import { operation } from "./operation";

/** The product of a plan that was never executed goes with it. (model: nothing has been built yet) */
export const deleteProvisionedProductPlan = operation({
  name: "DeleteProvisionedProductPlan",
  mutating: true,
  input: { AcceptLanguage: model.AcceptLanguage, PlanId: required(model.Id), IgnoreErrors: boolean() },
  run(context, input) {
    const { service, accountRegion } = context;
    const plan = findPlan(context, "DeleteProvisionedProductPlan", input.PlanId);
    const status = statusOf(accountRegion, plan, service.clock.now());
    // CloudFormation's refusal leaks through. (observed)
    if ((status === "EXECUTE_FAILED" || status === "EXECUTE_IN_PROGRESS") && !input.IgnoreErrors)
      throw validationError(
        `Cannot delete ChangeSet in execution status ${status} (Service: AmazonCloudFormation; Status Code: 400; Error Code: InvalidChangeSetStatus; Request ID: ${service.ids.uuid()})`,
      );
    accountRegion.plans.delete(plan.id);
    const product = accountRegion.products.get(plan.provisionedProductId);
    if (product?.status === "PLAN_IN_PROGRESS") accountRegion.products.delete(product.id);
    return {};
  },
});
