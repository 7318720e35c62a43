/** Where something lives: an account and a region. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

export const partitionOf = (region: string) =>
  region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";

export const urlSuffixOf = (region: string) =>
  region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";

const arn = (service: string, { account, region }: Scope, rest: string) =>
  `arn:${partitionOf(region)}:${service}:${region}:${account}:${rest}`;

/** `stack/` whatever the type of the product. (recorded) */
export const provisionedProductArn = (scope: Scope, name: string, id: string) =>
  arn("servicecatalog", scope, `stack/${name}/${id}`);

/** Products and portfolios are of service `catalog`, not `servicecatalog`. (recorded) */
export const productArn = (scope: Scope, id: string) => arn("catalog", scope, `product/${id}`);
export const portfolioArn = (scope: Scope, id: string) => arn("catalog", scope, `portfolio/${id}`);

export const stackNameOf = (scope: Scope, provisionedProductId: string) =>
  `SC-${scope.account}-${provisionedProductId}`;
export const stackArn = (scope: Scope, name: string, uuid: string) =>
  arn("cloudformation", scope, `stack/${name}/${uuid}`);

export const userArn = (scope: Scope, user: string) =>
  `arn:${partitionOf(scope.region)}:iam::${scope.account}:user/${user}`;
export const roleArn = (scope: Scope, role: string) =>
  `arn:${partitionOf(scope.region)}:iam::${scope.account}:role/${role}`;
