import * as model from "../protocol/serviceModel";
import { pageOf } from "./shared/paging";
import { productBefore } from "../state/history";
import { isWithin } from "../service/policies";
import { provisionedProductDetail } from "./shared/responses";
import { operation } from "./operation";
import { levelOf } from "./shared/accessLevel";

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
    const level = levelOf(context, "ScanProvisionedProducts", input.AccessLevelFilter, "User");
    const { world, service } = context;
    const products = [...world.products.values()]
      .filter(({ userArn }) => isWithin(level, context.caller, userArn))
      .map((product) => productBefore(world, product, service.clock.now(), service.guesses.describeLag))
      .map(provisionedProductDetail);
    const { page, NextPageToken } = pageOf(service, products, input);
    return { NextPageToken, ProvisionedProducts: page };
  },
});
