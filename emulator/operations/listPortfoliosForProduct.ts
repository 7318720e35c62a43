import { findProductAsAdmin } from "./shared/findAsAdmin";
import { portfolioDetail } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
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
  run({ service, accountRegion }, input) {
    const { paths } = findProductAsAdmin(service, input.ProductId);
    const portfolios = service.catalog.portfolios.filter(({ id }) =>
      paths.some(({ portfolioId }) => portfolioId === id),
    );
    const { page, NextPageToken } = paginate(service, portfolios, input);
    return {
      NextPageToken,
      PortfolioDetails: page.map((each) => portfolioDetail(accountRegion.scope, each)),
    };
  },
});
