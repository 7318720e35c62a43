import { guessedText, invalidParameters } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { productsAt } from "../state/history";
import { isWithin, roleOf } from "../service/policies";
import { provisionedProductDetail } from "./shared/responses";
import { Timestamp } from "../protocol/json";
import { string } from "../protocol/shapes";
import type { Guesses } from "../truth/guesses";
import { productTags } from "../provisioning/tags";
import { operation } from "./operation";
import type { Context } from "../service/context";
import { decideLevel } from "./shared/accessLevel";
import type { ProvisionedProduct } from "../state/provisionedProduct";

type Attribute = ReturnType<typeof attributeOf>;

export const searchProvisionedProducts = operation({
  name: "SearchProvisionedProducts",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    AccessLevelFilter: model.AccessLevelFilter,
    Filters: model.SearchFilters,
    SortBy: string(),
    SortOrder: model.SortOrder,
    PageSize: model.LargePageSize,
    PageToken: model.PageToken,
  },
  run(context, input) {
    const level = decideLevel(context, "SearchProvisionedProducts", input.AccessLevelFilter, "Account");
    const queries = [...new Set(input.Filters?.["SearchQuery"])];
    const { accountRegion, service } = context;
    const found = productsAt(accountRegion, service.clock.now(), service.guesses.searchLag)
      .filter(({ userArn }) => isWithin(level, context.caller, userArn))
      .map((product) => attributeOf(context, product))
      .filter((attribute) => {
        const texts = textsOf(attribute, service.guesses);
        return queries.every((query) => matches(texts, query, service.guesses));
      });
    sort(found, input.SortBy, input.SortOrder);
    const { page, NextPageToken } = paginate(service, found, input);
    return { NextPageToken, ProvisionedProducts: page, TotalResultsCount: found.length };
  },
});

function attributeOf({ service, accountRegion }: Context, product: ProvisionedProduct) {
  const detail = provisionedProductDetail(product);
  const catalogProduct = service.catalog.products.find(({ id }) => id === detail.ProductId);
  return {
    ...detail,
    LaunchRoleArn: undefined,
    PhysicalId: product.status === "ERROR" ? undefined : product.stack?.arn,
    ProductName: catalogProduct?.name,
    ProvisioningArtifactName: catalogProduct?.versions.find(({ id }) => id === detail.ProvisioningArtifactId)
      ?.name,
    Tags: productTags(service, accountRegion, product),
    UserArn: roleOf(product.userArn),
    UserArnSession: product.userArn,
  };
}

/** What a search looks at, by the name of its field. */
function textsOf(attribute: Attribute, { searchedTime }: Guesses): ReadonlyMap<string, string> {
  const textOf = (value: Attribute[keyof Attribute]) => {
    if (typeof value === "string") return value;
    if (!(value instanceof Timestamp)) return JSON.stringify(value ?? "");
    return searchedTime === "iso" ? new Date(value.ms).toISOString() : String(value.ms / 1000);
  };
  return new Map(Object.entries(attribute).map(([key, value]) => [key.toLowerCase(), textOf(value)]));
}

/** `field:value`, or a text that occurs in any field. */
function matches(texts: ReadonlyMap<string, string>, query: string, { searchedTime }: Guesses): boolean {
  const [, field = "", wanted = ""] = /^"?([A-Za-z]+):(.*?)"?$/s.exec(query) ?? [];
  const key = field.toLowerCase();
  const text = texts.get(key);
  if (text === undefined) {
    const anywhere = query.replace(/^"|"$/g, "");
    return [...texts.values()].some((each) => each.includes(anywhere));
  }
  // A day stands for all of its moments.
  if (key === "createdtime" && searchedTime === "iso") return wanted !== "" && text.startsWith(wanted);
  return key === "tags" ? text.includes(wanted) : text === wanted;
}

const sortFields = { arn: "Arn", id: "Id", name: "Name", lastRecordId: "LastRecordId" } as const;

function sort(found: Attribute[], by: string | undefined, order: string | undefined): void {
  if (by === undefined) return;
  if (!isSortField(by)) throw guessedText(invalidParameters(`Invalid SortBy: ${by}`));
  const field = sortFields[by];
  const sign = order === "DESCENDING" ? -1 : 1;
  found.sort((a, b) => ((a[field] ?? "") < (b[field] ?? "") ? -sign : sign));
}

const isSortField = (by: string): by is keyof typeof sortFields => Object.hasOwn(sortFields, by);
