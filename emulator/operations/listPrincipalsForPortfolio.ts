import { findPortfolio } from "./shared/findAsAdmin";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** Those that were associated; the portfolios of the catalog file are open to all callers besides. */
export const listPrincipalsForPortfolio = operation({
  name: "ListPrincipalsForPortfolio",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    PortfolioId: required(model.Id),
    PageSize: model.PageSize,
    PageToken: model.PageToken,
  },
  run({ service }, input) {
    const { principals } = findPortfolio(service, input.PortfolioId);
    const { page, NextPageToken } = paginate(service, principals, input);
    return {
      NextPageToken,
      Principals: page.map(({ arn, type }) => ({ PrincipalARN: arn, PrincipalType: type })),
    };
  },
});
