import type { Product, Version } from "../catalog";
import { describeProduct, listPaths, productNames } from "../catalog";
import { hasUnknown } from "../values";
import type { Checking } from "./checking";
import { listed, meant } from "./checking";
import type { LookedUp } from "./lookUp";
import { lookUp } from "./lookUp";
import { checkVersion, hasVersion } from "./version";

/** As much as is known of what is to be launched. */
export interface Target {
  /** Undefined when it could not be asked for. */
  product?: Product;
  version?: Version | undefined;
  /** The launch path by which to ask for parameters. */
  pathId?: string | undefined;
  /** That path is the one that will be used. Otherwise only the parameters are right, which are those of the version. */
  pathIsChosen: boolean;
}

/**
 * Product, version and launch path: do they exist, and are they unambiguous? Undefined when there is nothing to go on:
 * the product is not known yet, or does not exist.
 */
export async function checkTarget(checking: Checking): Promise<Target | undefined> {
  const { inputs } = checking;
  if (hasUnknown([inputs.productId, inputs.productName])) return undefined;
  if (inputs.productId === undefined && inputs.productName === undefined) return undefined;
  const { answer: product, refusal } = await findProduct(checking);
  if (refusal) {
    if (checking.dryRun || mustChoose(checking)) await failNotFound(checking);
    return undefined;
  }
  if (!product) {
    if (!checking.dryRun && mustChoose(checking))
      checking.fail(
        "provisioningArtifactName",
        "is required: the versions of the product cannot be looked up",
      );
    return { pathIsChosen: false };
  }
  const version = checkVersion(checking, product);
  return { product, version, ...(await checkPath(checking, product)) };
}

const pathOf = ({ inputs }: Checking) => (inputs.productId === undefined ? "productName" : "productId");

/** AWS takes no new product without a version, and the program names none. */
const mustChoose = ({ inputs, olds }: Checking): boolean => !olds && !hasVersion(inputs);

/** How long a product that is not there may still be about to appear, and how often it is looked for, ms. */
const PROPAGATION = 45_000;
const PAUSE = 3_000;

/**
 * In `up` a fresh association takes a while to be seen. Create asks again by itself, but it needs a version: where that
 * has to be chosen, the product is waited for here.
 */
async function findProduct(checking: Checking): Promise<LookedUp<Product>> {
  const { run, inputs, dryRun } = checking;
  const begun = run.clock.now();
  for (;;) {
    const found = await lookUp(checking, pathOf(checking), "product", () =>
      describeProduct(run, inputs, inputs.acceptLanguage),
    );
    if (!found.refusal || dryRun || !mustChoose(checking)) return found;
    if (run.clock.now() - begun > PROPAGATION) return found;
    run.progress("the product is not visible yet; looking again");
    await run.clock.sleep(PAUSE, run.stop);
  }
}

async function failNotFound(checking: Checking): Promise<void> {
  const { inputs, run, fail } = checking;
  const name = inputs.productId ?? inputs.productName ?? "";
  const names = inputs.productId === undefined ? await productNames(run).catch(() => []) : [];
  fail(
    pathOf(checking),
    `there is no product ${JSON.stringify(name)} in ${await run.aws.region()}, or the caller has no access to it${meant(name, names)}`,
  );
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
