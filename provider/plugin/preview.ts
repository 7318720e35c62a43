import { argumentsToSend } from "../product/differences";
import type { Inputs } from "../state/inputs";
import { OBSERVED } from "../state/observed";
import type { Observed } from "../state/observed";
import { fromProperties, toInputProperties, toProperties } from "../state/properties";
import type { Properties } from "../state/values";
import { UNKNOWN, isAbsent } from "../state/values";

/** What create will return, as far as it is known before: what the program gives. */
export function previewCreated(inputs: Inputs): Properties {
  const known = toInputProperties(inputs);
  const later = OBSERVED.filter((key) => isAbsent(known[key]));
  return { ...known, ...Object.fromEntries(later.map((key) => [key, UNKNOWN])) };
}

/** What an operation on the product renews. */
const RENEWED: (keyof Observed)[] = [
  "status",
  "statusMessage",
  "lastRecordId",
  "lastProvisioningRecordId",
  "lastSuccessfulProvisioningRecordId",
  "outputs",
];

/** What follows from arguments of another name. */
const RESOLVED = {
  productId: ["productId", "productName"],
  provisioningArtifactId: ["productId", "productName", "provisioningArtifactId", "provisioningArtifactName"],
  pathId: ["productId", "productName", "pathId", "pathName"],
} as const;

/** What update will return: what it does not change stays known; all of it, where nothing is sent. */
export function previewUpdated(olds: Properties, inputs: Inputs): Properties {
  const state = fromProperties(olds);
  const properties = toProperties({ ...state, inputs }, state);
  const sent: readonly string[] = argumentsToSend(state, inputs);
  const settled = state.observed.status === "AVAILABLE" && !state.pending && state.unverified === undefined;
  if (sent.length === 0 && settled) return properties;
  const resolved = Object.entries(RESOLVED)
    .filter(
      ([key, causes]) =>
        isAbsent(inputs[key as keyof typeof RESOLVED]) && causes.some((one) => sent.includes(one)),
    )
    .map(([key]) => key);
  return { ...properties, ...Object.fromEntries([...RENEWED, ...resolved].map((key) => [key, UNKNOWN])) };
}
