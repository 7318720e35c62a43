import { findPortfolio } from "./shared/findAsAdmin";
import type { Principal } from "../catalog/catalog";
import { guessedText, invalidParameters } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** Opens a portfolio to a user or a role, or to those of a pattern. To do it again is no mistake. */
export const associatePrincipalWithPortfolio = operation({
  name: "AssociatePrincipalWithPortfolio",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    PortfolioId: required(model.Id),
    PrincipalARN: required(model.PrincipalArn),
    PrincipalType: required(model.PrincipalType),
  },
  run({ service }, { PortfolioId, PrincipalARN, PrincipalType }) {
    const portfolio = findPortfolio(service, PortfolioId);
    const type = PrincipalType === "IAM" ? "IAM" : "IAM_PATTERN";
    const principal: Principal = { arn: PrincipalARN, type };
    if (!forms[type].test(PrincipalARN))
      throw guessedText(invalidParameters(`Invalid PrincipalARN for type ${type}: ${PrincipalARN}`));
    if (portfolio.principals.some((each) => each.arn === PrincipalARN && each.type === type)) return {};
    service.catalog.putPortfolio({ ...portfolio, principals: [...portfolio.principals, principal] });
    service.paths.hide(PortfolioId, service.guesses.associationLag, PrincipalARN);
    return {};
  },
});

/** With an account and without wildcards, or the other way round; these come after the type of the resource. (model) */
const forms = {
  IAM: /^arn:[a-z-]+:iam::\d{12}:(user|group|role)\/[^*?]+$/,
  IAM_PATTERN: /^arn:[a-z-]+:iam:::(user|group|role)\/.+$/,
};
