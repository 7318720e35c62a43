import type {
  DescribeProvisioningParametersInput,
  LaunchPath,
  ProvisioningArtifactParameter,
  TagOptionSummary,
} from "@aws-sdk/client-service-catalog";
import { callToRead } from "./calls";
import { pages } from "./pages";
import type { OperationContext } from "./operationContext";
import { canonical, withoutAbsent } from "../state/values";

/*
 * What the catalog says of products, versions and paths. Answers are shared by all resources of a run for five
 * minutes; failures are not kept. All of it may be read with the AWS-managed end-user policy.
 */

export interface Version {
  id: string;
  name: string;
  description?: string;
  /** DEPRECATED versions may be kept but not newly launched; inactive ones are not listed at all. */
  deprecated: boolean;
}

export interface Product {
  id: string;
  name: string;
  /** As of provisioned products: CONTROL_TOWER_ACCOUNT for Account Factory, whatever else AWS says. */
  type: string | undefined;
  versions: Version[];
  paths: { id: string; name: string }[];
}

export interface ProductRef {
  productId?: string | undefined;
  productName?: string | undefined;
}

export interface VersionRef extends ProductRef {
  provisioningArtifactId?: string | undefined;
  provisioningArtifactName?: string | undefined;
  pathId?: string | undefined;
  pathName?: string | undefined;
}

const FRESH = 5 * 60_000;
const answers = new Map<string, { until: number; answer: Promise<unknown> }>();

const memoKey = (context: OperationContext, key: object) => canonical([context.aws.connection, key]);

/** Asks, unless an answer is known that is not older than five minutes; a failure is asked again. */
function askOnce<T>(context: OperationContext, key: object, ask: () => Promise<T>): Promise<T> {
  const name = memoKey(context, key);
  const known = answers.get(name);
  if (known && context.clock.now() < known.until) return known.answer as Promise<T>;
  const answer = ask();
  answers.set(name, { until: context.clock.now() + FRESH, answer });
  answer.catch(() => answers.delete(name));
  return answer;
}

/** The name that Control Tower gives its product (documented); which type a catalog shows for it is not. */
const ACCOUNT_FACTORY = "AWS Control Tower Account Factory";

const productInput = ({ productId, productName }: ProductRef, language: string | undefined) =>
  withoutAbsent({
    Id: productId,
    Name: productId === undefined ? productName : undefined,
    AcceptLanguage: language,
  });

/** The type of a product that was described in this run, which never changes; undefined otherwise. No call. */
export async function knownType(
  context: OperationContext,
  ref: ProductRef,
  language?: string,
): Promise<string | undefined> {
  const known = answers.get(memoKey(context, { product: productInput(ref, language) }))?.answer;
  return ((await known?.catch(() => undefined)) as Product | undefined)?.type;
}

/** DescribeProduct: the product with the versions and launch paths that the caller may use. */
export function describeProduct(
  context: OperationContext,
  ref: ProductRef,
  language?: string,
): Promise<Product> {
  const input = productInput(ref, language);
  return askOnce(context, { product: input }, async () => {
    const answer = await callToRead(context, (client, options) => client.describeProduct(input, options));
    return {
      id: answer.ProductViewSummary?.ProductId ?? ref.productId ?? "",
      name: answer.ProductViewSummary?.Name ?? ref.productName ?? "",
      type:
        answer.ProductViewSummary?.Name === ACCOUNT_FACTORY
          ? "CONTROL_TOWER_ACCOUNT"
          : answer.ProductViewSummary?.Type,
      versions:
        answer.ProvisioningArtifacts?.map((version) => ({
          id: version.Id ?? "",
          name: version.Name ?? "",
          ...(version.Description !== undefined && { description: version.Description }),
          deprecated: version.Guidance === "DEPRECATED",
        })) ?? [],
      paths: answer.LaunchPaths?.map(toPath) ?? [],
    };
  });
}

const toPath = ({ Id: id = "", Name: name = "" }: LaunchPath) => ({ id, name });

