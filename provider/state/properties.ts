import type { ArgumentName, Inputs } from "./inputs";
import { ARGUMENTS, HIDDEN, isPreviousValue, pick } from "./inputs";
import { holdsSecret } from "./recognition";
import { secretValues, wrapSecrets } from "./secrets";
import type { Properties } from "./values";
import { clean, isAbsent, isRecord, withoutAbsent } from "./values";
import { observedIn, texts } from "./observed";
import { fromOtherProvider } from "./otherProviders";
import type { Pending, State } from "./state";

/**
 * The outputs that the engine stores. Delete, read and diff get these and nothing else, so the inputs stand among
 * them; `__given` names those that the program gave, since the product, version and path are resolved here.
 */
export function toProperties(state: State, before?: State): Properties {
  const { inputs, observed } = state;
  const secrets = inputs.__secrets ?? [];
  const values = secretsIn(inputs);
  const unknown = secretsUnknown(state, before);
  const secretOutputs = Object.keys(observed.outputs).filter(
    (key) =>
      state.secretOutputs?.includes(key) || unknown(key) || holdsSecret(observed.outputs[key] ?? "", values),
  );
  const properties = clean({
    ...observed,
    ...inputs,
    // What was seen goes before what was asked for, but not before it was seen: after an interrupted create
    // destroy would have lost the region to look in.
    ...withoutAbsent(observed),
    __given: ARGUMENTS.filter((key) => !isAbsent(inputs[key])),
    __secretOutputs: secretOutputs,
    ...(state.pending && { __pending: state.pending }),
    ...(state.secretMessage && { __secretMessage: true }),
    ...(state.unverified !== undefined && { __unverified: state.unverified }),
  });
  // AWS quotes parameters in its messages, those of a failed attempt as well, which state does not know.
  const message = secrets.length > 0 || state.secretMessage ? ["statusMessage"] : [];
  return wrapSecrets(properties, [...secrets, ...message, ...secretOutputs.map((key) => `outputs.${key}`)]);
}

/**
 * A previous value is not known here, nor one that was set outside, so which outputs show it is not either: those that
 * were secret stay so, and where nothing is known from before, all may be, but for the ARN of the stack.
 */
function secretsUnknown({ inputs, unverified }: State, before?: State): (output: string) => boolean {
  const previous = Object.values(inputs.provisioningParameters ?? {}).some(isPreviousValue);
  if (!previous && unverified === undefined) return () => false;
  const known = before?.secretOutputs;
  return (output) => (known ? known.includes(output) : output !== "CloudformationStackARN");
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
    ...(isRecord(pending) && { pending: pending as unknown as Pending }),
    ...(typeof unverified === "string" && { unverified }),
    ...(properties.__secretMessage === true && { secretMessage: true }),
  };
}

/** Is this a stored state? What `get` hands to read is not: it holds the constructor's inputs. */
export const isStored = (properties: Properties): boolean => "__given" in properties;

/** The inputs as the engine stores them. */
export const toInputProperties = (inputs: Inputs): Properties =>
  wrapSecrets(clean({ ...inputs }), inputs.__secrets ?? []);

/** The secret texts in a state or inputs, longest first. */
export function secretsIn(source: State | Inputs | undefined): string[] {
  const inputs = source && "observed" in source ? source.inputs : source;
  return inputs ? secretValues(inputs as unknown as Properties, inputs.__secrets ?? []) : [];
}
