import type { Product, Version } from "../aws/catalog";
import { describeProduct, productNames } from "../aws/catalog";
import { hasUnknown } from "../state/values";
import type { Checking } from "./shared/checking";
import { isHidden, suggest, quoteArgument } from "./shared/checking";
import type { ChosenPath } from "./launchPath";
import { checkPath } from "./launchPath";
import type { LookedUp } from "./shared/lookUp";
import { lookUpInCatalog } from "./shared/lookUp";
import { checkVersion, hasVersion } from "./version";
import { PRODUCT_PAUSE, PRODUCT_PROPAGATION } from "../aws/delays";

/** As much as is known of what is to be launched. */
export interface Target extends ChosenPath {
  /** Undefined when it could not be asked for. */
  product?: Product;
  version?: Version | undefined;
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

/**
 * In `up` a fresh association takes a while to be seen. Create asks again by itself, but it needs a version: where that
 * has to be chosen, the product is waited for here.
 */
async function findProduct(checking: Checking): Promise<LookedUp<Product>> {
  const { context, inputs, dryRun } = checking;
  const begun = context.clock.now();
  for (;;) {
    const found = await lookUpInCatalog(checking, pathOf(checking), "product", () =>
      describeProduct(context, inputs, inputs.acceptLanguage),
    );
    if (!found.refusal || dryRun || !mustChoose(checking)) return found;
    if (context.clock.now() - begun > PRODUCT_PROPAGATION) return found;
    context.progress("the product is not visible yet; looking again");
    await context.clock.sleep(PRODUCT_PAUSE, context.stop);
  }
}

async function failNotFound(checking: Checking): Promise<void> {
  const { inputs, context, fail } = checking;
  const name = inputs.productId ?? inputs.productName ?? "";
  const guess =
    inputs.productId !== undefined || isHidden(inputs, "productName")
      ? ""
      : await productNames(context).then(
          (names) => suggest(name, names),
          () => "",
        );
  fail(
    pathOf(checking),
    `there is no product ${quoteArgument(inputs, pathOf(checking), name)} in ${await context.aws.region()}, or the caller has no access to it${guess}`,
  );
}
