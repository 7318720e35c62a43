import type { Inputs } from "./inputs";
import { secretValues } from "./secrets";
import type { State } from "./state";
import type { Properties } from "./values";

export const inputsOf = (source: State | Inputs | undefined): Inputs | undefined =>
  source && "observed" in source ? source.inputs : source;

/** The secret texts in a state or inputs, longest first. */
export function secretsIn(source: State | Inputs | undefined): string[] {
  const inputs = inputsOf(source);
  return inputs ? secretValues(inputs as unknown as Properties, inputs.__secrets ?? []) : [];
}
