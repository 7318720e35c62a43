import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { productAt } from "../state/history";
import { isWithin } from "../service/policies";
import { provisionedProductDetail } from "./shared/responses";
import { operation } from "./operation";
import { decideLevel } from "./shared/accessLevel";

/** Shows the caller's own products unless a wider access level is asked for. (model) */
export const scanProvisionedProducts = operation({
  name: "ScanProvisionedProducts",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    AccessLevelFilter: model.AccessLevelFilter,
    PageSize: model.PageSize,
    PageToken: model.PageToken,
  },
  run(context, input) {
    const level = decideLevel(context, "ScanProvisionedProducts", input.AccessLevelFilter, "User");
    const { accountRegion, service } = context;
    const products = [...accountRegion.products.values()]
      .filter(({ userArn }) => isWithin(level, context.caller, userArn))
      .map((product) => productAt(accountRegion, product, service.clock.now(), service.guesses.describeLag))
      .map(provisionedProductDetail);
    const { page, NextPageToken } = paginate(service, products, input);
    return { NextPageToken, ProvisionedProducts: page };
  },
});
