import type { LaunchPath, Product } from "./catalog/catalog";
import type { Clock } from "./clock";
import { namedId } from "./ids";

/** The launch paths as callers find them now: their ids may have changed, or they may not be known yet. */
export class LaunchPaths {
  private generation = 0;
  /** By portfolio, until when its paths are not found. */
  private readonly unknownUntil = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  of(product: Product): readonly LaunchPath[] {
    const now = this.clock.now();
    return product.paths
      .filter(({ name }) => (this.unknownUntil.get(name) ?? 0) <= now)
      .map((path) =>
        this.generation === 0 ? path : { ...path, id: namedId("lpv3", path.id, String(this.generation)) },
      );
  }

  /** Gives all paths other ids; the old ones are invalid from now on. (observed) */
  rotate(): void {
    this.generation++;
  }

  /** The paths through a portfolio are not found for a while, as after an association. (observed) */
  hide(portfolio: string, ms: number): void {
    this.unknownUntil.set(portfolio, this.clock.now() + ms);
  }

  reset(): void {
    this.generation = 0;
    this.unknownUntil.clear();
  }
}
