import type { Product, Version } from "../catalog";
import { describeProduct, listPaths } from "../catalog";
import { hasUnknown } from "../values";
import type { Checking } from "./checking";
import { listed } from "./checking";
import { lookUp } from "./lookUp";
import { nearest } from "./nearest";

/** As much as is known of what is to be launched. */
export interface Target {
  product: Product;
  version?: Version | undefined;
  /** The launch path by which to ask for parameters. */
  pathId?: string | undefined;
  /** That path is the one that will be used. Otherwise only the parameters are right, which are those of the version. */
  pathIsChosen: boolean;
}

/** Product, version and launch path: do they exist, and are they unambiguous? */
export async function checkTarget(checking: Checking): Promise<Target | undefined> {
  const { inputs, run } = checking;
  if (hasUnknown([inputs.productId, inputs.productName])) return undefined;
  const [path, name] =
    inputs.productId === undefined ? ["productName", inputs.productName] : ["productId", inputs.productId];
  const { answer: product, refusal } = await lookUp(checking, path, "product", () =>
    describeProduct(run, inputs, inputs.acceptLanguage),
  );
  if (refusal && checking.dryRun) {
    checking.fail(
      path,
      `there is no product ${JSON.stringify(name)} in ${await run.aws.region()}, or the caller has no access to it`,
    );
  }
  if (!product) return undefined;
  const version = checkVersion(checking, product);
  return { product, version, ...(await checkPath(checking, product)) };
}

function checkVersion(checking: Checking, product: Product): Version | undefined {
  const { inputs, olds } = checking;
  const { provisioningArtifactId: id, provisioningArtifactName: name } = inputs;
  if (hasUnknown([id, name])) return undefined;
  const path = id === undefined ? "provisioningArtifactName" : "provisioningArtifactId";
  const found = product.versions.filter((version) =>
    id === undefined ? version.name === name : version.id === id,
  );
  const [version, other] = found;
  if (version && other) {
    checking.fail(
      path,
      `${product.name} has several versions ${JSON.stringify(name)}; choose one by provisioningArtifactId: ${listed(found.map((same) => same.id))}`,
    );
    return undefined;
  }
  if (version) {
    // It may be kept, and moved to, but no product may begin with it.
    if (version.deprecated && !olds) checking.fail(path, deprecated(product, version));
    return version;
  }
  const kept = id === undefined ? olds?.provisioningArtifactName === name : olds?.provisioningArtifactId === id;
  if (kept) checking.skip(path, `version ${id ?? name} of ${product.name} is not active any more`);
  else if (checking.dryRun) {
    const names = product.versions.map((known) => (id === undefined ? known.name : known.id));
    checking.fail(
      path,
      `${product.name} has no active version ${JSON.stringify(id ?? name)}${alternatives(id ?? name ?? "", names, id === undefined ? undefined : product)}`,
    );
  }
  return undefined;
}

function deprecated(product: Product, version: Version): string {
  const others = product.versions.filter((other) => !other.deprecated).map(({ name }) => name);
  return `version ${version.name} of ${product.name} is deprecated, which admits no new products${others.length > 0 ? `; there are ${listed(others)}` : ""}`;
}

function alternatives(word: string, candidates: readonly string[], byId?: Product): string {
  const guess = nearest(word, candidates);
  if (guess !== undefined) return `; did you mean ${JSON.stringify(guess)}?`;
  const known = byId ? byId.versions.map(({ id, name }) => `${id} (${name})`) : candidates;
  return known.length > 0 ? `; there are ${listed(known)}` : "";
}

async function checkPath(
  checking: Checking,
  product: Product,
): Promise<Pick<Target, "pathId" | "pathIsChosen">> {
  const { inputs } = checking;
  const { pathId, pathName } = inputs;
  if (hasUnknown([pathId, pathName])) return { pathId: product.paths[0]?.id, pathIsChosen: false };
  const paths = product.paths.length > 0 ? product.paths : await otherPaths(checking, product);
  const found = paths.filter((path) =>
    pathId !== undefined ? path.id === pathId : pathName === undefined || path.name === pathName,
  );
  const [only, other] = found;
  if (only && !other) return { pathId: only.id, pathIsChosen: true };
  const choice = listed(paths.map(({ id, name }) => `${name} (${id})`));
  if (only) {
    const why =
      pathName === undefined
        ? `${product.name} can be launched on several paths; choose one of ${choice}`
        : `${product.name} has several launch paths ${JSON.stringify(pathName)}; choose one by pathId: ${listed(found.map(({ id }) => id))}`;
    checking.fail("pathName", why);
  } else if (paths.length > 0 && checking.dryRun) {
    checking.fail(
      pathId === undefined ? "pathName" : "pathId",
      `${product.name} has no launch path ${JSON.stringify(pathId ?? pathName)}; there are ${choice}`,
    );
  }
  return { pathId: paths[0]?.id, pathIsChosen: false };
}

/** DescribeProduct shows no path: either it does not say, or the caller has none. */
async function otherPaths(checking: Checking, product: Product): Promise<Product["paths"]> {
  const { answer, refusal } = await lookUp(checking, "pathName", "launch paths", () =>
    listPaths(checking.run, product.id, checking.inputs.acceptLanguage),
  );
  if ((refusal || answer?.length === 0) && checking.dryRun) {
    checking.fail(
      "productId",
      `the caller has no launch path to ${product.name}: it needs an association with a portfolio that holds the product; IAM permissions alone are not enough`,
    );
  }
  return answer ?? [];
}
