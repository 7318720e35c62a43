import type { ArgumentName, Inputs } from "./inputs";
import { ARGUMENTS, HIDDEN, pick } from "./inputs";
import { hiddenValuesOf, mayQuoteUnknown, secretOutputsOf } from "./secretOutputs";
import { wrapSecrets } from "./secrets";
import type { Properties } from "./values";
import { toPlainJson, isAbsent, isRecord, withoutAbsent } from "./values";
import { observedIn, texts } from "./observed";
import { fromOtherProvider } from "./otherProviders";
import type { Pending, State } from "./state";

/**
 * The outputs that the engine stores. Delete, read and diff get these and nothing else, so the inputs stand among
 * them; `__given` names those that the program gave, since the product, version and path are resolved here.
 */
export function toProperties(state: State, before?: State, underWay?: readonly string[]): Properties {
  const { inputs, observed } = state;
  const secrets = inputs.__secrets ?? [];
  const hiddenValues = hiddenValuesOf(state, before);
  const secretOutputs = secretOutputsOf({ ...state, hiddenValues }, before, underWay);
  const properties = toPlainJson({
    ...observed,
    ...inputs,
    // What was seen goes before what was asked for, but not before it was seen: after an interrupted create
    // destroy would have lost the region to look in.
    ...withoutAbsent(observed),
    __given: ARGUMENTS.filter((key) => !isAbsent(inputs[key])),
    __secretOutputs: secretOutputs,
    ...(state.pending && { __pending: state.pending }),
    ...(state.secretMessage && { __secretMessage: true }),
    ...(hiddenValues.length > 0 && { __hiddenValues: hiddenValues }),
    __unverified: state.unverified,
  });
  // AWS quotes parameters in its messages, those of a failed attempt as well, which state does not know.
  const message = secrets.length > 0 || mayQuoteUnknown({ ...state, hiddenValues }) ? ["statusMessage"] : [];
  return wrapSecrets(properties, [...secrets, ...message, ...secretOutputs.map((key) => `outputs.${key}`)]);
}

/** The state in stored outputs of any shape that was ever released, and of the providers users move over from. */
export function fromProperties(properties: Properties): State {
  if (properties.__schema === undefined) return fromOtherProvider(properties);
  const given = Array.isArray(properties.__given) ? (properties.__given as ArgumentName[]) : ARGUMENTS;
  const { __pending: pending, __unverified: unverified } = properties;
  return {
    inputs: pick(properties, [...given, ...HIDDEN]) as unknown as Inputs,
    observed: observedIn(properties),
    secretOutputs: texts(properties.__secretOutputs),
    ...(Array.isArray(properties.__hiddenValues) && { hiddenValues: texts(properties.__hiddenValues) }),
    ...(isRecord(pending) && { pending: pending as unknown as Pending }),
    ...(typeof unverified === "string" && { unverified }),
    ...(properties.__secretMessage === true && { secretMessage: true }),
  };
}

/** Is this a stored state? What `get` hands to read is not: it holds the constructor's inputs. */
export const isStored = (properties: Properties): boolean => "__given" in properties;

/** The inputs as the engine stores them. */
export const toInputProperties = (inputs: Inputs): Properties =>
  wrapSecrets(toPlainJson({ ...inputs }), inputs.__secrets ?? []);
