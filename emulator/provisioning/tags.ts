import { portfolioArn, productArn } from "../base/arns";
import type { LaunchPath } from "../catalog/catalog";
import { guessedText, invalidParameters } from "../protocol/errors";
import type { Service } from "../service/service";
import type { AccountRegion } from "../state/accountRegion";
import type { Tag } from "../base/tag";
import type { Selection } from "../state/selection";
import type { ProvisionedProduct } from "../state/provisionedProduct";
import type { OperationRecord } from "../state/record";

/** The tags that Service Catalog adds to every record. (recorded) */
export function recordTags(
  service: Service,
  accountRegion: AccountRegion,
  selection: Selection,
  userArn: string,
): Tag[] {
  const paths = service.catalog.products.find(({ id }) => id === selection.productId)?.paths ?? [];
  // Names of portfolios need not be unique, ids of paths may have changed.
  const path =
    paths.find(({ id }) => id === selection.pathId) ?? paths.find(({ name }) => name === selection.portfolio);
  const portfolioId = path?.portfolioId;
  return [
    { Key: "aws:servicecatalog:productArn", Value: productArn(accountRegion.scope, selection.productId) },
    { Key: "aws:servicecatalog:provisioningPrincipalArn", Value: userArn },
    ...(portfolioId === undefined
      ? []
      : [{ Key: "aws:servicecatalog:portfolioArn", Value: portfolioArn(accountRegion.scope, portfolioId) }]),
  ];
}

/** The tags that a search shows of a product. (recorded) */
export function productTags(
  service: Service,
  accountRegion: AccountRegion,
  product: ProvisionedProduct,
): Tag[] {
  const { attempted } = product;
  return [
    ...recordTags(service, accountRegion, attempted, product.userArn),
    { Key: "aws:servicecatalog:provisionedProductArn", Value: product.arn },
    { Key: "aws:servicecatalog:provisioningArtifactIdentifier", Value: attempted.versionId },
    ...product.tags,
  ];
}

/**
 * The tags of a launch: TagOptions hold for those that are given, one with a single value comes by itself, of
 * several one must be chosen. (documented for the console, the refusals guessed)
 */
export function tagsOfLaunch({ guesses }: Service, { tagOptions }: LaunchPath, given: readonly Tag[]): Tag[] {
  const tags = [...given];
  if (guesses.tagOptions === "ignored") return tags;
  for (const [key, values] of Object.entries(tagOptions)) {
    const chosen = given.find((tag) => tag.Key === key);
    const [only, ...others] = values;
    if (chosen && !values.includes(chosen.Value))
      throw guessedText(
        invalidParameters(`Tag ${key}=${chosen.Value} is not one of the TagOptions [${values.join(", ")}]`),
      );
    if (chosen || only === undefined) continue;
    if (others.length === 0) tags.push({ Key: key, Value: only });
    else if (guesses.missingTagOption === "refused")
      throw guessedText(
        invalidParameters(`A value of TagOption ${key} must be chosen: [${values.join(", ")}]`),
      );
  }
  return tags;
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
  lastRecord: OperationRecord | undefined,
): TagUpdate {
  const kept = product.tags;
  if (!allowed) {
    const shown = guesses.recordTagsOfIgnoredTags === "requested" ? requested : kept;
    return { afterSuccess: kept, onRecord: shown ?? kept };
  }
  if (requested === undefined || requested.length === 0) {
    const afterFailure = product.status === "TAINTED" && lastRecord?.type === "UPDATE_PROVISIONED_PRODUCT";
    const tags = afterFailure && guesses.omittedTagsAfterFailure === "lost" ? [] : kept;
    return { afterSuccess: tags, onRecord: tags };
  }
  const onlyRemoves =
    requested.length < kept.length &&
    requested.every(({ Key, Value }) => kept.some((tag) => tag.Key === Key && tag.Value === Value));
  const afterSuccess = onlyRemoves && guesses.tagOnlyRemoval === "ignored" ? kept : requested;
  return { afterSuccess, onRecord: requested };
}
