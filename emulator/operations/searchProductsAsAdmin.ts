import { requiredPortfolio } from "./shared/findAsAdmin";
import { productViewDetail } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { pageOf } from "./shared/paging";
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
  run({ service, world }, input) {
    const portfolio =
      input.PortfolioId === undefined ? undefined : requiredPortfolio(service, input.PortfolioId);
    const products = service.catalog.products.filter(
      ({ paths }) => !portfolio || paths.some(({ portfolioId }) => portfolioId === portfolio.id),
    );
    const { page, NextPageToken } = pageOf(service, foundIn(products, input), input);
    return {
      NextPageToken,
      ProductViewDetails: page.map((product) => productViewDetail(world.scope, product)),
    };
  },
});
