import type { ArgumentName, Arguments, Inputs, ParameterValue } from "../state/inputs";
import { effectiveTags, isPreviousValue } from "../state/inputs";
import type { State } from "../state/state";
import { equal, isRecord, UNKNOWN } from "../state/values";

/** The arguments that concern this provider only: changing them is a matter of state. */
const OURS: readonly ArgumentName[] = [
  "acceptLanguage",
  "ignoreErrors",
  "retainPhysicalResources",
  "region",
  "profile",
  "assumeRole",
  "repairTainted",
  "secretOutputs",
];

export const concernsAws = (argument: ArgumentName): boolean => !OURS.includes(argument);

/**
 * What the product runs with and the program does not ask for: the arguments that an update has to send. A name
 * counts as the id that it stands for once `resolved` says so, which keeps a change of notation from being sent.
 */
export function argumentsToSend(
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

/**
 * Where state and program differ, for people: `provisioningParameters.Size is "large", the program says "small"`; of secrets the
 * path alone. The key of a map counts by itself.
 */
export function differences(now: Inputs, wanted: Inputs, open: readonly ArgumentName[]): string[] {
  const isSecret = (path: string) => [now, wanted].some(({ __secrets }) => __secrets?.includes(path));
  return open.flatMap((argument) =>
    splitDifferences(argument, now, wanted).map(([path, is, should]) =>
      isSecret(path) || isSecret(argument)
        ? path
        : `${path} is ${shown(is)}, the program says ${shown(should)}`,
    ),
  );
}

const MAPS: readonly ArgumentName[] = ["provisioningParameters", "tags"];

function splitDifferences(
  argument: ArgumentName,
  now: Arguments,
  wanted: Arguments,
): [string, unknown, unknown][] {
  const [is, should] = [now[argument] ?? {}, wanted[argument] ?? {}];
  if (!MAPS.includes(argument) || !isRecord(is) || !isRecord(should))
    return [[argument, now[argument], wanted[argument]]];
  const keys = [...new Set([...Object.keys(is), ...Object.keys(should)])];
  return keys
    .filter((key) => !equal(is[key], should[key]))
    .map((key) => [`${argument}.${key}`, is[key], should[key]]);
}

const shown = (value: unknown): string =>
  value === undefined
    ? "nothing"
    : JSON.stringify(value).replaceAll(JSON.stringify(UNKNOWN), "not known yet");

/** What the engine is told about a resource. */
export interface Verdict {
  /** Undefined leaves the comparison of inputs, and its display, to the engine. */
  changes?: boolean;
  replaces?: string[];
  deleteBeforeReplace?: boolean;
  /** Why, where the inputs do not show it. */
  reason?: string;
  /** The reason lies in what the user has changed, or ends by itself: nothing to warn of. */
  expected?: true;
}
