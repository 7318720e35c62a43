import type { Run } from "../aws/operationContext";
import type { Inputs } from "../state/inputs";
import type { State } from "../state/state";
import { equal, isUnknown } from "../state/values";
import { realParameters } from "./actualParameters";
import { differences, unmet } from "./differences";
import { named } from "./failure";

/**
 * Says which parameters somebody has changed outside and the update that is planned sets back, because the program
 * asks for what it asked for before: with `ignoreChanges` it means to leave them alone. An update is sent whole. As
 * far as the product's stack may be read; one call, and none where nothing is sent.
 */
export async function describeReverted(
  run: Run,
  id: string,
  state: State,
  inputs: Inputs,
): Promise<string | undefined> {
  const { inputs: before, observed } = state;
  const wanted = inputs.provisioningParameters;
  if (!run.settings.parameterDrift || isUnknown(wanted) || unmet(state, inputs).length === 0)
    return undefined;
  const real = await realParameters(run, before, observed);
  if (!real) return undefined;
  const kept = (key: string) => equal(before.provisioningParameters?.[key], wanted?.[key]);
  const now: Inputs["provisioningParameters"] = {};
  for (const key of Object.keys({ ...wanted, ...real })) {
    const value = kept(key) ? real[key] : wanted?.[key];
    if (value !== undefined) now[key] = value;
  }
  const changes = differences({ ...inputs, provisioningParameters: now }, inputs, ["provisioningParameters"]);
  if (changes.length === 0) return undefined;
  return [
    `${named(id, observed)} was changed outside of Pulumi, and this update sets back:`,
    ...changes.map((change) => `  ${change}`),
    `What ignoreChanges names is kept as it is now if pulumi refresh comes first.`,
  ].join("\n");
}
