import { findAssociation, findPortfolio, findProductAsAdmin, resourceInUse } from "./shared/findAsAdmin";
import { guessedText } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** Takes the launch path away; what was provisioned through it stays. */
export const disassociateProductFromPortfolio = operation({
  name: "DisassociateProductFromPortfolio",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: required(model.Id),
    PortfolioId: required(model.Id),
  },
  run({ service }, { ProductId, PortfolioId }) {
    const { guesses } = service;
    const portfolio = findPortfolio(service, PortfolioId);
    const product = findProductAsAdmin(service, ProductId);
    const path = product.paths.find(({ portfolioId }) => portfolioId === PortfolioId);
    if (!path && guesses.missingAssociation === "ignored") return {};
    const { constraints } = findAssociation(product, portfolio);
    if (constraints.length > 0 && guesses.disassociateConstrained === "refused")
      throw guessedText(
        resourceInUse(`Product ${ProductId} still has constraints in portfolio ${PortfolioId}`),
      );
    const paths = product.paths.filter(({ portfolioId }) => portfolioId !== PortfolioId);
    service.catalog.putProduct({ ...product, paths });
    return {};
  },
});
