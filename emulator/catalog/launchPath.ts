import type { Constraint, LaunchPath, Portfolio, Product, TagOptions } from "./catalog";
import { termsOf } from "./constraints";

/** The path's letters are those of its portfolio. (observed) */
export const pathIdOf = (portfolioId: string): string => portfolioId.replace(/^port-/, "lpv3-");

/** The way to a product through a portfolio that it is associated with. */
export function launchPath(
  portfolio: Portfolio,
  tagOptions: TagOptions,
  constraints: readonly Constraint[],
): LaunchPath {
  const terms = constraints.map(termsOf);
  return {
    id: portfolio.pathId,
    name: portfolio.name,
    portfolioId: portfolio.id,
    constraints,
    launchRole: terms.find(({ launchRole }) => launchRole !== undefined)?.launchRole,
    rules: Object.assign({}, ...terms.map(({ rules }) => rules)) as LaunchPath["rules"],
    topics: terms.flatMap(({ topics }) => topics ?? []),
    stackSet: terms.find(({ stackSet }) => stackSet !== undefined)?.stackSet,
    tagUpdates: terms.find(({ tagUpdates }) => tagUpdates !== undefined)?.tagUpdates ?? "NOT_ALLOWED",
    tagOptions: mergedTagOptions(portfolio.tagOptions, tagOptions),
  };
}

/** A product with other constraints in one of its portfolios. */
export const withConstraints = (
  product: Product,
  portfolio: Portfolio,
  constraints: readonly Constraint[],
): Product => ({
  ...product,
  paths: product.paths.map((path) =>
    path.portfolioId === portfolio.id ? launchPath(portfolio, product.tagOptions, constraints) : path,
  ),
});

/** Of a key that both have the values that both allow; none is a conflict, shown as an empty list. (model) */
function mergedTagOptions(a: TagOptions, b: TagOptions): TagOptions {
  const merged: Record<string, readonly string[]> = { ...a, ...b };
  for (const [key, values] of Object.entries(a)) {
    const others = Object.hasOwn(b, key) ? b[key] : undefined;
    if (others) merged[key] = values.filter((value) => others.includes(value));
  }
  return merged;
}
