import type { Guesses } from "../truth/guesses";
import type { World } from "./accountRegion";
import type { ProvisionedProduct } from "./provisionedProduct";

/** Writes down how the products are, for reads that are behind. Without such reads there is nothing to write. */
export function noteProducts(world: World, at: number, { searchLag, describeLag }: Guesses): void {
  const longest = Math.max(searchLag, describeLag);
  if (longest <= 0) return;
  // Of what is old enough for every read only the newest is ever shown.
  const old = world.past.filter((entry) => entry.at <= at - longest).length;
  world.past.splice(0, Math.max(0, old - 1));
  world.past.push({ at, products: [...world.products.values()].map((product) => ({ ...product })) });
}

/** The products as they were so many milliseconds ago: how a read shows them that is behind. */
export function productsBefore(world: World, now: number, lag: number): readonly ProvisionedProduct[] {
  if (lag <= 0) return [...world.products.values()];
  return world.past.filter(({ at }) => at <= now - lag).at(-1)?.products ?? [];
}

/** A product that is there as it was so many milliseconds ago; one that is younger, as it was at first. */
export function productBefore(
  { past }: World,
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
