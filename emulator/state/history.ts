import type { Guesses } from "../truth/guesses";
import type { AccountRegion } from "./accountRegion";
import type { ProvisionedProduct } from "./provisionedProduct";

/** Writes down how the products are, for reads that are behind. Without such reads there is nothing to write. */
export function rememberProducts(
  accountRegion: AccountRegion,
  at: number,
  { searchLag, describeLag }: Guesses,
): void {
  const longest = Math.max(searchLag, describeLag);
  if (longest <= 0) return;
  // Of what is old enough for every read only the newest is ever shown.
  const old = accountRegion.past.filter((entry) => entry.at <= at - longest).length;
  accountRegion.past.splice(0, Math.max(0, old - 1));
  accountRegion.past.push({
    at,
    products: [...accountRegion.products.values()].map((product) => ({ ...product })),
  });
}

/** The products as they were so many milliseconds ago: how a read shows them that is behind. */
export function productsAt(
  accountRegion: AccountRegion,
  now: number,
  lag: number,
): readonly ProvisionedProduct[] {
  if (lag <= 0) return [...accountRegion.products.values()];
  return accountRegion.past.filter(({ at }) => at <= now - lag).at(-1)?.products ?? [];
}

/** A product that is there as it was so many milliseconds ago; one that is younger, as it was at first. */
export function productAt(
  { past }: AccountRegion,
  product: ProvisionedProduct,
  now: number,
  lag: number,
): ProvisionedProduct {
  if (lag <= 0) return product;
  const life = past.flatMap(({ at, products }) => {
    const found = products.find(({ id }) => id === product.id);
    return found ? [{ at, was: found }] : [];
  });
  return (life.filter(({ at }) => at <= now - lag).at(-1) ?? life[0])?.was ?? product;
}
