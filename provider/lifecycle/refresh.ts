import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import type { Product } from "../aws/catalog";
import { describeProduct } from "../aws/catalog";
import { problem } from "../base/errors";
import type { Arguments, Inputs } from "../state/inputs";
import { effectiveTags, isPreviousValue } from "../state/inputs";
import type { Run } from "../aws/operationContext";
import { stackParameters } from "../aws/stackParameters";
import type { State } from "../state/state";
import { equal, withoutAbsent } from "../state/values";
import { named, orRefused } from "../product/failure";
import { same } from "../product/actualParameters";
import { confirmGone, observe, observeSince } from "../product/observe";
import type { Observed } from "../state/observed";

/**
 * The product as it is, with the inputs that the program would need to describe it: where version, product, path
 * or tags were changed outside, the inputs show what is there. One call and one for the parameters of
 * the stack; one more when somebody has updated the product, and one when what was changed is given by name.
 * Undefined when the product is gone.
 */
export const refresh = (run: Run, id: string, state: State): Promise<State | undefined> =>
  orRefused(`${named(id, state.observed)} could not be refreshed`, "State is as it was.", () =>
    refreshed(run, id, state),
  );

async function refreshed(run: Run, id: string, state: State): Promise<State | undefined> {
  const found = await observeSince(run, id, state.observed);
  if (!found) {
    await confirmGone(run, id, state.observed);
    return undefined;
  }
  const { observed, record } = found;
  const inputs: Inputs = {
    ...state.inputs,
    ...(record && (await drift(run, state, observed, record))),
  };
  const real = await parametersIn(run, observed);
  const { provisioningParameters: given } = inputs;
  const theirs =
    record?.RecordId === observed.lastSuccessfulProvisioningRecordId &&
    record?.RecordId !== state.pending?.recordId;
  if (real && given) inputs.provisioningParameters = withReal(given, real);
  else if (record && theirs && given && run.settings.parameterDrift) {
    run.warn(
      `${named(id, observed)} was updated outside (record ${record.RecordId}). Which parameters it has now cannot be read; the next pulumi up sends those of the program.`,
    );
    delete inputs.provisioningParameters;
  }
  const pending = state.pending?.recordId === observed.lastRecordId ? state.pending : undefined;
  const unverified = real && given && theirs ? hiddenIn(given, real) && record.RecordId : state.unverified;
  const secretMessage = mayQuoteSecrets(state, observed);
  return {
    inputs,
    observed,
    ...(pending && { pending }),
    ...(unverified && { unverified }),
    ...(secretMessage && { secretMessage }),
    secretOutputs: record ? mayBeSecret(state, observed) : (state.secretOutputs ?? []),
  };
}

/** The message of an attempt with secrets, or of one that state knows nothing of, as when the run was killed. */
const mayQuoteSecrets = ({ observed: before, pending, secretMessage }: State, now: Observed): boolean =>
  now.statusMessage !== null &&
  (now.lastProvisioningRecordId !== before.lastProvisioningRecordId ||
    pending?.secrets === true ||
    (secretMessage === true && now.statusMessage === before.statusMessage));

/** An update of which state knows nothing may have put secrets into any output that it has changed. */
function mayBeSecret(
  { inputs, observed: before, pending, secretOutputs = [] }: State,
  now: Observed,
): string[] {
  if (!inputs.__secrets && !pending?.secrets) return secretOutputs;
  const changed = Object.keys(now.outputs).filter(
    (key) => key !== "CloudformationStackARN" && now.outputs[key] !== before.outputs[key],
  );
  return [...new Set([...secretOutputs, ...changed])];
}

/**
 * The state for `get`: a product that this program only looks at.
 *
 * @throws Problem `not-found`: without an id in the answer the engine would store a resource of nothing.
 */
