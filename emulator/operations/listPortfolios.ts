import { portfolioDetail } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { operation } from "./operation";

/** Those of the account; portfolios of others are in ListAcceptedPortfolioShares. */
export const listPortfolios = operation({
  name: "ListPortfolios",
  input: { AcceptLanguage: model.AcceptLanguage, PageToken: model.PageToken, PageSize: model.LargePageSize },
  run({ service, accountRegion }, input) {
    const own = service.catalog.portfolios.filter(({ shared }) => !shared);
    const { page, NextPageToken } = paginate(service, own, input);
    return {
      NextPageToken,
      PortfolioDetails: page.map((each) => portfolioDetail(accountRegion.scope, each)),
    };
  },
});
