import { productNotFound } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { provisioningArtifactDetail } from "./shared/responses";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** For administrators: inactive versions too, all in one answer, of products without a launch path also. */
export const listProvisioningArtifacts = operation({
  name: "ListProvisioningArtifacts",
  input: { AcceptLanguage: model.AcceptLanguage, ProductId: required(model.Id) },
  run({ service }, { ProductId }) {
    const product = service.catalog.products.find(({ id }) => id === ProductId);
    if (!product) throw productNotFound(ProductId);
    return {
      ProvisioningArtifactDetails: product.versions.map((version) =>
        provisioningArtifactDetail(product, version),
      ),
    };
  },
});
