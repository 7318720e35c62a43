import type { Product, Version } from "../../catalog/catalog";
import {
  accessDenied,
  guessedText,
  invalidParameters,
  notFound,
  productNotFound,
  provisionedProductNotFound,
  ServiceError,
} from "../../protocol/errors";
import { canReach } from "../../service/policies";
import type { Service } from "../../service/service";
import type { Context } from "../../service/context";
import type { ProvisionedProduct } from "../../state/provisionedProduct";

export interface ProductReference {
  readonly ProductId?: string;
  readonly ProductName?: string;
}
export interface VersionReference {
  readonly ProvisioningArtifactId?: string;
  readonly ProvisioningArtifactName?: string;
}
export interface PathReference {
  readonly PathId?: string;
  readonly PathName?: string;
}

/** Refuses a name beside an id, and, unless the pair is optional, neither of them. The texts are guessed. */
export function checkPair(
  { guesses }: Service,
  what: string,
  id: string | undefined,
  name: string | undefined,
  optional = false,
): void {
  if (id !== undefined && name !== undefined)
    throw guessedText(
      new ServiceError(
        guesses.bothIdAndName,
        `You must provide the name or ID of the ${what}, but not both.`,
      ),
    );
  if (id === undefined && name === undefined && !optional)
    throw guessedText(invalidParameters(`You must provide the name or ID of the ${what}.`));
}

/** A product that the caller can reach: one with a launch path. */
export function findProduct(
  { service, caller }: Context,
  { ProductId, ProductName }: ProductReference,
): Product {
  checkPair(service, "product", ProductId, ProductName);
  const product = service
    .launchableProducts(caller)
    .find(({ id, name }) => id === ProductId || name === ProductName);
  if (product) return product;
  throw ProductId === undefined
    ? notFound(`Product with name ${ProductName ?? ""} does not exist or access was denied.`)
    : productNotFound(ProductId);
}

/** As `findProduct`; where a launch path is asked for, an unreachable id is answered with this. (documented) */
export function findLaunchableProduct(context: Context, reference: ProductReference): Product {
  const { ProductId } = reference;
  const reachable = context.service.launchableProducts(context.caller).some(({ id }) => id === ProductId);
  if (ProductId !== undefined && reference.ProductName === undefined && !reachable)
    throw notFound(`No launch paths found for resource: ${ProductId}`);
  return findProduct(context, reference);
}

/** An active version. Two of one name are told apart by id only. (observed) */
export function findVersion(
  service: Service,
  product: Product,
  { ProvisioningArtifactId: id, ProvisioningArtifactName: name }: VersionReference,
): Version {
  checkPair(service, "provisioning artifact", id, name);
  const found = product.versions.filter(
    (version) => version.active && (version.id === id || version.name === name),
  );
  if (found.length > 1)
    throw invalidParameters(`Multiple Provisioning Artifact with name ${name ?? ""} found.`);
  if (!found[0])
    throw guessedText(
      notFound(`Provisioning artifact ${id ?? name ?? ""} not found for product ${product.id}`),
    );
  return found[0];
}

/** A living provisioned product by id, or by name, or (update and terminate only) by ARN. */
export function findProvisionedProduct(
  { service, accountRegion, caller }: Context,
  operation: string,
  id: string | undefined,
  name: string | undefined,
): ProvisionedProduct {
  checkPair(service, "provisioned product", id, name);
  const product =
    id === undefined
      ? [...accountRegion.products.values()].find(
          (candidate) => candidate.name === name || candidate.arn === name,
        )
      : accountRegion.products.get(id);
  const reached = product && canReach(caller, product.userArn);
  if (product && !reached && service.guesses.strangersProduct === "denied")
    throw accessDenied(caller, `servicecatalog:${operation}`);
  if (!product || !reached) throw provisionedProductNotFound(id ?? name ?? "");
  return product;
}
