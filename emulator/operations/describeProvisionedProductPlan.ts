import { accessDenied, guessedText, notFound } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { statusOf } from "../provisioning/changeSet";
import { canReach } from "../service/policies";
import { required } from "../protocol/shapes";
import { Timestamp } from "../protocol/json";
import { operation } from "./operation";
import type { Context } from "../service/context";
import type { Plan } from "../state/plan";

/** Pages the changes that the plan would make. */
export const describeProvisionedProductPlan = operation({
  name: "DescribeProvisionedProductPlan",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    PlanId: required(model.Id),
    PageSize: model.PageSize,
    PageToken: model.PageToken,
  },
  run(context, input) {
    const plan = findPlan(context, "DescribeProvisionedProductPlan", input.PlanId);
    const now = context.service.clock.now();
    const status = statusOf(context.accountRegion, plan, now);
    const changes = status === "CREATE_IN_PROGRESS" ? [] : plan.outcome.changes;
    const { page, NextPageToken } = paginate(context.service, changes, input);
    return {
      NextPageToken,
      ProvisionedProductPlanDetails: {
        CreatedTime: new Timestamp(plan.created),
        NotificationArns: plan.notificationArns,
        PathId: plan.selection.pathId,
        PlanId: plan.id,
        PlanName: plan.name,
        PlanType: "CLOUDFORMATION",
        ProductId: plan.selection.productId,
        ProvisionProductId: plan.provisionedProductId,
        ProvisionProductName: plan.provisionedProductName,
        ProvisioningArtifactId: plan.selection.versionId,
        ProvisioningParameters: plan.parameters.map(({ key, value, usePreviousValue }) => ({
          Key: key,
          UsePreviousValue: usePreviousValue,
          Value: value,
        })),
        Status: status,
        StatusMessage: status === "CREATE_FAILED" ? plan.outcome.message : undefined,
        Tags: plan.tags ?? [],
        UpdatedTime: new Timestamp(Math.min(now, plan.readyAt)),
      },
      ResourceChanges: page,
    };
  },
});

/** A plan that the caller may reach. */
export function findPlan({ accountRegion, caller }: Context, operation: string, id: string): Plan {
  const plan = accountRegion.plans.get(id);
  if (!plan) throw guessedText(notFound(`Provisioned product plan not found: ${id}`));
  if (!canReach(caller, plan.userArn)) throw accessDenied(caller, `servicecatalog:${operation}`);
  return plan;
}
