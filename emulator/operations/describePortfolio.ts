import { findPortfolio } from "./shared/findAsAdmin";
import { portfolioDetail, tagOptionDetails } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

export const describePortfolio = operation({
  name: "DescribePortfolio",
  input: { AcceptLanguage: model.AcceptLanguage, Id: required(model.Id) },
  run({ service, accountRegion }, { Id }) {
    const portfolio = findPortfolio(service, Id);
    return {
      Budgets: [],
      PortfolioDetail: portfolioDetail(accountRegion.scope, portfolio),
      TagOptions: tagOptionDetails(accountRegion.scope, portfolio.tagOptions),
      Tags: portfolio.tags,
    };
  },
});
