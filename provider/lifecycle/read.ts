import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import type { Product } from "../catalog";
import { describeProduct } from "../catalog";
import { problem } from "../errors";
import type { Arguments, Inputs } from "../inputs";
import { effectiveTags, isPreviousValue } from "../inputs";
import type { Run } from "../run";
import { stackParameters } from "../stack";
import type { Observed, State } from "../state";
import { equal, withoutAbsent } from "../values";
import { confirmGone, observe, observeSince } from "./observe";

/**
 * The product as it is, with the inputs that the program would need to describe it: where version, product, path
 * or tags were changed outside, the inputs show what is there. One call and one for the parameters of
 * the stack; one more when somebody has updated the product, and one when what was changed is given by name.
 * Undefined when the product is gone.
 */
export async function refresh(run: Run, id: string, state: State): Promise<State | undefined> {
  const found = await observeSince(run, id, state.observed);
  if (!found) {
    await confirmGone(run, id, state.observed);
    return undefined;
  }
  const { observed, record } = found;
  const inputs = {
    ...state.inputs,
    ...(record && (await drift(run, state, observed, record))),
    ...(await parameterDrift(run, state.inputs, observed)),
  };
  const pending = state.pending?.recordId === observed.lastRecordId ? state.pending : undefined;
  return { inputs, observed, ...(pending && { pending }) };
}

/**
 * The state for `get`: a product that this program only looks at.
 *
 * @throws Problem `not-found`: without an id in the answer the engine would store a resource of nothing.
 */
export async function lookUp(run: Run, id: string, inputs: Inputs): Promise<State> {
  const observed = await observe(run, id);
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

/** Parameters that the stack runs with and the program does not say; NoEcho values can never be compared. */
async function parameterDrift(
  run: Run,
  { provisioningParameters: given }: Inputs,
  { stackArn, status }: Observed,
): Promise<Arguments> {
  if (!run.settings.parameterDrift || !given || stackArn === null || status === "UNDER_CHANGE") return {};
  const real = await stackParameters(run, stackArn);
  if (!real) return {};
  const drifted = Object.entries(given).flatMap(([key, value]) => {
    const now = real[key];
    // CloudFormation takes the blanks around a value away.
    return now === undefined || isPreviousValue(value) || now.trim() === value.trim() ? [] : [[key, now]];
  });
  return drifted.length === 0
    ? {}
    : { provisioningParameters: { ...given, ...(Object.fromEntries(drifted) as Record<string, string>) } };
}

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
