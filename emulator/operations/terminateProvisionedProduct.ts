import { guessedText, invalidParameters, validationError } from "../protocol/errors";
import { beginTerminate } from "../provisioning/begin";
import * as model from "../protocol/serviceModel";
import { forgetPlans } from "../provisioning/changeSet";
import { findProvisionedProduct } from "./shared/find";
import { boolean, required } from "../protocol/shapes";
import { recordOnce } from "./shared/idempotency";
import { operation } from "./operation";
import { isOfEngine } from "../state/provisionedProduct";

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
    const { service, accountRegion } = context;
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
    return recordOnce(context, { scope, token: input.TerminateToken, input }, () => {
      const refusesPlanned = service.guesses.terminateWhilePlanned === "refuse";
      if (product.status === "UNDER_CHANGE" || (product.status === "PLAN_IN_PROGRESS" && refusesPlanned))
        throw validationError(
          "Can't terminate provisioned product because it's still under change or its status does not allow further operation",
        );
      const retain = input.RetainPhysicalResources ?? false;
      if (retain && isOfEngine(product.type) && service.guesses.retainOnEngine === "refuse")
        throw guessedText(
          invalidParameters(`RetainPhysicalResources is not supported for products of type ${product.type}`),
        );
      if (product.status === "PLAN_IN_PROGRESS") forgetPlans(accountRegion, product.id);
      return beginTerminate(context, product, { retain, ignoreErrors: input.IgnoreErrors ?? false });
    });
  },
});
