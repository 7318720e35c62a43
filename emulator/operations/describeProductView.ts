import { productNotFound } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { productViewSummary, provisioningArtifact } from "./shared/responses";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** Takes the id of a product view, not that of a product. (model) */
export const describeProductView = operation({
  name: "DescribeProductView",
  input: { AcceptLanguage: model.AcceptLanguage, Id: required(model.Id) },
  run({ service, caller }, { Id }) {
    const product = service.launchableProducts(caller).find(({ viewId }) => viewId === Id);
    if (!product) throw productNotFound(Id);
    return {
      ProductViewSummary: productViewSummary(product),
      ProvisioningArtifacts: product.versions.filter(({ active }) => active).map(provisioningArtifact),
    };
  },
});
