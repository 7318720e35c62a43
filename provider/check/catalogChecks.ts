import type { ManagedProducts } from "../product/managedProducts";
import type { Launch, VersionRef } from "../aws/catalog";
import { describeLaunch, describeProduct } from "../aws/catalog";
import type { Inputs } from "../state/inputs";
import { differingArguments, effectiveTags } from "../state/inputs";
import { concernsAws } from "../product/differences";
import { describeImport } from "../product/imported";
import type { Meaning } from "../product/meaning";
import { equal, hasUnknown } from "../state/values";
import type { Checking } from "./shared/checking";
import { checkImport } from "./import";
import { lookUpInCatalog } from "./shared/lookUp";
import { checkNameIsFree } from "./name";
import { markNoEcho } from "./parameters/noEcho";
import { checkParameters } from "./parameters/parameters";
import { checkPreferencesOfPath } from "./preferences";
import { checkRules } from "./parameters/rules";
import { checkTagsOfPath, areTagsUnknown } from "./tags";
import type { Target } from "./target";
import { checkTarget } from "./target";
import { hasVersion } from "./version";
import { checkPreviousValues, versionChange } from "./versionChange";

/** Everything that the catalog of AWS knows better than the program. */
export async function checkAgainstCatalog(checking: Checking, inState: ManagedProducts): Promise<Meaning> {
  if (!asksAws(checking, inState)) {
    const imported = await checkImport(checking, inState);
    // What the catalog says meanwhile is no reason to stop a run that leaves this product alone.
    markNoEcho(checking, await readLaunch(checking));
    if (imported) checking.note("import", describeImport(imported, checking.inputs));
    return readMeaning(checking);
  }
  const target = await checkTarget(checking);
  await checkLaunch(checking, target, inState);
  return { productId: target?.product?.id, provisioningArtifactId: target?.version?.id };
}

async function checkLaunch(
  checking: Checking,
  target: Target | undefined,
  inState: ManagedProducts,
): Promise<void> {
  await checkNameIsFree(checking, inState);
  const launch = target && (await launchOf(checking, target));
  markNoEcho(checking, launch);
  if (!launch) return;
  const change = await versionChange(checking, target);
  const wrong = checkParameters(checking, launch, change);
  checkPreviousValues(checking, launch, change);
  if (target.product && !target.pathIsChosen) return;
  checkRules(checking, launch, wrong);
  checkTagsOfPath(checking, launch);
  checkPreferencesOfPath(checking, launch);
}

/** Will AWS be asked to make the product, or to change it? */
function asksAws({ inputs, olds }: Checking, inState: ManagedProducts): boolean {
  const { __import: imported, __urn: urn } = inputs;
  if (
    imported !== undefined &&
    !olds &&
    (!inState.has(imported) || inState.otherHolder(imported, urn) !== undefined)
  )
    return false;
  if (!olds || areTagsUnknown({ inputs })) return true;
  return (
    differingArguments(olds, inputs).some(concernsAws) || !equal(effectiveTags(olds), effectiveTags(inputs))
  );
}

/** How the target is launched; undefined when that is not known, which is said already. */
async function launchOf(checking: Checking, target: Target): Promise<Launch | undefined> {
  const { inputs } = checking;
  if (!isKnown(inputs) || (target.product && !target.version)) return undefined;
  const otherPath = target.product !== undefined && !target.pathIsChosen;
  if (otherPath && target.pathId === undefined) return undefined;
  const ref: VersionRef = otherPath ? { ...inputs, pathName: undefined, pathId: target.pathId } : inputs;
  const { answer, refusal } = await lookUpInCatalog(checking, "provisioningParameters", "parameters", () =>
    describeLaunch(checking.context, ref, inputs.acceptLanguage),
  );
  if (refusal && checking.dryRun) {
    if (target.product) checking.skip("provisioningParameters", refusal.message);
    else checking.fail(inputs.productId === undefined ? "productName" : "productId", refusal.message);
  }
  return answer;
}

/** As far as names are given, and without a word when it cannot be looked up. */
async function readMeaning(checking: Checking): Promise<Meaning> {
  const { inputs, context } = checking;
  const { productName, provisioningArtifactName: versionName } = inputs;
  if (!isKnown(inputs) || (productName === undefined && versionName === undefined)) return {};
  const { answer } = await lookUpInCatalog(
    { ...checking, skip: () => undefined },
    "productName",
    "product",
    () => describeProduct(context, inputs, inputs.acceptLanguage),
  );
  if (!answer) return {};
  const [version, other] = answer.versions.filter(({ name }) => name === versionName);
  return { productId: answer.id, provisioningArtifactId: version && !other ? version.id : undefined };
}

/** As launchOf, without a word when it cannot be read. */
async function readLaunch(checking: Checking): Promise<Launch | undefined> {
  const { inputs, context } = checking;
  if (!isKnown(inputs) || Object.keys(inputs.provisioningParameters ?? {}).length === 0) return undefined;
  const { answer } = await lookUpInCatalog(
    { ...checking, skip: () => undefined },
    "provisioningParameters",
    "parameters",
    () => describeLaunch(context, inputs, inputs.acceptLanguage),
  );
  return answer;
}

const isKnown = (inputs: Inputs): boolean =>
  hasVersion(inputs) &&
  !hasUnknown([
    inputs.productId,
    inputs.productName,
    inputs.provisioningArtifactId,
    inputs.provisioningArtifactName,
  ]);
