import { problem } from "../base/errors";
import type { Inputs } from "../state/inputs";
import { isPreviousValue } from "../state/inputs";
import { describeRecord } from "../aws/records";
import type { OperationContext } from "../aws/operationContext";
import { readStackParametersOfMany } from "../aws/stackPages";
import { STACK_OUTPUT } from "../state/secretOutputs";
import type { Pending, State } from "../state/state";
import { drift } from "../product/drift";
import { displayName, explainRefusal } from "../product/failure";
import { isSameValue, withActualValues } from "../product/actualParameters";
import { maybeSecret } from "../product/maybeSecret";
import { noEchoOf } from "../product/noEcho";
import { isKnownUnchanged } from "../product/isKnownUnchanged";
import { confirmGone, observe, observeSince } from "../product/observe";
import type { Observed } from "../state/observed";
import { ownValue } from "../state/values";
import { describePlace } from "../aws/place";

/**
 * A product that state knows is refreshed, one that `get` names is looked up.
 *
 * @param stored whether `state` was in state, and not made of what the program gave to `get`
 * @returns undefined when a product that state knows is gone
 */
export const readProduct = (
  context: OperationContext,
  id: string,
  state: State,
  stored: boolean,
): Promise<State | undefined> =>
  stored ? refresh(context, id, state) : lookUpProduct(context, id, state.inputs);

/**
 * The product as it is, with the inputs that the program would need to describe it: where version, product, path
 * or tags were changed outside, the inputs show what is there. One call, and one for the parameters of the
 * stack, in place of which pages serve where many products are refreshed; one more when somebody has updated the
 * product, and one when what was changed is given by name.
 * Undefined when the product is gone.
 */
export const refresh = (context: OperationContext, id: string, state: State): Promise<State | undefined> =>
  explainRefusal(`${displayName(id, state.observed)} could not be refreshed`, "State is as it was.", () =>
    readCurrentState(context, id, state),
  );

async function readCurrentState(
  context: OperationContext,
  id: string,
  state: State,
): Promise<State | undefined> {
  const isUnchanged = await isKnownUnchanged(context, id, state);
  const found = isUnchanged
    ? { observed: state.observed, record: undefined }
    : await observeSince(context, id, state.observed);
  if (!found) {
    await confirmGone(context, id, state.observed);
    return undefined;
  }
  if (state.pending?.recordId && (await isBehind(context, state.pending.recordId, found.observed)))
    return state;
  const { observed, record } = found;
  const inputs: Inputs = {
    ...state.inputs,
    ...(record && (await drift(context, state, observed, record))),
  };
  /** What an operation of which state knows nothing has made of the product. */
  const foreign = record?.RecordId === state.pending?.recordId ? undefined : record;
  const runsWithIt = foreign?.RecordId === observed.lastSuccessfulProvisioningRecordId;
  const { provisioningParameters: given } = inputs;
  const real = given && (await parametersIn(context, observed));
  let { unverified } = state;
  let maySetSecrets = foreign !== undefined;
  if (given && real) {
    if (runsWithIt) unverified = hiddenIn(given, real) ? foreign.RecordId : undefined;
    inputs.provisioningParameters = withActualValues(given, real);
    const free = foreign ? await maybeSecret(context, observed, differing(real, given)) : [];
    maySetSecrets = free.length > 0;
    const secret = free.filter((key) => Object.hasOwn(given, key));
    if (secret.length > 0) inputs.__secrets = withParameters(inputs.__secrets, secret);
  } else if (given && runsWithIt && context.settings.parameterDrift) {
    context.warn(
      `${displayName(id, observed)} was updated outside (record ${foreign.RecordId}). Which parameters it has now cannot be read; the next pulumi up sends those of the program.`,
    );
    delete inputs.provisioningParameters;
    unverified = foreign.RecordId;
  }
  const pending = pendingAfter(state, observed);
  const secretMessage = mayQuoteSecrets(state, observed);
  return {
    inputs,
    observed,
    ...(pending && { pending }),
    ...(unverified && { unverified }),
    ...(secretMessage && { secretMessage }),
    ...(record
      ? await newlySecret(context, state, observed, maySetSecrets)
      : { secretOutputs: state.secretOutputs ?? [] }),
  };
}

const withParameters = (secrets: readonly string[] = [], keys: readonly string[]): string[] =>
  [...new Set([...secrets, ...keys.map((key) => `provisioningParameters.${key}`)])].sort();

