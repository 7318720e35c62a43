import { findProductAsAdmin, findVersionAsAdmin, resourceInUse } from "./shared/findAsAdmin";
import { guessedText } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** A product keeps its last version; what was provisioned of a version stays. (model) */
export const deleteProvisioningArtifact = operation({
  name: "DeleteProvisioningArtifact",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: required(model.Id),
    ProvisioningArtifactId: required(model.Id),
  },
  run({ service }, { ProductId, ProvisioningArtifactId }) {
    const product = findProductAsAdmin(service, ProductId);
    const version = findVersionAsAdmin(product, ProvisioningArtifactId);
    if (product.versions.length === 1)
      throw guessedText(resourceInUse(`${version.id} is the last Provisioning Artifact of ${ProductId}`));
    service.catalog.putProduct({
      ...product,
      versions: product.versions.filter((each) => each !== version),
    });
    return {};
  },
});
