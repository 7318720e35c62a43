import { findPortfolio, resourceInUse } from "./shared/findAsAdmin";
import { guessedText } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** Of a portfolio without products, constraints and principals. (model) */
export const deletePortfolio = operation({
  name: "DeletePortfolio",
  mutating: true,
  input: { AcceptLanguage: model.AcceptLanguage, Id: required(model.Id) },
  run({ service }, { Id }) {
    const { principals } = findPortfolio(service, Id);
    const paths = service.catalog.products.flatMap((product) => product.paths);
    // Constraints belong to products of the portfolio, so that there are none without a product.
    if (paths.some(({ portfolioId }) => portfolioId === Id))
      throw guessedText(resourceInUse(`Portfolio ${Id} still has associated Products`));
    if (principals.length > 0) throw resourceInUse(`Portfolio ${Id} still has associated Principals`);
    service.catalog.deletePortfolio(Id);
    return {};
  },
});
