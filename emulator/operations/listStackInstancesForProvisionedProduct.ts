import { guessedText, invalidParameters } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { findProvisionedProduct } from "./shared/find";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** Of a CFN_STACKSET product only; what others answer is not known. (guessed) */
export const listStackInstancesForProvisionedProduct = operation({
  name: "ListStackInstancesForProvisionedProduct",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProvisionedProductId: required(model.Id),
    PageToken: model.PageToken,
    PageSize: model.PageSize,
  },
  run(context, input) {
    const name = "ListStackInstancesForProvisionedProduct";
    const product = findProvisionedProduct(context, name, input.ProvisionedProductId, undefined);
    if (product.type !== "CFN_STACKSET")
      throw guessedText(invalidParameters(`Provisioned product ${product.id} is not of type CFN_STACKSET`));
    const { page, NextPageToken } = paginate(context.service, product.stack?.instances ?? [], input);
    return {
      NextPageToken,
      StackInstances: page.map(({ account, region, status }) => ({
        Account: account,
        Region: region,
        StackInstanceStatus: status,
      })),
    };
  },
});
