// The first two must stay first.
import "./environment";
import "./determinism";
import fc from "fast-check";
import { play, type Played } from "./play";
import { type Scenario, scenarios } from "./scenario";

/** The life of a seed. */
export function scenarioOf(seed: number): Scenario {
  const [scenario] = fc.sample(scenarios, { seed, numRuns: 1 });
  if (!scenario) throw new Error(`seed ${seed} gives nothing`);
  return scenario;
}

/** In the first lives of a process the SDK loads what it has put off, which makes them unlike any other. */
let warm: Promise<unknown> | undefined;
export const warmUp = (): Promise<unknown> => (warm ??= play(scenarioOf(3)).then(() => play(scenarioOf(7))));

export async function playSeed(seed: number): Promise<Played> {
  await warmUp();
  return play(scenarioOf(seed));
}
