import { findProductAsAdmin } from "./shared/findAsAdmin";
import type { Product, Version } from "../catalog/catalog";
import { productViewDetail, tagOptionDetails } from "./shared/adminResponses";
import { notFound } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { checkPair } from "./shared/find";
import type { Service } from "../service/service";
import { Timestamp } from "../protocol/json";
import { operation } from "./operation";

/** Also of products without a launch path, with versions that are not active. */
export const describeProductAsAdmin = operation({
  name: "DescribeProductAsAdmin",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    Id: model.Id,
    Name: model.ProductText,
    SourcePortfolioId: model.Id,
  },
  run({ service, accountRegion }, { Id, Name }) {
    checkPair(service, "product", Id, Name);
    const product = Id === undefined ? named(service, Name ?? "") : findProductAsAdmin(service, Id);
    return {
      Budgets: [],
      ProductViewDetail: productViewDetail(accountRegion.scope, product),
      ProvisioningArtifactSummaries: product.versions.map((version) => artifactSummary(product, version)),
      TagOptions: tagOptionDetails(accountRegion.scope, product.tagOptions),
      Tags: product.tags,
    };
  },
});

function named({ catalog }: Service, name: string): Product {
  const product = catalog.products.find((each) => each.name === name);
  if (!product) throw notFound(`Product with name ${name} not found`);
  return product;
}

/** Only of versions that came after the first one the product is told. (recorded) */
const artifactSummary = ({ id: productId, versions }: Product, version: Version) => ({
  CreatedTime: new Timestamp(version.created),
  Description: version.description,
  Id: version.id,
  Name: version.name,
  ProvisioningArtifactMetadata: {
    SourceProductId: version === versions[0] ? undefined : productId,
    SourceProvisioningArtifactId: version.id,
  },
});