export async function lookUp(run: Run, id: string, inputs: Inputs): Promise<State> {
  const observed = await orRefused(`${id} could not be looked up`, "", () => observe(run, id));
  if (observed) return { inputs, observed };
  throw problem(
    "not-found",
    `There is no provisioned product ${id} in ${await run.aws.region()} of account ${await run.aws.accountId()}.`,
    `Correct the id, or the region and credentials.`,
  );
}

/** What was changed outside, as arguments, by the record of that change. */
export async function drift(
  run: Run,
  state: State,
  observed: Observed,
  record: RecordDetail,
): Promise<Arguments> {
  const { inputs, observed: before } = state;
  const moved = (id: "productId" | "provisioningArtifactId" | "pathId") => observed[id] !== before[id];
  const byName =
    (inputs.productName !== undefined && moved("productId")) ||
    (inputs.provisioningArtifactName !== undefined && moved("provisioningArtifactId")) ||
    (inputs.pathName !== undefined && moved("pathId"));
  const product = byName ? await productOf(run, observed, inputs) : undefined;
  const nameIn = (list: { id: string; name: string }[] | undefined, id: string | null) =>
    list?.find((item) => item.id === id)?.name ?? id;
  return withoutAbsent({
    productId: inputs.productId && observed.productId,
    productName: inputs.productName && moved("productId") ? (product?.name ?? observed.productId) : undefined,
    provisioningArtifactId: inputs.provisioningArtifactId && observed.provisioningArtifactId,
    provisioningArtifactName:
      inputs.provisioningArtifactName && moved("provisioningArtifactId")
        ? nameIn(product?.versions, observed.provisioningArtifactId)
        : undefined,
    pathId: inputs.pathId && observed.pathId,
    pathName:
      inputs.pathName && moved("pathId")
        ? product?.paths.find(({ id }) => id === observed.pathId)?.name // ids of paths rotate; their names do not
        : undefined,
    tags: driftedTags(inputs, record),
  }) as Arguments;
}

/** What the stack runs with; undefined where it is not to be read, or in motion. */
async function parametersIn(run: Run, { stackArn, status }: Observed) {
  if (!run.settings.parameterDrift || stackArn === null || status === "UNDER_CHANGE") return undefined;
  return stackParameters(run, stackArn);
}

type Parameters = NonNullable<Inputs["provisioningParameters"]>;

/** The program's parameters with the values that are real. NoEcho ones are not shown, so they never differ. */
function withReal(given: Parameters, real: Record<string, string>): Parameters {
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, same(value, real[key]) ? value : real[key]]),
  );
}

/** Does the program give parameters that the stack does not show? */
const hiddenIn = (given: Parameters, real: Record<string, string>): boolean =>
  Object.entries(given).some(([key, value]) => real[key] === undefined && !isPreviousValue(value));

async function productOf(run: Run, observed: Observed, inputs: Inputs): Promise<Product | undefined> {
  if (observed.productId === null) return undefined;
  return describeProduct(run, { productId: observed.productId }, inputs.acceptLanguage).catch(
    () => undefined,
  );
}

/** The record's tags where they are not those that the program asks for; AWS's own and ignored ones do not count. */
function driftedTags(inputs: Inputs, record: RecordDetail): Record<string, string> | undefined {
  const { defaultTags = {}, ignoreTags } = inputs.__connection ?? {};
  const ignored = (key: string) =>
    key.startsWith("aws:") ||
    ignoreTags?.keys?.includes(key) === true ||
    ignoreTags?.keyPrefixes?.some((prefix) => key.startsWith(prefix)) === true;
  const real = Object.fromEntries(
    (record.RecordTags ?? []).flatMap(({ Key = "", Value = "" }) => (ignored(Key) ? [] : [[Key, Value]])),
  ) as Record<string, string>;
  if (equal(real, effectiveTags(inputs))) return undefined;
  return Object.fromEntries(Object.entries(real).filter(([key, value]) => defaultTags[key] !== value));
}
