import * as model from "../model";
import { findProvisionedProduct } from "../resolve";
import { provisionedProductDetail, shown } from "../responses";
import { operation } from "./operation";

export const describeProvisionedProduct = operation({
  name: "DescribeProvisionedProduct",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    Id: model.Id,
    Name: model.ProvisionedProductName,
  },
  run: (context, { Id, Name }) => ({
    CloudWatchDashboards: [],
    ProvisionedProductDetail: provisionedProductDetail(
      shown(findProvisionedProduct(context, "DescribeProvisionedProduct", Id, Name)),
    ),
  }),
});
