import { findProductAsAdmin } from "./shared/findAsAdmin";
import * as model from "../protocol/serviceModel";
import { newVersion } from "./shared/newVersion";
import { provisioningArtifactDetail } from "./shared/responses";
import { required } from "../protocol/shapes";
import { answerOnce } from "./shared/idempotency";
import { operation } from "./operation";

export const createProvisioningArtifact = operation({
  name: "CreateProvisioningArtifact",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: required(model.Id),
    Parameters: required(model.ProvisioningArtifactProperties),
    IdempotencyToken: required(model.Token),
  },
  run(context, input) {
    const { service } = context;
    return answerOnce(
      context,
      { scope: "CreateProvisioningArtifact", token: input.IdempotencyToken, input },
      () => {
        const product = findProductAsAdmin(service, input.ProductId);
        const version = newVersion(context, product.type, input.Parameters);
        service.catalog.putProduct({ ...product, versions: [...product.versions, version] });
        return {
          Info: version.info,
          ProvisioningArtifactDetail: provisioningArtifactDetail(product, version),
          // Although it can be described as AVAILABLE at once. (AWS CLI example)
          Status: "CREATING",
        };
      },
    );
  },
});
