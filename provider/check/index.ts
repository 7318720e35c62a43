import type { ManagedProducts } from "../product/managedProducts";
import type { StackConfig } from "../config/stackConfig";
import type { Inputs } from "../state/inputs";
import type { OperationContext } from "../aws/operationContext";
import { redact } from "../state/recognition";
import type { Properties } from "../state/values";
import { hasUnknown, withoutAbsent } from "../state/values";
import { checkTogether, normalise } from "./arguments";
import type { Meaning } from "../product/meaning";
import { checkAgainstCatalog } from "./catalogChecks";
import { checkLanguage, checkNotificationArns, checkOwner } from "./shared/formats";
import { checkName, claimName } from "./name";
import type { NamesInRun } from "./namesInRun";
import { checkPreferences } from "./preferences";
import type { Skipped } from "./shared/skipped";
import { describeStrict } from "./shared/skipped";
import { checkTags } from "./tags";
import { hasVersion, keepVersion } from "./version";
import { markSecrets } from "./secrecy";
import { secretsIn } from "../state/secretsIn";
import type { Failures } from "./shared/checking";

export interface Checked {
  inputs: Inputs;
  failures: string[];
  /** What product and version are meant, where that was looked up. */
  meaning: Meaning;
}

/** What stands around the check of one resource. */
export interface Surroundings {
  config: StackConfig;
  /** How to reach AWS; called only when something has to be looked up. */
  open: (inputs: Inputs) => OperationContext;
  /** What could not be checked so far in this run. */
  skipped: Skipped;
  inState: ManagedProducts;
  names: NamesInRun;
}

/**
 * The inputs as they are stored and compared, and all that is wrong with them. Changes nothing in AWS; what cannot
 * be looked up is not an error.
 *
 * @param olds the inputs of the last step; undefined for a product that is new, also in a replacement.
 */
export async function check(
  news: Properties,
  olds: Partial<Inputs> | undefined,
  { config, open, skipped, inState, names }: Surroundings,
): Promise<Checked> {
  const { __dryRun: dryRun, ...given } = news;
  delete given.__createFirst;
  const failures: Failures = [];
  const fail = (path: string, reason: string) => void failures.push(`${path}: ${reason}`);
  const inputs = normalise(given, failures);
  inputs.name ??= olds?.name ?? inputs.__derivedName;
  withConfiguredTags(inputs, config);
  markSecrets(inputs, olds);
  keepVersion(inputs, olds);
  checkTogether(inputs, olds, failures);
  for (const checkFormat of [
    checkName,
    checkLanguage,
    checkNotificationArns,
    checkOwner,
    checkTags,
    checkPreferences,
  ]) {
    checkFormat({ inputs, fail });
  }
  let meaning: Meaning = {};
  const placeIsKnown = !hasUnknown([inputs.region, inputs.profile, inputs.assumeRole]);
  const namesake = placeIsKnown ? claimName({ inputs, fail }, names, open(inputs)) : undefined;
  if (config.validation === "off") {
    if (!hasVersion(inputs) && inputs.__import === undefined)
      fail(
        "provisioningArtifactName",
        "is required: with servicecatalog:validation off no version is looked up",
      );
  } else if (placeIsKnown) {
    // While it is not known where to look, everything that has to be looked up waits for `up`.
    const context = open(inputs);
    const say = (text: string) => context.warn(redact(text, secretsIn(inputs)));
    const where = inputs.name ?? inputs.__urn;
    meaning = await checkAgainstCatalog(
      {
        context,
        inputs,
        olds,
        replaces: !olds && inState.knows(inputs.__urn),
        namesake,
        dryRun: dryRun === true && !hasUnknown(inputs.__connection),
        fail,
        skip: (path, why) =>
          config.validation === "strict" ? fail(path, describeStrict(why)) : skipped.add(path, why),
        warn: (path, text) => say(`${where}: ${path}: ${text}`),
        note: (path, text) => context.note(redact(`${where}: ${path}: ${text}`, secretsIn(inputs))),
      },
      inState,
    );
    const warning = skipped.warning();
    if (warning !== undefined) say(warning);
  }
  return { inputs, failures: [...new Set(failures)], meaning };
}

/** Default and ignored tags of the stack's config go where those of an aws provider stand, so that state has them. */
function withConfiguredTags(inputs: Inputs, config: StackConfig): void {
  const { defaultTags = config.defaultTags, ignoreTags = config.ignoreTags } = inputs.__connection ?? {};
  if (!defaultTags && !ignoreTags) return;
  inputs.__connection = withoutAbsent({ ...inputs.__connection, defaultTags, ignoreTags });
}
