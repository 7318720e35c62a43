import type { ProvisionedProduct, World } from "./world";

/** Writes down what the search index will show once its lag is over. Without a lag there is nothing to write. */
export function noteForSearch(world: World, at: number, lag: number): void {
  if (lag <= 0) return;
  const shown = [...world.products.values()].map((product) => ({ ...product }));
  // Of what is old enough only the newest is ever shown.
  const old = world.searchable.filter((entry) => entry.at <= at - lag).length;
  world.searchable.splice(0, Math.max(0, old - 1));
  world.searchable.push({ at, products: shown });
}

/** The products as the search index knows them, which may be behind. (observed of products of the catalog) */
export function indexed(world: World, now: number, lag: number): readonly ProvisionedProduct[] {
  if (lag <= 0) return [...world.products.values()];
  return world.searchable.filter(({ at }) => at <= now - lag).at(-1)?.products ?? [];
}
