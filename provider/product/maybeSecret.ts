import type { ProvisioningArtifactParameter } from "@aws-sdk/client-service-catalog";
import { describeParameters } from "../aws/catalog";
import type { OperationContext } from "../aws/operationContext";
import type { Observed } from "../state/observed";
import { withoutAbsent } from "../state/values";

/**
 * Which of the values that an update of unknown origin has set may be secrets: those that the template leaves free. The
 * update may be that of a run of ours that was killed, in which a parameter had become secret; AWS does not show whose an
 * update was. Everybody may know the values that a template names, and numbers and names of AWS are none.
 *
 * @returns the keys, in order; all of them where the template's parameters cannot be read.
 */
export async function maybeSecret(
  context: OperationContext,
  { productId, provisioningArtifactId, pathId }: Observed,
  values: Record<string, string>,
): Promise<string[]> {
  const keys = Object.keys(values).sort();
  if (keys.length === 0 || productId === null || provisioningArtifactId === null) return keys;
  const ref = withoutAbsent({ productId, provisioningArtifactId, pathId: pathId ?? undefined });
  const declared = await describeParameters(context, ref).catch(() => undefined);
  return keys.filter(
    (key) =>
      !declared?.some(
        (parameter) => parameter.ParameterKey === key && isPublic(parameter, values[key] ?? ""),
      ),
  );
}

function isPublic(
  { IsNoEcho, DefaultValue, ParameterType = "", ParameterConstraints }: ProvisioningArtifactParameter,
  value: string,
): boolean {
  if (IsNoEcho) return false;
  return (
    value === DefaultValue ||
    ParameterConstraints?.AllowedValues?.includes(value) === true ||
    /^(List<)?(Number|AWS::)/.test(ParameterType)
  );
}
