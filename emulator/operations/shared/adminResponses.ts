import { portfolioArn, productArn, type Scope } from "../../base/arns";
import type { Constraint, Portfolio, Product, TagOptions } from "../../catalog/catalog";
import { namedId } from "../../base/ids";
import { productViewSummary } from "./responses";
import { Timestamp } from "../../protocol/json";

/** What of the catalog the API shows to administrators. Presence and casing of members are those of samples. */

export const portfolioDetail = (scope: Scope, { id, name, provider, description, created }: Portfolio) => ({
  ARN: portfolioArn(scope, id),
  CreatedTime: new Timestamp(created),
  Description: description,
  DisplayName: name,
  Id: id,
  ProviderName: provider,
});

export const productViewDetail = (scope: Scope, product: Product) => ({
  CreatedTime: new Timestamp(product.created),
  ProductARN: productArn(scope, product.id),
  ProductViewSummary: productViewSummary(product),
  // Which is none of the model's. (recorded)
  Status: "CREATED",
});

export const tagOptionDetails = ({ account }: Scope, tagOptions: TagOptions): object[] =>
  Object.entries(tagOptions).flatMap(([Key, values]) =>
    values.map((Value) => ({
      Active: true,
      Id: namedId("tag", Key, Value),
      Key,
      Owner: account,
      Value,
    })),
  );

export const constraintDetail = (
  { account }: Scope,
  { id, type, description }: Constraint,
  productId: string,
  portfolioId: string,
) => ({
  ConstraintId: id,
  Description: description,
  Owner: account,
  PortfolioId: portfolioId,
  ProductId: productId,
  Type: type,
});
