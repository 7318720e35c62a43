import type { Catalog, LaunchPath, Portfolio, Product } from "../catalog/catalog";
import type { Clock } from "../base/clock";
import { namedId } from "../base/ids";
import { isPrincipal } from "./principals";
import type { Caller } from "./caller";

export interface LaunchPathState {
  /** How many times all path ids were changed. */
  readonly generation: number;
  /** By portfolio, or by its association with a product or a principal, until when its paths are not found. */
  readonly unknownUntil: ReadonlyMap<string, number>;
}

/** The launch paths as callers find them now: their ids may have changed, or they may not be known yet. */
export class LaunchPaths {
  private generation = 0;
  private readonly unknownUntil = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly catalog: Catalog,
  ) {}

  /** The paths to a product that a caller finds: through portfolios that are open to them. */
  of(product: Product, caller: Caller): readonly LaunchPath[] {
    return product.paths
      .filter(({ portfolioId }) => {
        const portfolio = this.catalog.portfolios.find(({ id }) => id === portfolioId);
        return portfolio && this.isKnown(portfolioId, product.id) && this.isOpen(portfolio, caller);
      })
      .map((path) =>
        this.generation === 0 ? path : { ...path, id: namedId("lpv3", path.id, String(this.generation)) },
      );
  }

  private isOpen({ id, open, principals }: Portfolio, { userArn }: Caller): boolean {
    return open || principals.some((each) => isPrincipal(each, userArn) && this.isKnown(id, each.arn));
  }

  private isKnown(portfolioId: string, associated: string): boolean {
    const until = [portfolioId, associationOf(portfolioId, associated)].map(
      (key) => this.unknownUntil.get(key) ?? 0,
    );
    return Math.max(...until) <= this.clock.now();
  }

  /** Gives all paths other ids; the old ones are invalid from now on. (observed) */
  rotate(): void {
    this.generation++;
  }

  /**
   * The paths through a portfolio are not found for a while, as after an association: all of them, or those that
   * one product or principal has. (observed)
   */
  hide(portfolioId: string, ms: number, associated?: string): void {
    const key = associated === undefined ? portfolioId : associationOf(portfolioId, associated);
    this.unknownUntil.set(key, this.clock.now() + ms);
  }

  reset(): void {
    this.generation = 0;
    this.unknownUntil.clear();
  }

  captureState(): LaunchPathState {
    return { generation: this.generation, unknownUntil: this.unknownUntil };
  }

  restoreState({ generation, unknownUntil }: LaunchPathState): void {
    this.generation = generation;
    for (const [portfolio, until] of unknownUntil) this.unknownUntil.set(portfolio, until);
  }
}

const associationOf = (portfolioId: string, associated: string) => `${portfolioId} ${associated}`;
