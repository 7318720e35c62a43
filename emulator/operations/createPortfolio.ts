import type { Portfolio } from "../catalog/catalog";
import { pathIdOf } from "../catalog/launchPath";
import { portfolioDetail } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { answerOnce } from "./shared/idempotency";
import { operation } from "./operation";

/** A portfolio that nobody may launch from until a principal is associated with it. */
export const createPortfolio = operation({
  name: "CreatePortfolio",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    DisplayName: required(model.PortfolioDisplayName),
    Description: model.PortfolioDescription,
    ProviderName: required(model.ProviderName),
    Tags: model.CatalogTags,
    IdempotencyToken: required(model.Token),
  },
  run(context, input) {
    const { service, accountRegion } = context;
    return answerOnce(context, { scope: "CreatePortfolio", token: input.IdempotencyToken, input }, () => {
      const id = service.ids.next("port");
      const portfolio: Portfolio = {
        name: input.DisplayName,
        id,
        pathId: pathIdOf(id),
        tagOptions: {},
        provider: input.ProviderName,
        description: input.Description,
        shared: false,
        created: service.clock.now(),
        tags: input.Tags ?? [],
        open: false,
        principals: [],
      };
      service.catalog.putPortfolio(portfolio);
      return { PortfolioDetail: portfolioDetail(accountRegion.scope, portfolio), Tags: portfolio.tags };
    });
  },
});
