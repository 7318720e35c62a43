import { guessedText, notFound, productNotFound } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { checkPair } from "./shared/find";
import { provisioningArtifactDetail, provisioningArtifactParameter } from "./shared/responses";
import { boolean } from "../protocol/shapes";
import { operation } from "./operation";

/** For administrators: also of versions that are not active. The product may be left out with a version's id. */
export const describeProvisioningArtifact = operation({
  name: "DescribeProvisioningArtifact",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProvisioningArtifactId: model.Id,
    ProductId: model.Id,
    ProvisioningArtifactName: model.ProvisioningArtifactName,
    ProductName: model.ProductName,
    Verbose: boolean(),
    IncludeProvisioningArtifactParameters: boolean(),
  },
  run({ service }, input) {
    const { ProductId, ProductName, ProvisioningArtifactId: id, ProvisioningArtifactName: name } = input;
    checkPair(service, "provisioning artifact", id, name);
    checkPair(service, "product", ProductId, ProductName, id !== undefined);
    const products = service.catalog.products.filter((product) =>
      ProductId === undefined && ProductName === undefined
        ? true
        : product.id === ProductId || product.name === ProductName,
    );
    if (products.length === 0) throw productNotFound(ProductId ?? ProductName ?? "");
    for (const product of products) {
      const version = product.versions.find((each) => each.id === id || each.name === name);
      if (!version) continue;
      return {
        Info: version.info,
        ProvisioningArtifactDetail: provisioningArtifactDetail(product, version),
        ProvisioningArtifactParameters: input.IncludeProvisioningArtifactParameters
          ? [...version.template.parameters.values()].map(provisioningArtifactParameter)
          : undefined,
        Status: "AVAILABLE",
      };
    }
    throw guessedText(notFound(`Provisioning artifact ${id ?? name ?? ""} not found`));
  },
});