/** Of a version that the product had and the catalog does not list: what may be chosen instead. */
export function notActive(
  { name: product, versions }: Product,
  { id, name = id }: { id?: string | undefined; name?: string | undefined },
): string {
  const active = versions.map((version) =>
    id === undefined ? version.name : `${version.id} (${version.name})`,
  );
  return `version ${name} of ${product} is not active any more; ${active.length > 0 ? `active are ${active.join(", ")}` : "none is"}`;
}

/** More than this and a mistyped name is not worth the calls. */
const MOST_PAGES = 5;

/** SearchProducts: the names of what the caller may use. Only needed to suggest one for a name that is wrong. */
export function productNames(context: OperationContext): Promise<string[]> {
  return askOnce(context, { products: "all" }, async () => {
    const names: string[] = [];
    let count = 0;
    const ask = (from: { PageToken?: string }) =>
      callToRead(context, (client, options) => client.searchProducts({ PageSize: 100, ...from }, options));
    for await (const { ProductViewSummaries: products } of pages(ask)) {
      names.push(...(products?.flatMap(({ Name }) => Name ?? []) ?? []));
      if (++count === MOST_PAGES) break;
    }
    return names;
  });
}

/** ListLaunchPaths: the ids and names of the paths; needed only where DescribeProduct shows none. */
export function listPaths(
  context: OperationContext,
  productId: string,
  language?: string,
): Promise<Product["paths"]> {
  const input = withoutAbsent({ ProductId: productId, AcceptLanguage: language });
  return askOnce(context, { paths: input }, async () => {
    const paths: Product["paths"] = [];
    const ask = (from: { PageToken?: string }) =>
      callToRead(context, (client, options) => client.listLaunchPaths({ ...input, ...from }, options));
    for await (const { LaunchPathSummaries: found = [] } of pages(ask)) paths.push(...found.map(toPath));
    return paths;
  });
}

/** What DescribeProvisioningParameters says of launching a version on a path. */
export interface Launch {
  parameters: ProvisioningArtifactParameter[];
  /** LAUNCH, NOTIFICATION, STACKSET, TEMPLATE, RESOURCE_UPDATE. */
  constraints: string[];
  /** Usage instructions by type: `rules`, `tagUpdateOnProvisionedProduct` … */
  instructions: Record<string, string>;
  tagOptions: TagOptionSummary[];
  stackSetAccounts: string[];
  stackSetRegions: string[];
  /** The outputs of the version; none where AWS does not say. */
  outputs: { key: string; description?: string | undefined }[];
}

/** DescribeProvisioningParameters: how a version is launched on a path. */
export function describeLaunch(
  context: OperationContext,
  ref: VersionRef,
  language?: string,
): Promise<Launch> {
  const input: DescribeProvisioningParametersInput = withoutAbsent({
    ProductId: ref.productId,
    ProductName: ref.productId === undefined ? ref.productName : undefined,
    ProvisioningArtifactId: ref.provisioningArtifactId,
    ProvisioningArtifactName:
      ref.provisioningArtifactId === undefined ? ref.provisioningArtifactName : undefined,
    PathId: ref.pathId,
    PathName: ref.pathId === undefined ? ref.pathName : undefined,
    AcceptLanguage: language,
  });
  return askOnce(context, { launch: input }, async () => {
    const answer = await callToRead(context, (client, options) =>
      client.describeProvisioningParameters(input, options),
    );
    return {
      parameters: answer.ProvisioningArtifactParameters ?? [],
      constraints: answer.ConstraintSummaries?.flatMap(({ Type }) => Type ?? []) ?? [],
      instructions: Object.fromEntries(
        answer.UsageInstructions?.map(({ Type = "", Value = "" }) => [Type, Value]) ?? [],
      ),
      tagOptions: answer.TagOptions ?? [],
      stackSetAccounts: answer.ProvisioningArtifactPreferences?.StackSetAccounts ?? [],
      stackSetRegions: answer.ProvisioningArtifactPreferences?.StackSetRegions ?? [],
      outputs:
        answer.ProvisioningArtifactOutputKeys?.map(({ Key: key = "", Description: description }) => ({
          key,
          description,
        })) ?? [],
    };
  });
}

/** The parameters that a version takes on a path. */
export const describeParameters = async (
  context: OperationContext,
  ref: VersionRef,
  language?: string,
): Promise<ProvisioningArtifactParameter[]> => (await describeLaunch(context, ref, language)).parameters;
