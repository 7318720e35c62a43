import * as model from "../model";
import { pageOf } from "../paging";
import { isWithin, levelOf } from "../profiles";
import { provisionedProductDetail, shown } from "../responses";
import { operation } from "./operation";

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
    const products = [...context.world.products.values()]
      .filter(({ userArn }) => isWithin(level, context.caller, userArn))
      .map((product) => provisionedProductDetail(shown(product)));
    const { page, NextPageToken } = pageOf(context.service, products, input);
    return { NextPageToken, ProvisionedProducts: page };
  },
});
