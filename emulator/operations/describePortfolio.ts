import { requiredPortfolio } from "./shared/findAsAdmin";
import { portfolioDetail, tagOptionDetails } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

export const describePortfolio = operation({
  name: "DescribePortfolio",
  input: { AcceptLanguage: model.AcceptLanguage, Id: required(model.Id) },
  run({ service, world }, { Id }) {
    const portfolio = requiredPortfolio(service, Id);
    return {
      Budgets: [],
      PortfolioDetail: portfolioDetail(world.scope, portfolio),
      TagOptions: tagOptionDetails(world.scope, portfolio.tagOptions),
      Tags: portfolio.tags,
    };
  },
});
