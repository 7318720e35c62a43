import { portfolioArn, productArn } from "./arns";
import type { Service } from "./service";
import type { OperationRecord, ProvisionedProduct, Selection, Tag, World } from "./world";

/** The tags that Service Catalog adds to every record. (recorded) */
export function recordTags(service: Service, world: World, selection: Selection, userArn: string): Tag[] {
  const portfolioId = service.catalog.products
    .find(({ id }) => id === selection.productId)
    ?.paths.find(({ id }) => id === selection.pathId)?.portfolioId;
  return [
    { Key: "aws:servicecatalog:productArn", Value: productArn(world.scope, selection.productId) },
    { Key: "aws:servicecatalog:provisioningPrincipalArn", Value: userArn },
    ...(portfolioId === undefined
      ? []
      : [{ Key: "aws:servicecatalog:portfolioArn", Value: portfolioArn(world.scope, portfolioId) }]),
  ];
}

/** The tags that a search shows of a product. (recorded) */
export function productTags(service: Service, world: World, product: ProvisionedProduct): Tag[] {
  const { attempted } = product;
  return [
    ...recordTags(service, world, attempted, product.userArn),
    { Key: "aws:servicecatalog:provisionedProductArn", Value: product.arn },
    { Key: "aws:servicecatalog:provisioningArtifactIdentifier", Value: attempted.versionId },
    ...product.tags,
  ];
}

export interface TagUpdate {
  /** The product's tags if the update succeeds. */
  readonly afterSuccess: readonly Tag[];
  /** What the record of the update shows beside the automatic tags. */
  readonly onRecord: readonly Tag[];
}

/** What an update makes of tags; without a RESOURCE_UPDATE constraint it silently makes nothing. (documented) */
export function updateTags(
  { guesses }: Service,
  product: ProvisionedProduct,
  requested: readonly Tag[] | undefined,
  allowed: boolean,
  lastRecord: OperationRecord,
): TagUpdate {
  const kept = product.tags;
  if (!allowed) {
    const shown = guesses.recordTagsOfIgnoredTags === "requested" ? requested : kept;
    return { afterSuccess: kept, onRecord: shown ?? kept };
  }
  if (requested === undefined || requested.length === 0) {
    const afterFailure = product.status === "TAINTED" && lastRecord.type === "UPDATE_PROVISIONED_PRODUCT";
    const tags = afterFailure && guesses.omittedTagsAfterFailure === "lost" ? [] : kept;
    return { afterSuccess: tags, onRecord: tags };
  }
  const onlyRemoves =
    requested.length < kept.length &&
    requested.every(({ Key, Value }) => kept.some((tag) => tag.Key === Key && tag.Value === Value));
  const afterSuccess = onlyRemoves && guesses.tagOnlyRemoval === "ignored" ? kept : requested;
  return { afterSuccess, onRecord: requested };
}
