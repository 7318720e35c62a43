import * as model from "../protocol/serviceModel";
import { productAt } from "../state/history";
import { findProvisionedProduct } from "./shared/find";
import { provisionedProductDetail } from "./shared/responses";
import { operation } from "./operation";

export const describeProvisionedProduct = operation({
  name: "DescribeProvisionedProduct",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    Id: model.Id,
    Name: model.ProvisionedProductName,
  },
  run(context, { Id, Name }) {
    const { accountRegion, service } = context;
    const product = findProvisionedProduct(context, "DescribeProvisionedProduct", Id, Name);
    const shown = productAt(accountRegion, product, service.clock.now(), service.guesses.describeLag);
    return { CloudWatchDashboards: [], ProvisionedProductDetail: provisionedProductDetail(shown) };
  },
});
