import type { Constraint, LaunchPath, Portfolio, Product, Version } from "../../catalog/catalog";
import { guessedText, notFound, ServiceError } from "../../protocol/errors";
import type { Service } from "../../service/service";

/* What administrators name in their requests: with or without a launch path. The texts are guessed. */

export function findPortfolio({ catalog }: Service, id: string): Portfolio {
  const portfolio = catalog.portfolios.find((each) => each.id === id);
  if (!portfolio) throw guessedText(notFound(`Portfolio with id ${id} not found`));
  return portfolio;
}

export function findProductAsAdmin({ catalog }: Service, id: string): Product {
  const product = catalog.products.find((each) => each.id === id);
  if (!product) throw guessedText(notFound(`Product with id ${id} not found`));
  return product;
}

export function findVersionAsAdmin(product: Product, id: string): Version {
  const version = product.versions.find((each) => each.id === id);
  if (!version) throw guessedText(notFound(`Provisioning Artifact with id ${id} not found`));
  return version;
}

/** The association of a product with a portfolio: the launch path that it makes. */
export function findAssociation(product: Product, portfolio: Portfolio): LaunchPath {
  const path = product.paths.find(({ portfolioId }) => portfolioId === portfolio.id);
  if (!path)
    throw guessedText(notFound(`Product ${product.id} is not associated with portfolio ${portfolio.id}`));
  return path;
}

/** A constraint, with the association that it belongs to. */
export function findConstraint(
  { catalog }: Service,
  constraintId: string,
): { product: Product; path: LaunchPath; constraint: Constraint } {
  for (const product of catalog.products)
    for (const path of product.paths) {
      const constraint = path.constraints.find(({ id }) => id === constraintId);
      if (constraint) return { product, path, constraint };
    }
  throw guessedText(notFound(`Constraint with id ${constraintId} not found`));
}

export const resourceInUse = (message: string) => new ServiceError("ResourceInUseException", message);

/** Whole seconds, as moments of products and versions are. (recorded) */
export const wholeSeconds = (ms: number): number => Math.floor(ms / 1000) * 1000;
