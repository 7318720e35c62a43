import type { Product } from "../catalog/catalog";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { productViewSummary } from "./shared/responses";
import { operation } from "./operation";

/** What the caller can launch. Several values of one filter are alternatives; several filters must all hold. */
export const searchProducts = operation({
  name: "SearchProducts",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    Filters: model.ProductFilters,
    PageSize: model.LargePageSize,
    SortBy: model.ProductSortBy,
    SortOrder: model.SortOrder,
    PageToken: model.PageToken,
  },
  run({ service, caller }, input) {
    const found = foundIn(service.launchableProducts(caller), input);
    const { page, NextPageToken } = paginate(service, found, input);
    return {
      NextPageToken,
      ProductViewAggregations: {
        Owner: aggregation(found.map(({ owner }) => owner)),
        ProductType: aggregation(found.map(({ type }) => type)),
        Vendor: aggregation(found.map(({ distributor }) => distributor ?? "")),
      },
      ProductViewSummaries: page.map(productViewSummary),
    };
  },
});

interface Search {
  readonly Filters?: Readonly<Record<string, readonly string[]>>;
  readonly SortBy?: string;
  readonly SortOrder?: string;
}

/** The products that a search for products asks for, in its order. */
export function foundIn(products: readonly Product[], { Filters, SortBy, SortOrder }: Search): Product[] {
  const filters = Object.entries(Filters ?? {}).map(([filter, wanted]) => ({
    filter,
    wanted: [...new Set(wanted.map((value) => (filter === "FullTextSearch" ? value.toLowerCase() : value)))],
  }));
  const found = products.filter((product) =>
    filters.every(({ filter, wanted }) => matches(product, filter, wanted)),
  );
  const key = sortKeys[SortBy ?? ""];
  if (key) found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  if (key && SortOrder === "DESCENDING") found.reverse();
  return found;
}

const sortKeys: Readonly<Record<string, (product: Product) => string | number>> = {
  Title: ({ name }) => name,
  VersionCount: ({ versions }) => versions.length,
  CreationDate: ({ created }) => created,
};

function matches(product: Product, filter: string, wanted: readonly string[]): boolean {
  switch (filter) {
    case "Owner":
      return wanted.includes(product.owner);
    case "ProductType":
      return wanted.includes(product.type);
    case "SourceProductId":
      return wanted.includes(product.id);
    default: {
      const { id, name, owner, distributor, description } = product;
      const text = [id, name, owner, distributor, description].join("\n").toLowerCase();
      return wanted.some((value) => text.includes(value));
    }
  }
}

function aggregation(values: string[]): { ApproximateCount: number; Value: string }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([Value, ApproximateCount]) => ({ ApproximateCount, Value }));
}
