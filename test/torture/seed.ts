// The first two must stay first.
import "./environment";
import "./determinism";
import fc from "fast-check";
import { simulate, type Outcome } from "./simulate";
import { type Scenario, scenarios } from "./scenario";

/** The scenario of a seed. */
export function scenarioOf(seed: number): Scenario {
  const [scenario] = fc.sample(scenarios, { seed, numRuns: 1 });
  if (!scenario) throw new Error(`seed ${seed} gives nothing`);
  return scenario;
}

/** In the first simulations of a process the SDK loads what it has put off, which makes them unlike any other. */
let warm: Promise<unknown> | undefined;
export const warmUp = (): Promise<unknown> =>
  (warm ??= simulate(scenarioOf(3)).then(() => simulate(scenarioOf(7))));

export async function simulateSeed(seed: number): Promise<Outcome> {
  await warmUp();
  return simulate(scenarioOf(seed));
}
