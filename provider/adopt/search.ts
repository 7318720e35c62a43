import type { ProvisionedProductAttribute } from "@aws-sdk/client-service-catalog";
import { callToRead } from "../aws/calls";
import { pages } from "../aws/pages";
import type { OperationContext } from "../aws/operationContext";
import { matches } from "../command/pattern";

/** Which products are looked for; what is absent does not matter. */
export interface Filters {
  /** Names and ids of products may hold `*`, for any text. */
  name?: string;
  /** The name or id of the catalog's product. */
  product?: string;
  status?: string;
  tags: Record<string, string>;
  /** Whose: provisioned by the caller's own session user, by its role, or by anybody in the account. */
  owner: Owner;
}

const LEVELS = { self: "User", role: "Role", account: "Account" } as const;

export type Owner = keyof typeof LEVELS;

export const isOwner = (text: string): text is Owner => Object.hasOwn(LEVELS, text);

/** The most that AWS gives at once. */
const PAGE = 100;

/**
 * The products that the filters admit, by name. One call per hundred products that the caller may see.
 *
 * @param heard called with every answer.
 */
export async function search(
  context: OperationContext,
  filters: Filters,
  heard: () => void = () => undefined,
): Promise<ProvisionedProductAttribute[]> {
  const found: ProvisionedProductAttribute[] = [];
  let seen = 0;
  const ask = (from: { PageToken?: string }) =>
    callToRead(context, (client, options) =>
      client.searchProvisionedProducts(
        {
          AccessLevelFilter: { Key: LEVELS[filters.owner], Value: "self" },
          SortBy: "name",
          PageSize: PAGE,
          ...from,
        },
        options,
      ),
    );
  for await (const answer of pages(ask)) {
    heard();
    const products = answer.ProvisionedProducts ?? [];
    // What AWS matches in its own queries is documented too loosely to decide what is adopted.
    found.push(...products.filter((product) => admits(filters, product)));
    seen += products.length;
    if (answer.NextPageToken)
      context.progress(`${seen} of ${answer.TotalResultsCount ?? "many"} products looked at`);
  }
  return found;
}

/** Do the filters admit this product? */
export function admits(filters: Filters, product: ProvisionedProductAttribute): boolean {
  const { name, product: catalogProduct, status, tags } = filters;
  const like = (pattern: string | undefined, ...texts: (string | undefined)[]) =>
    pattern === undefined || texts.some((text) => text !== undefined && matches(pattern, text));
  return (
    like(name, product.Name) &&
    like(catalogProduct, product.ProductName, product.ProductId) &&
    (status === undefined || product.Status === status) &&
    Object.entries(tags).every(([key, value]) =>
      product.Tags?.some((tag) => tag.Key === key && tag.Value === value),
    )
  );
}
