import type { Inputs } from "../state/inputs";
import type { State } from "../state/state";
import type { Verdict } from "./differences";

/** What product and version the names in the program stand for now, as far as that was looked up. */
export interface Meaning {
  productId?: string | undefined;
  provisioningArtifactId?: string | undefined;
}

/**
 * Says that a name which the program has not changed stands for something else in the catalog now. AWS moves the
 * product to it with whatever update comes next.
 */
export function movedName(
  { inputs: before, observed }: State,
  inputs: Inputs,
  meaning: Meaning,
  { changes, replaces }: Verdict,
): string | undefined {
  const moved = (
    argument: "productName" | "provisioningArtifactName",
    id: "productId" | "provisioningArtifactId",
  ) =>
    inputs[argument] !== undefined &&
    inputs[argument] === before[argument] &&
    meaning[id] !== undefined &&
    observed[id] !== null &&
    meaning[id] !== observed[id];
  const [argument, id, what] = moved("productName", "productId")
    ? (["productName", "productId", "product"] as const)
    : (["provisioningArtifactName", "provisioningArtifactId", "version"] as const);
  if (replaces || !moved(argument, id)) return undefined;
  const next =
    changes === false ? "it stays as it is until its next update, which moves it" : "this update moves it";
  return `${argument}: ${JSON.stringify(inputs[argument])} is the name of another ${what} now, ${meaning[id]}; the product has ${observed[id]}: ${next}`;
}
