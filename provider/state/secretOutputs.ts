import { isPreviousValue } from "./inputs";
import { holdsSecret } from "./recognition";
import { secretsIn } from "./secretsIn";
import type { State } from "./state";
import { ownValue } from "./values";

/** The output that Service Catalog itself adds, of region, account and ids. */
export const STACK_OUTPUT = "CloudformationStackARN";

/**
 * The outputs of a product that are secret: those that show a secret as far as it is known here, those that were secret
 * and have not changed, and where the product runs with values that are not known here, all of which nothing is known.
 *
 * @param underWay secrets that were sent and are not in the state, as of an update that failed.
 */
export function secretOutputsOf(state: State, before?: State, underWay: readonly string[] = []): string[] {
  const { inputs, observed } = state;
  const values = [...secretsIn(inputs), ...secretsIn(before), ...underWay];
  return Object.keys(observed.outputs).filter((key) => {
    if (inputs.secretOutputs === true || state.secretOutputs?.includes(key)) return true;
    if (key === STACK_OUTPUT) return false;
    const text = observed.outputs[key] ?? "";
    const unchanged = before?.observed.outputs[key] === text;
    const wasSecret = before?.secretOutputs?.includes(key) === true;
    if (wasSecret && unchanged && before && !runsWithUnknown(before)) return true;
    return holdsSecret(text, values) || (runsWithUnknown(state) && !wasOpen(key, state, before));
  });
}

/** Does the product run with values that are not known here? */
export const runsWithUnknown = ({ inputs, unverified, hiddenValues }: State): boolean =>
  unverified !== undefined ||
  (hiddenValues?.length ?? 0) > 0 ||
  Object.values(inputs.provisioningParameters ?? {}).some(isPreviousValue);

/** May the status message quote a secret that is not known here, and so is not taken out of it? */
export const mayQuoteUnknown = ({ secretMessage, hiddenValues = [] }: State): boolean =>
  secretMessage === true || hiddenValues.length > 0;

/** What an update of unknown values has changed may show them; kept values are shown where they were before. */
function wasOpen(key: string, { observed, unverified }: State, before: State | undefined): boolean {
  if (!before?.secretOutputs || before.secretOutputs.includes(key)) return false;
  const text = before.observed.outputs[key];
  return text !== undefined && (unverified === undefined || text === observed.outputs[key]);
}

/** The NoEcho parameters that run with values not known here; what the program gives a value is known. */
export function hiddenValuesOf({ inputs, hiddenValues = [] }: State, before?: State): string[] {
  const given = inputs.provisioningParameters ?? {};
  const all = new Set([...hiddenValues, ...(before?.hiddenValues ?? [])]);
  return [...all]
    .filter((key) => {
      const value = ownValue(given, key);
      return value === undefined || isPreviousValue(value);
    })
    .sort();
}
