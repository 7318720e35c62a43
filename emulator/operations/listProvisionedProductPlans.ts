import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { isWithin } from "../service/policies";
import { operation } from "./operation";
import { decideLevel } from "./shared/accessLevel";

/** Shows the caller's own plans unless a wider access level is asked for. (model) */
export const listProvisionedProductPlans = operation({
  name: "ListProvisionedProductPlans",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProvisionProductId: model.Id,
    PageSize: model.PageSize,
    PageToken: model.PageToken,
    AccessLevelFilter: model.AccessLevelFilter,
  },
  run(context, input) {
    const level = decideLevel(context, "ListProvisionedProductPlans", input.AccessLevelFilter, "User");
    const wanted = input.ProvisionProductId;
    const plans = [...context.accountRegion.plans.values()]
      .filter(({ userArn }) => isWithin(level, context.caller, userArn))
      .filter(({ provisionedProductId }) => wanted === undefined || wanted === provisionedProductId);
    const { page, NextPageToken } = paginate(context.service, plans, input);
    return {
      NextPageToken,
      ProvisionedProductPlans: page.map((plan) => ({
        PlanId: plan.id,
        PlanName: plan.name,
        PlanType: "CLOUDFORMATION",
        ProvisionProductId: plan.provisionedProductId,
        ProvisionProductName: plan.provisionedProductName,
        ProvisioningArtifactId: plan.selection.versionId,
      })),
    };
  },
});
