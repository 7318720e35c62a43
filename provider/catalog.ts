import type {
  DescribeProvisioningParametersInput,
  ProvisioningArtifactParameter,
} from "@aws-sdk/client-service-catalog";
import { read } from "./patience";
import type { Run } from "./run";
import { canonical, withoutAbsent } from "./values";

/*
 * What the catalog says of products, versions and paths. Answers are shared by all resources of a run for five
 * minutes; failures are not kept. All of it may be read with the AWS-managed end-user policy.
 */

export interface Version {
  id: string;
  name: string;
  /** DEPRECATED versions may be kept but not newly launched; inactive ones are not listed at all. */
  deprecated: boolean;
}

export interface Product {
  id: string;
  name: string;
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

function remember<T>(run: Run, key: object, ask: () => Promise<T>): Promise<T> {
  const name = canonical([run.aws.connection, key]);
  const known = answers.get(name);
  if (known && run.clock.now() < known.until) return known.answer as Promise<T>;
  const answer = ask();
  answers.set(name, { until: run.clock.now() + FRESH, answer });
  answer.catch(() => answers.delete(name));
  return answer;
}

/** DescribeProduct: the product with the versions and launch paths that the caller may use. */
export function describeProduct(run: Run, ref: ProductRef, language?: string): Promise<Product> {
  const input = withoutAbsent({
    Id: ref.productId,
    Name: ref.productId === undefined ? ref.productName : undefined,
    AcceptLanguage: language,
  });
  return remember(run, { product: input }, async () => {
    const answer = await read(run, (client, options) => client.describeProduct(input, options));
    return {
      id: answer.ProductViewSummary?.ProductId ?? ref.productId ?? "",
      name: answer.ProductViewSummary?.Name ?? ref.productName ?? "",
      versions: (answer.ProvisioningArtifacts ?? []).map((version) => ({
        id: version.Id ?? "",
        name: version.Name ?? "",
        deprecated: version.Guidance === "DEPRECATED",
      })),
      paths: (answer.LaunchPaths ?? []).map((path) => ({ id: path.Id ?? "", name: path.Name ?? "" })),
    };
  });
}

/** DescribeProvisioningParameters: the parameters that a version takes on a path. */
export function describeParameters(
  run: Run,
  ref: VersionRef,
  language?: string,
): Promise<ProvisioningArtifactParameter[]> {
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
  return remember(run, { parameters: input }, async () => {
    const answer = await read(run, (client, options) =>
      client.describeProvisioningParameters(input, options),
    );
    return answer.ProvisioningArtifactParameters ?? [];
  });
}
