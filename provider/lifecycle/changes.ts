import type { ArgumentName, Inputs, ParameterValue } from "../inputs";
import { effectiveTags, isPreviousValue } from "../inputs";
import type { State } from "../state";
import { equal } from "../values";

/** The arguments that concern this provider only: changing them is a matter of state. */
const OURS: readonly ArgumentName[] = [
  "acceptLanguage",
  "ignoreErrors",
  "retainPhysicalResources",
  "region",
  "profile",
  "assumeRole",
  "repairTainted",
];

export const concernsAws = (argument: ArgumentName): boolean => !OURS.includes(argument);

/**
 * What the product runs with and the program does not ask for: the arguments that an update has to send. A name
 * counts as the id that it stands for once `resolved` says so, which keeps a change of notation from being sent.
 */
export function unmet(
  state: State,
  inputs: Inputs,
  resolved: { productId?: string; provisioningArtifactId?: string } = {},
): ArgumentName[] {
  const { inputs: now, observed } = state;
  const found: ArgumentName[] = [];
  const idOrName = (
    id: "productId" | "provisioningArtifactId" | "pathId",
    name: "productName" | "provisioningArtifactName" | "pathName",
    resolvedId: string | undefined,
  ) => {
    const [wantedId, wantedName] = [inputs[id] ?? resolvedId, inputs[name]];
    if (
      wantedId !== undefined
        ? wantedId === observed[id]
        : wantedName === undefined || wantedName === now[name]
    )
      return;
    found.push(inputs[id] !== undefined ? id : name);
  };
  idOrName("productId", "productName", resolved.productId);
  idOrName("provisioningArtifactId", "provisioningArtifactName", resolved.provisioningArtifactId);
  idOrName("pathId", "pathName", undefined);
  if (!sameParameters(now.provisioningParameters, inputs.provisioningParameters))
    found.push("provisioningParameters");
  if (!equal(now.stackSetProvisioningPreferences, inputs.stackSetProvisioningPreferences)) {
    found.push("stackSetProvisioningPreferences");
  }
  if (!equal(effectiveTags(now), effectiveTags(inputs))) found.push("tags");
  return found;
}

type Parameters = Record<string, ParameterValue>;

/** A previous value is whatever the product has. */
function sameParameters(now: Parameters = {}, wanted: Parameters = {}): boolean {
  const keys = new Set([...Object.keys(now), ...Object.keys(wanted)]);
  return [...keys].every((key) => isPreviousValue(wanted[key]) || equal(now[key], wanted[key]));
}
