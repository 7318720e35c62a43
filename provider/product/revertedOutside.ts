import type { OperationContext } from "../aws/operationContext";
import type { Inputs, ParameterValue } from "../state/inputs";
import type { State } from "../state/state";
import { equal, isUnknown, ownValue } from "../state/values";
import { readActualParameters } from "./actualParameters";
import { argumentsToSend } from "./differences";
import { displayName } from "./failure";

/**
 * Says which parameters somebody has changed outside and the update that is planned sets back, because the program
 * asks for what it asked for before: with `ignoreChanges` it means to leave them alone. An update is sent whole. As
 * far as the product's stack may be read; one call, and none where nothing is sent.
 */
export async function describeReverted(
  context: OperationContext,
  id: string,
  state: State,
  inputs: Inputs,
): Promise<string | undefined> {
  const { inputs: before, observed } = state;
  const wanted = inputs.provisioningParameters;
  if (!context.settings.parameterDrift || isUnknown(wanted) || argumentsToSend(state, inputs).length === 0)
    return undefined;
  const real = await readActualParameters(context, before, observed);
  if (!real) return undefined;
  const given = before.provisioningParameters ?? {};
  const changes = Object.keys({ ...given, ...real })
    .filter((key) => equal(ownValue(given, key), ownValue(wanted ?? {}, key)))
    .filter((key) => !equal(ownValue(given, key), ownValue(real, key)))
    .map((key) => {
      const value = ownValue(wanted ?? {}, key);
      return `  ${describeTarget(`provisioningParameters.${key}`, value, inputs.__secrets)}`;
    });
  if (changes.length === 0) return undefined;
  return [
    `${displayName(id, observed)} was changed outside of Pulumi, and this update sets back:`,
    ...changes,
    `What ignoreChanges names is kept as it is now if pulumi refresh comes first.`,
  ].join("\n");
}

/** Never the value that is there: it may be a secret of which nobody knows, as of an update that was killed. */
function describeTarget(
  path: string,
  wanted: ParameterValue | undefined,
  secrets: readonly string[] | undefined,
): string {
  if (wanted === undefined) return `${path} to the template's default`;
  const hidden = secrets?.includes(path) || secrets?.includes("provisioningParameters");
  return hidden ? path : `${path} to ${JSON.stringify(wanted)}`;
}
