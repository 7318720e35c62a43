import type { ProvisionedProductAttribute } from "@aws-sdk/client-service-catalog";
import type { Product } from "../aws/catalog";
import { describeParameters, describeProduct } from "../aws/catalog";
import type { Arguments, ParameterValue } from "../state/inputs";
import { observeSince } from "../product/observe";
import type { OperationContext } from "../aws/operationContext";
import { describeStackParameters } from "../aws/stackParameters";
import { withoutAbsent } from "../state/values";
import type { Observed } from "../state/observed";

/** A product that exists, with the arguments that declare it as it is. */
export interface Found {
  id: string;
  observed: Observed;
  args: Arguments;
  /** Parameters whose value AWS shows to nobody. */
  noEcho: string[];
  /** Its parameters could be read. Otherwise all of them are kept by `previousValue`. */
  parametersRead: boolean;
  /** Of whoever provisioned it. */
  owner?: string;
}

/** Why a product is left out. */
export interface LeftOut {
  id: string;
  name: string;
  why: string;
}

/** Reads everything about a product that its declaration needs. Reads only, four calls and what the catalog is asked. */
export async function describeFound(
  context: OperationContext,
  attribute: ProvisionedProductAttribute,
): Promise<Found | LeftOut> {
  const { Id: id = "", Name: name = "", Status: status = "unknown" } = attribute;
  if (status !== "AVAILABLE" && status !== "TAINTED") return { id, name, why: `it is ${status}` };
  const found = await observeSince(context, id);
  if (!found) return { id, name, why: "it is gone" };
  const { observed, record } = found;
  const { productId, provisioningArtifactId } = observed;
  if (observed.name === null || productId === null || provisioningArtifactId === null)
    return { id, name, why: "its record does not say what it is made of" };
  const product = await describeProduct(context, { productId }).catch(() => undefined);
  const target = targetOf(product, productId, provisioningArtifactId, observed);
  const parameters = await parametersOf(context, observed, target);
  if (!parameters) {
    const why =
      "its parameters can be read neither in the catalog nor from its stack, and an update could lose any of them";
    return { id, name, why };
  }
  const tags = Object.fromEntries(
    (record?.RecordTags ?? []).flatMap(({ Key = "", Value = "" }) =>
      Key.startsWith("aws:") ? [] : [[Key, Value] as const],
    ),
  );
  const args = withoutAbsent<Arguments>({
    name: observed.name,
    ...target,
    ...(Object.keys(parameters.values).length > 0 && { provisioningParameters: parameters.values }),
    ...(Object.keys(tags).length > 0 && { tags }),
    // Otherwise the first preview would announce the repair.
    ...(observed.status === "TAINTED" && { repairTainted: false }),
  });
  return {
    id,
    observed,
    args,
    noEcho: parameters.noEcho,
    parametersRead: parameters.read,
    ...(attribute.UserArn !== undefined && { owner: attribute.UserArn }),
  };
}

/** Product, version and path by name where the name says it all, else by id. A path only where there are several. */
function targetOf(
  product: Product | undefined,
  productId: string,
  provisioningArtifactId: string,
  { pathId }: Observed,
): Arguments {
  const only = (list: { id: string; name: string }[] = [], id: string | null) => {
    const name = list.find((item) => item.id === id)?.name;
    return name !== undefined && list.filter((item) => item.name === name).length === 1 ? name : undefined;
  };
  const version = only(product?.versions, provisioningArtifactId);
  const path = only(product?.paths, pathId);
  const several = (product?.paths.length ?? 0) > 1 && pathId !== null;
  return {
    ...(product ? { productName: product.name } : { productId }),
    ...(version === undefined ? { provisioningArtifactId } : { provisioningArtifactName: version }),
    ...(several && (path === undefined ? { pathId } : { pathName: path })),
  };
}

interface FoundParameters {
  values: Record<string, ParameterValue>;
  noEcho: string[];
  /** The stack shows their values. */
  read: boolean;
}

/**
 * The stack's parameters that are not the template's defaults. A later update sends everything that the program does
 * not give as its default, so what cannot be read is declared as the previous value, which keeps it: NoEcho parameters,
 * which the version declares and the stack hides, and all of them where the stack may not be read.
 *
 * @returns undefined when neither says which parameters there are: an update could lose any of them.
 */
async function parametersOf(
  context: OperationContext,
  { stackArn, productId, provisioningArtifactId, pathId }: Observed,
  { pathName }: Arguments,
): Promise<FoundParameters | undefined> {
  const stack = stackArn === null ? undefined : await describeStackParameters(context, stackArn);
  const path = pathName === undefined ? { pathId: pathId ?? undefined } : { pathName };
  const ref = withoutAbsent({
    productId: productId ?? undefined,
    provisioningArtifactId: provisioningArtifactId ?? undefined,
    ...path,
  });
  const declared = await describeParameters(context, ref).catch(() => undefined);
  if (!stack && !declared) return undefined;
  const values = new Map<string, ParameterValue>(Object.entries(stack?.shown ?? {}));
  const noEcho = new Set(stack?.hidden);
  for (const { ParameterKey: key = "", DefaultValue, IsNoEcho } of declared ?? []) {
    if (IsNoEcho) noEcho.add(key);
    if (!stack) values.set(key, { usePreviousValue: true });
    else if (values.get(key) === DefaultValue) values.delete(key);
  }
  for (const key of noEcho) values.set(key, { usePreviousValue: true });
  return { values: Object.fromEntries(values), noEcho: [...noEcho], read: stack !== undefined };
}
