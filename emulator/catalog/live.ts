import type { Catalog, Portfolio, Product } from "./catalog";

/** What was changed through the API, by id: as it is now, or null for what was deleted. */
export interface CatalogChanges {
  readonly portfolios: ReadonlyMap<string, Portfolio | null>;
  readonly products: ReadonlyMap<string, Product | null>;
}

/** The catalog as it is now: that of the file, with what administrators have made of it through the API. */
export class LiveCatalog implements Catalog {
  private readonly changed: {
    readonly portfolios: Map<string, Portfolio | null>;
    readonly products: Map<string, Product | null>;
  } = { portfolios: new Map(), products: new Map() };
  readonly inventory: Catalog["inventory"];
  readonly templateNamed: Catalog["templateNamed"];

  constructor(private readonly file: Catalog) {
    this.inventory = file.inventory;
    this.templateNamed = file.templateNamed;
  }

  get portfolios(): readonly Portfolio[] {
    return overlaid(this.file.portfolios, this.changed.portfolios);
  }

  get products(): readonly Product[] {
    return overlaid(this.file.products, this.changed.products);
  }

  /** Adds a portfolio, or puts it in the place of what it was. */
  putPortfolio(portfolio: Portfolio): void {
    this.changed.portfolios.set(portfolio.id, portfolio);
  }

  /** As `putPortfolio`. */
  putProduct(product: Product): void {
    this.changed.products.set(product.id, product);
  }

  deletePortfolio(id: string): void {
    remove(this.file.portfolios, this.changed.portfolios, id);
  }

  deleteProduct(id: string): void {
    remove(this.file.products, this.changed.products, id);
  }

  get changes(): CatalogChanges {
    return this.changed;
  }

  restore({ portfolios, products }: CatalogChanges): void {
    for (const [id, portfolio] of portfolios) this.changed.portfolios.set(id, portfolio);
    for (const [id, product] of products) this.changed.products.set(id, product);
  }

  /** It is that of the file again. */
  reset(): void {
    this.changed.portfolios.clear();
    this.changed.products.clear();
  }
}

interface Named {
  readonly id: string;
}

/** In the order of the file; what the file does not have follows. */
function overlaid<T extends Named>(file: readonly T[], changed: ReadonlyMap<string, T | null>): readonly T[] {
  if (changed.size === 0) return file;
  const now = new Map<string, T | null>(file.map((each) => [each.id, each]));
  for (const [id, each] of changed) now.set(id, each);
  return [...now.values()].filter((each) => each !== null);
}

/** Of what the file has it must be remembered that it is deleted. */
function remove<T extends Named>(file: readonly T[], changed: Map<string, T | null>, id: string): void {
  if (file.some((each) => each.id === id)) changed.set(id, null);
  else changed.delete(id);
}
