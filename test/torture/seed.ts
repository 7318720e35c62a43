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
const warmUp = (): Promise<unknown> => (warm ??= play(scenarioOf(3)).then(() => play(scenarioOf(7))));

/** How long a life is made smaller, nanoseconds of real time. */
const SHRINKING = 60_000_000_000n;

/** The smallest life that breaks the same rule as that of the seed, as far as it is found. */
export async function shrink(seed: number, rule: string): Promise<Scenario> {
  await warmUp();
  let smallest = scenarioOf(seed);
  const end = process.hrtime.bigint() + SHRINKING;
  await fc.check(
    fc.asyncProperty(scenarios, async (scenario) => {
      if (process.hrtime.bigint() > end) return true;
      const { violations } = await play(scenario);
      const broken = violations.some((violation) => violation.rule === rule);
      if (broken) smallest = scenario;
      return !broken;
    }),
    { seed, numRuns: 1 },
  );
  return smallest;
}

export async function playSeed(seed: number): Promise<Played> {
  await warmUp();
  return play(scenarioOf(seed));
}
