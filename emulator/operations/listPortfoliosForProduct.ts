import { requiredProduct } from "./shared/findAsAdmin";
import { portfolioDetail } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { pageOf } from "./shared/paging";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

export const listPortfoliosForProduct = operation({
  name: "ListPortfoliosForProduct",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: required(model.Id),
    PageToken: model.PageToken,
    PageSize: model.LargePageSize,
  },
  run({ service, world }, input) {
    const { paths } = requiredProduct(service, input.ProductId);
    const portfolios = service.catalog.portfolios.filter(({ id }) =>
      paths.some(({ portfolioId }) => portfolioId === id),
    );
    const { page, NextPageToken } = pageOf(service, portfolios, input);
    return { NextPageToken, PortfolioDetails: page.map((each) => portfolioDetail(world.scope, each)) };
  },
});
