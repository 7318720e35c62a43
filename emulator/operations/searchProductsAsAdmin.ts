import { findPortfolio } from "./shared/findAsAdmin";
import { productViewDetail } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { string } from "../protocol/shapes";
import { operation } from "./operation";
import { foundIn } from "./searchProducts";

/** All products, or those of a portfolio; with or without a launch path. */
export const searchProductsAsAdmin = operation({
  name: "SearchProductsAsAdmin",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    PortfolioId: model.Id,
    Filters: model.ProductFilters,
    SortBy: model.ProductSortBy,
    SortOrder: model.SortOrder,
    PageToken: model.PageToken,
    PageSize: model.PageSize,
    ProductSource: string({ values: ["ACCOUNT"] }),
  },
  run({ service, accountRegion }, input) {
    const portfolio = input.PortfolioId === undefined ? undefined : findPortfolio(service, input.PortfolioId);
    const products = service.catalog.products.filter(
      ({ paths }) => !portfolio || paths.some(({ portfolioId }) => portfolioId === portfolio.id),
    );
    const { page, NextPageToken } = paginate(service, foundIn(products, input), input);
    return {
      NextPageToken,
      ProductViewDetails: page.map((product) => productViewDetail(accountRegion.scope, product)),
    };
  },
});
