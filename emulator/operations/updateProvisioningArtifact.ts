import { findProductAsAdmin, findVersionAsAdmin } from "./shared/findAsAdmin";
import type { Version } from "../catalog/catalog";
import * as model from "../protocol/serviceModel";
import { provisioningArtifactDetail } from "./shared/responses";
import { boolean, required, string } from "../protocol/shapes";
import { operation } from "./operation";

const guidances = ["DEFAULT", "DEPRECATED"] as const;

/** Deprecates a version, hides it, or describes it anew; its template stays what it is. (model) */
export const updateProvisioningArtifact = operation({
  name: "UpdateProvisioningArtifact",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: required(model.Id),
    ProvisioningArtifactId: required(model.Id),
    Name: model.ProvisioningArtifactName,
    Description: string({ max: 8192 }),
    Active: boolean(),
    Guidance: string({ values: guidances }),
  },
  run({ service }, { ProductId, ProvisioningArtifactId, Name, Description, Active, Guidance }) {
    const product = findProductAsAdmin(service, ProductId);
    const before = findVersionAsAdmin(product, ProvisioningArtifactId);
    const version: Version = {
      ...before,
      name: Name ?? before.name,
      description: Description ?? before.description,
      active: Active ?? before.active,
      guidance: guidances.find((each) => each === Guidance) ?? before.guidance,
    };
    const versions = product.versions.map((each) => (each === before ? version : each));
    service.catalog.putProduct({ ...product, versions });
    return {
      Info: version.info,
      ProvisioningArtifactDetail: provisioningArtifactDetail(product, version),
      Status: "AVAILABLE",
    };
  },
});
