import * as model from "../protocol/serviceModel";
import { findProduct } from "./shared/find";
import { productViewSummary, provisioningArtifact } from "./shared/responses";
import { operation } from "./operation";

export const describeProduct = operation({
  name: "DescribeProduct",
  input: { AcceptLanguage: model.AcceptLanguage, Id: model.Id, Name: model.ProductName },
  run(context, { Id, Name }) {
    const { service, caller } = context;
    const product = findProduct(context, {
      ...(Id === undefined ? {} : { ProductId: Id }),
      ...(Name === undefined ? {} : { ProductName: Name }),
    });
    return {
      Budgets: [],
      LaunchPaths: service.paths.of(product, caller).map((path) => ({ Id: path.id, Name: path.name })),
      ProductViewSummary: productViewSummary(product),
      // Versions that are not active are left out. (recorded)
      ProvisioningArtifacts: product.versions.filter(({ active }) => active).map(provisioningArtifact),
    };
  },
});