/**
 * Does Describe not show yet the operation that was running when the last run ended? Then it shows nothing of it, and
 * state knows more.
 */
async function isBehind(
  context: OperationContext,
  recordId: string,
  { lastRecordId }: Observed,
): Promise<boolean> {
  if (lastRecordId === recordId) return false;
  if (lastRecordId === null) return true;
  const [{ record: ours }, { record: last }] = [
    await describeRecord(context, recordId),
    await describeRecord(context, lastRecordId),
  ];
  return Number(last.CreatedTime ?? 0) < Number(ours.CreatedTime ?? 0);
}

/**
 * What the next update has to follow. Of an update whose answer was lost it is now known by which record to look, if
 * anything has happened, but not whether it is ours.
 */
function pendingAfter({ pending, observed: before }: State, now: Observed): Pending | undefined {
  if (pending?.recordId !== null) return pending?.recordId === now.lastRecordId ? pending : undefined;
  if (now.lastRecordId === null || now.lastRecordId === before.lastRecordId) return pending;
  return { ...pending, recordId: now.lastRecordId, fingerprint: "" };
}

/** The message of an attempt with secrets, or of one that state knows nothing of, as when the run was killed. */
const mayQuoteSecrets = ({ observed: before, pending, secretMessage }: State, now: Observed): boolean =>
  now.statusMessage !== null &&
  (now.lastProvisioningRecordId !== before.lastProvisioningRecordId ||
    pending?.secrets === true ||
    (secretMessage === true && now.statusMessage === before.statusMessage));

/**
 * An update of which state knows nothing may have put secrets into any output that it has changed: those that were under
 * way, and NoEcho parameters, of whoever has made it.
 *
 * @param maySetSecrets also to other parameters, as that of a run that was killed
 */
async function newlySecret(
  context: OperationContext,
  { inputs, observed: before, pending, secretOutputs = [], hiddenValues = [] }: State,
  now: Observed,
  maySetSecrets: boolean,
): Promise<Pick<State, "secretOutputs" | "hiddenValues">> {
  const changed = Object.keys(now.outputs).filter(
    (key) => key !== STACK_OUTPUT && now.outputs[key] !== before.outputs[key],
  );
  if (changed.length === 0) return { secretOutputs };
  const noEcho = (await noEchoOf(context, now)) ?? ["*"];
  const may =
    maySetSecrets || inputs.__secrets || pending?.secrets || hiddenValues.length > 0 || noEcho.length > 0;
  return {
    secretOutputs: may ? [...new Set([...secretOutputs, ...changed])] : secretOutputs,
    hiddenValues: noEcho,
  };
}

/**
 * The state for `get`: a product that this program only looks at. Its outputs are secret unless it is known that no
 * NoEcho parameter of somebody else can stand in them.
 *
 * @throws Problem `not-found`: without an id in the answer the engine would store a resource of nothing.
 */
export async function lookUpProduct(context: OperationContext, id: string, inputs: Inputs): Promise<State> {
  const observed = await explainRefusal(`${id} could not be looked up`, "", () => observe(context, id));
  if (observed) return { inputs, observed, hiddenValues: (await noEchoOf(context, observed)) ?? ["*"] };
  throw problem(
    "not-found",
    `There is no provisioned product ${id} in ${await describePlace(context)}.`,
    `Correct the id, or the region and credentials.`,
  );
}

/** What the stack runs with; undefined where it is not to be read, or in motion. */
async function parametersIn(context: OperationContext, { stackArn, status }: Observed) {
  if (!context.settings.parameterDrift || stackArn === null || status === "UNDER_CHANGE") return undefined;
  return readStackParametersOfMany(context, stackArn);
}

type Parameters = NonNullable<Inputs["provisioningParameters"]>;

/** What the stack runs with and the program does not say. */
const differing = (real: Record<string, string>, given: Parameters): Record<string, string> =>
  Object.fromEntries(
    Object.entries(real).filter(([key, value]) => {
      const said = ownValue(given, key);
      return said === undefined || !isSameValue(said, value);
    }),
  );

/** Does the program give parameters that the stack does not show? */
const hiddenIn = (given: Parameters, real: Record<string, string>): boolean =>
  Object.entries(given).some(([key, value]) => ownValue(real, key) === undefined && !isPreviousValue(value));
