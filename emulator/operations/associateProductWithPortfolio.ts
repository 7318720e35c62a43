import { findPortfolio, findProductAsAdmin } from "./shared/findAsAdmin";
import { launchPath } from "../catalog/launchPath";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** Makes a launch path. To do it again is no mistake. (observed) */
export const associateProductWithPortfolio = operation({
  name: "AssociateProductWithPortfolio",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: required(model.Id),
    PortfolioId: required(model.Id),
    SourcePortfolioId: model.Id,
  },
  run({ service }, { ProductId, PortfolioId }) {
    const portfolio = findPortfolio(service, PortfolioId);
    const product = findProductAsAdmin(service, ProductId);
    if (product.paths.some(({ portfolioId }) => portfolioId === PortfolioId)) return {};
    const path = launchPath(portfolio, product.tagOptions, []);
    service.catalog.putProduct({ ...product, paths: [...product.paths, path] });
    service.paths.hide(PortfolioId, service.guesses.associationLag, ProductId);
    return {};
  },
});
