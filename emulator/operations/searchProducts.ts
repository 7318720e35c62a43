import type { Product } from "../catalog/catalog";
import * as model from "../model";
import { pageOf } from "../paging";
import { productViewSummary } from "../responses";
import { list, map, string } from "../shapes";
import { operation } from "./operation";

/** What the caller can launch. Several values of one filter are alternatives; several filters must all hold. */
export const searchProducts = operation({
  name: "SearchProducts",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    Filters: map(
      string({ values: ["FullTextSearch", "Owner", "ProductType", "SourceProductId"] }),
      list(string()),
    ),
    PageSize: model.LargePageSize,
    SortBy: string({ values: ["Title", "VersionCount", "CreationDate"] }),
    SortOrder: model.SortOrder,
    PageToken: model.PageToken,
  },
  run({ service }, input) {
    const filters = Object.entries(input.Filters ?? {});
    const found = service
      .launchableProducts()
      .filter((product) =>
        filters.every(([filter, wanted]) => wanted.some((value) => matches(product, filter, value))),
      );
    const key = sortKeys[input.SortBy ?? ""];
    if (key) found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
    if (key && input.SortOrder === "DESCENDING") found.reverse();
    const { page, NextPageToken } = pageOf(service, found, input);
    return {
      NextPageToken,
      ProductViewAggregations: {
        Owner: aggregation(found.map(({ owner }) => owner)),
        ProductType: aggregation(found.map(({ type }) => type)),
        Vendor: aggregation(found.map(({ distributor }) => distributor)),
      },
      ProductViewSummaries: page.map(productViewSummary),
    };
  },
});

const sortKeys: Readonly<Record<string, (product: Product) => string | number>> = {
  Title: ({ name }) => name,
  VersionCount: ({ versions }) => versions.length,
  CreationDate: ({ versions }) => versions[0]?.created ?? 0,
};

function matches(product: Product, filter: string, wanted: string): boolean {
  switch (filter) {
    case "Owner":
      return product.owner === wanted;
    case "ProductType":
      return product.type === wanted;
    case "SourceProductId":
      return product.id === wanted;
    default: {
      const { id, name, owner, distributor, description } = product;
      const text = [id, name, owner, distributor, description].join("\n").toLowerCase();
      return text.includes(wanted.toLowerCase());
    }
  }
}

function aggregation(values: string[]): { ApproximateCount: number; Value: string }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([Value, ApproximateCount]) => ({ ApproximateCount, Value }));
}
