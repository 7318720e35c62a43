import { guessedText, invalidParameters } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { findProvisionedProduct } from "./shared/find";
import { recordOutput } from "./shared/responses";
import { operation } from "./operation";

/** The outputs of the last success; before one there are none to get. (observed) */
export const getProvisionedProductOutputs = operation({
  name: "GetProvisionedProductOutputs",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProvisionedProductId: model.Id,
    ProvisionedProductName: model.ProvisionedProductName,
    OutputKeys: model.OutputKeys,
    PageSize: model.PageSize,
    PageToken: model.PageToken,
  },
  run(context, input) {
    const { service, accountRegion } = context;
    const product = findProvisionedProduct(
      context,
      "GetProvisionedProductOutputs",
      input.ProvisionedProductId,
      input.ProvisionedProductName,
    );
    const success = product.lastSuccessfulProvisioningRecordId;
    if (success === undefined) throw invalidParameters("Last Successful Provisioning Record doesn't exist.");
    const { outputs } = accountRegion.record(success);
    const keys = input.OutputKeys;
    const unknown = keys?.filter((key) => !outputs.some((output) => output.key === key)) ?? [];
    if (unknown.length > 0 && service.guesses.unknownOutputKey === "error")
      throw guessedText(invalidParameters(`Invalid output keys: [${unknown.join(", ")}]`));
    const wanted = keys && keys.length > 0 ? outputs.filter(({ key }) => keys.includes(key)) : outputs;
    const { page, NextPageToken } = paginate(service, wanted, input);
    return { NextPageToken, Outputs: page.map(recordOutput) };
  },
});
