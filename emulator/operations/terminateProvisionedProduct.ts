import { validationError } from "../errors";
import { begin, newRecord, run } from "../lifecycle";
import * as model from "../model";
import { outcomeOfTerminate } from "../outcome/terminate";
import { findProvisionedProduct } from "../resolve";
import { boolean, required } from "../shapes";
import { recordTags } from "../tags";
import { once } from "../tokens";
import { operation } from "./operation";

export const terminateProvisionedProduct = operation({
  name: "TerminateProvisionedProduct",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProvisionedProductName: model.ProvisionedProductNameOrArn,
    ProvisionedProductId: model.Id,
    TerminateToken: required(model.Token),
    IgnoreErrors: boolean(),
    RetainPhysicalResources: boolean(),
  },
  run(context, input) {
    const { service, world, caller } = context;
    // After a termination the product is not found, whatever the token. (model)
    const product = findProvisionedProduct(
      context,
      "TerminateProvisionedProduct",
      input.ProvisionedProductId,
      input.ProvisionedProductName,
    );
    // "only valid during the termination process" (model): a token belongs to one product's termination, and
    // once that has failed it may begin the next one.
    const scope = `TerminateProvisionedProduct/${product.id}`;
    return once(context, scope, input.TerminateToken, input, () => {
      if (product.status === "UNDER_CHANGE" || product.status === "PLAN_IN_PROGRESS")
        throw validationError(
          "Can't terminate provisioned product because it's still under change or its status does not allow further operation",
        );
      const record = newRecord(service, world, "terminate", product, {
        selection: product.attempted,
        launchRoleArn: product.launchRoleArn,
        userArn: caller.userArn,
        tags: [...recordTags(service, world, product.attempted, caller.userArn), ...product.tags],
      });
      const flags = {
        retain: input.RetainPhysicalResources ?? false,
        ignoreErrors: input.IgnoreErrors ?? false,
      };
      const fault = flags.retain ? undefined : service.faults.take("terminate", product);
      const outcome = outcomeOfTerminate(product, flags, fault, () => service.ids.uuid());
      begin(service, product, record);
      run(service, world, record, outcome, "terminate");
      return record;
    });
  },
});
