import { findPortfolio } from "./shared/findAsAdmin";
import { guessedText, notFound } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** ARN and type must be those of the association. (model) */
export const disassociatePrincipalFromPortfolio = operation({
  name: "DisassociatePrincipalFromPortfolio",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    PortfolioId: required(model.Id),
    PrincipalARN: required(model.PrincipalArn),
    PrincipalType: model.PrincipalType,
  },
  run({ service }, { PortfolioId, PrincipalARN, PrincipalType = "IAM" }) {
    const portfolio = findPortfolio(service, PortfolioId);
    const principals = portfolio.principals.filter(
      ({ arn, type }) => arn !== PrincipalARN || type !== PrincipalType,
    );
    if (principals.length < portfolio.principals.length)
      service.catalog.putPortfolio({ ...portfolio, principals });
    else if (service.guesses.missingAssociation === "not-found")
      throw guessedText(
        notFound(`Principal ${PrincipalARN} is not associated with portfolio ${PortfolioId}`),
      );
    return {};
  },
});
