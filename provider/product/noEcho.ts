import { describeParameters } from "../aws/catalog";
import type { OperationContext } from "../aws/operationContext";
import type { Observed } from "../state/observed";
import { withoutAbsent } from "../state/values";

/**
 * The NoEcho parameters of the version that a product runs with (`servicecatalog:DescribeProvisioningParameters`, one
 * call). Their values are shown to nobody, and the product's outputs may repeat them in clear text.
 *
 * @returns undefined when they cannot be read.
 */
export async function noEchoOf(context: OperationContext, observed: Observed): Promise<string[] | undefined> {
  const { productId, provisioningArtifactId, pathId } = observed;
  if (productId === null || provisioningArtifactId === null) return undefined;
  const ref = withoutAbsent({ productId, provisioningArtifactId, pathId: pathId ?? undefined });
  const declared = await describeParameters(context, ref).catch(() => undefined);
  return declared?.flatMap(({ ParameterKey: key = "", IsNoEcho }) => (IsNoEcho ? [key] : []));
}
