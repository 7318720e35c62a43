import type { Product } from "../aws/catalog";
import { listPaths } from "../aws/catalog";
import { hasUnknown } from "../state/values";
import type { Checking } from "./shared/checking";
import { formatList, suggest, quoteArgument } from "./shared/checking";
import { lookUpInCatalog } from "./shared/lookUp";

/** The launch path by which to ask for parameters. */
export interface ChosenPath {
  pathId?: string | undefined;
  /** It is the one that will be used. Otherwise only the parameters are right, which are those of the version. */
  pathIsChosen: boolean;
}

/** Does the launch path exist, and is there no other that could be meant? */
export async function checkPath(checking: Checking, product: Product): Promise<ChosenPath> {
  const { pathId, pathName } = checking.inputs;
  if (hasUnknown([pathId, pathName])) return { pathId: product.paths[0]?.id, pathIsChosen: false };
  const paths = product.paths.length > 0 ? product.paths : await otherPaths(checking, product);
  const found = paths.filter(({ id, name }) =>
    pathId !== undefined ? id === pathId : pathName === undefined || name === pathName,
  );
  const [only, other] = found;
  if (only && !other) return { pathId: only.id, pathIsChosen: true };
  if (only) ambiguous(checking, product, found);
  else if (paths.length > 0 && checking.dryRun) absent(checking, product, paths);
  return { pathId: paths[0]?.id, pathIsChosen: false };
}

const told = (paths: Product["paths"]): string => formatList(paths.map(({ id, name }) => `${name} (${id})`));

function ambiguous({ inputs, fail }: Checking, product: Product, found: Product["paths"]): void {
  const { pathName } = inputs;
  fail(
    "pathName",
    pathName === undefined
      ? `${product.name} can be launched on several paths; choose one of ${told(found)}`
      : `${product.name} has several launch paths named ${quoteArgument(inputs, "pathName", pathName)}; choose one by pathId: ${formatList(found.map(({ id }) => id))}`,
  );
}

function absent({ inputs, fail }: Checking, product: Product, paths: Product["paths"]): void {
  const { pathId, pathName = "" } = inputs;
  const path = pathId === undefined ? "pathName" : "pathId";
  const names = paths.map(({ id, name }) => (pathId === undefined ? name : id));
  const wanted = pathId ?? pathName;
  fail(
    path,
    `${product.name} has no launch path ${quoteArgument(inputs, path, wanted)}${suggest(wanted, names) || `; there are ${told(paths)}`}`,
  );
}

/** DescribeProduct shows no path: either it does not say, or the caller has none. */
async function otherPaths(checking: Checking, product: Product): Promise<Product["paths"]> {
  const { answer, refusal } = await lookUpInCatalog(checking, "pathName", "launch paths", () =>
    listPaths(checking.context, product.id, checking.inputs.acceptLanguage),
  );
  if ((refusal || answer?.length === 0) && checking.dryRun) {
    checking.fail(
      "productId",
      `the caller has no launch path to ${product.name}: it needs an association with a portfolio that holds the product; IAM permissions alone are not enough`,
    );
  }
  return answer ?? [];
}
