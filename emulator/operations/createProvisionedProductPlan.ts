import { guessedText, invalidParameters, ServiceError } from "../protocol/errors";
import { newProduct, selectionOf } from "../provisioning/begin";
import * as model from "../protocol/serviceModel";
import { refuseTagsAndTopics } from "../provisioning/outcome/tagsAndTopics";
import { openPlanOf, decideChangeSet } from "../provisioning/changeSet";
import { findLaunchableProduct, findVersion } from "./shared/find";
import { canReach } from "../service/policies";
import { required, string } from "../protocol/shapes";
import { tagsOfLaunch } from "../provisioning/tags";
import { answerOnce } from "./shared/idempotency";
import { operation } from "./operation";
import type { Plan } from "../state/plan";
import { chooseLaunchPath } from "./shared/chooseLaunchPath";

/** A change set of a new product, which is there from now on as PLAN_IN_PROGRESS, or of one that exists. */
export const createProvisionedProductPlan = operation({
  name: "CreateProvisionedProductPlan",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    PlanName: required(string()),
    PlanType: required(string({ values: ["CLOUDFORMATION"] })),
    NotificationArns: model.NotificationArns,
    PathId: model.Id,
    ProductId: required(model.Id),
    ProvisionedProductName: required(model.ProvisionedProductName),
    ProvisioningArtifactId: required(model.Id),
    ProvisioningParameters: model.UpdateProvisioningParameters,
    IdempotencyToken: required(model.Token),
    Tags: model.Tags,
  },
  run(context, input) {
    const { service, accountRegion, caller } = context;
    const request = { scope: "CreateProvisionedProductPlan", token: input.IdempotencyToken, input };
    return answerOnce(context, request, () => {
      const catalogProduct = findLaunchableProduct(context, input);
      const version = findVersion(service, catalogProduct, input);
      const path = chooseLaunchPath(context, catalogProduct, input);
      if (catalogProduct.type !== "CLOUD_FORMATION_TEMPLATE" || path.stackSet)
        throw guessedText(invalidParameters("Plans are of products that are CloudFormation stacks"));
      const existing = accountRegion.named(input.ProvisionedProductName);
      const mayPlan = existing?.status === "AVAILABLE" || existing?.status === "TAINTED";
      if (
        existing &&
        (!mayPlan || openPlanOf(accountRegion, existing.id) || !canReach(caller, existing.userArn))
      )
        throw guessedText(
          new ServiceError(
            "InvalidStateException",
            `Provisioned product ${existing.name} is in status ${existing.status} or has a plan already`,
          ),
        );
      const chosen = { catalogProduct, version, path };
      const tags = existing ? input.Tags : tagsOfLaunch(service, path, input.Tags ?? []);
      const notificationArns = input.NotificationArns ?? [];
      refuseTagsAndTopics(service, tags ?? [], notificationArns);
      const token = input.IdempotencyToken;
      const product =
        existing ??
        newProduct(context, input.ProvisionedProductName, chosen, {
          token,
          tags: tags ?? [],
          notificationArns,
        });
      const parameters = (input.ProvisioningParameters ?? []).map((parameter) => ({
        key: parameter.Key ?? "",
        value: parameter.Value,
        usePreviousValue: parameter.UsePreviousValue ?? false,
      }));
      const selection = selectionOf(chosen);
      const wanted = { version, path, selection, parameters, tags: tags ?? product.tags };
      const plan: Plan = {
        id: service.ids.next("plan"),
        name: input.PlanName,
        created: service.clock.now(),
        provisionedProductId: product.id,
        provisionedProductName: product.name,
        isNew: !existing,
        selection,
        parameters,
        tags,
        notificationArns,
        userArn: caller.userArn,
        readyAt: service.clock.now() + service.durations.plan,
        outcome: decideChangeSet(context, product, wanted),
        recordId: undefined,
      };
      accountRegion.plans.set(plan.id, plan);
      return {
        PlanId: plan.id,
        PlanName: plan.name,
        ProvisionProductId: product.id,
        ProvisionedProductName: product.name,
        ProvisioningArtifactId: version.id,
      };
    });
  },
});
