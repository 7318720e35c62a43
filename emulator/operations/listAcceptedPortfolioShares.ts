import { portfolioDetail } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { string } from "../protocol/shapes";
import { operation } from "./operation";

/** Portfolios that another account shares with this one. */
export const listAcceptedPortfolioShares = operation({
  name: "ListAcceptedPortfolioShares",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    PageToken: model.PageToken,
    PageSize: model.LargePageSize,
    PortfolioShareType: string({ values: ["IMPORTED", "AWS_SERVICECATALOG", "AWS_ORGANIZATIONS"] }),
  },
  run({ service, accountRegion }, input) {
    // Those of the catalog are shared account by account; an organization shares none, and one type is deprecated.
    const isImported = (input.PortfolioShareType ?? "IMPORTED") === "IMPORTED";
    const shared = service.catalog.portfolios.filter((portfolio) => portfolio.shared && isImported);
    const { page, NextPageToken } = paginate(service, shared, input);
    return {
      NextPageToken,
      PortfolioDetails: page.map((each) => portfolioDetail(accountRegion.scope, each)),
    };
  },
});
