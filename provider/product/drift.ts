import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import type { Product } from "../aws/catalog";
import { describeProduct } from "../aws/catalog";
import type { OperationContext } from "../aws/operationContext";
import type { Arguments, Inputs } from "../state/inputs";
import { effectiveTags, isIgnoredTag } from "../state/inputs";
import type { Observed } from "../state/observed";
import type { State } from "../state/state";
import { equal, withoutAbsent } from "../state/values";

/** What was changed outside, as arguments, by the record of that change. */
export async function drift(
  context: OperationContext,
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
  const product = byName ? await productOf(context, observed, inputs) : undefined;
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

async function productOf(
  context: OperationContext,
  observed: Observed,
  inputs: Inputs,
): Promise<Product | undefined> {
  if (observed.productId === null) return undefined;
  return describeProduct(context, { productId: observed.productId }, inputs.acceptLanguage).catch(
    () => undefined,
  );
}

/** The record's tags where they are not those that the program asks for; AWS's own and ignored ones do not count. */
function driftedTags(inputs: Inputs, record: RecordDetail): Record<string, string> | undefined {
  if (record.RecordTags === undefined) return undefined; // not shown, which is not none: AWS always sets some of its own
  const { defaultTags = {} } = inputs.__connection ?? {};
  const ignored = (key: string) => key.startsWith("aws:") || isIgnoredTag(inputs.__connection, key);
  const real = Object.fromEntries(
    (record.RecordTags ?? []).flatMap(({ Key = "", Value = "" }) => (ignored(Key) ? [] : [[Key, Value]])),
  ) as Record<string, string>;
  if (equal(real, effectiveTags(inputs))) return undefined;
  return Object.fromEntries(Object.entries(real).filter(([key, value]) => defaultTags[key] !== value));
}
