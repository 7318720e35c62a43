import { simulate } from "./simulate";
import type { Scenario, Step } from "./scenario";
import { scenarioOf, warmUp } from "./seed";
import { kindOf } from "./violation";

/** How long a scenario is made smaller, nanoseconds of real time. */
const LONGEST = 90_000_000_000n;

/** The smallest scenario with a violation of the same kind as that of the seed, as far as it is found. */
export async function shrink(seed: number, kind: string): Promise<Scenario> {
  await warmUp();
  const end = process.hrtime.bigint() + LONGEST;
  let smallest = scenarioOf(seed);
  for (let found = true; found;) {
    found = false;
    for (const candidate of simpler(smallest)) {
      if (process.hrtime.bigint() > end) return smallest;
      const { violations } = await simulate(candidate);
      if (!violations.some((violation) => kindOf(violation) === kind)) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return smallest;
}

/** Scenarios with one thing less, those with the most less first. */
function* simpler(scenario: Scenario): Generator<Scenario> {
  const { steps, guesses, skew, type, rest, ending } = scenario;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0)
    for (let from = steps.length - size; from >= 0; from -= size)
      yield { ...scenario, steps: [...steps.slice(0, from), ...steps.slice(from + size)] };
  if (Object.keys(guesses).length > 0) yield { ...scenario, guesses: {} };
  for (const name of Object.keys(guesses))
    yield {
      ...scenario,
      guesses: Object.fromEntries(Object.entries(guesses).filter(([other]) => other !== name)),
    };
  if (skew !== 0) yield { ...scenario, skew: 0 };
  if (type !== "CFN_STACK") yield { ...scenario, type: "CFN_STACK" };
  if (rest) yield { ...scenario, rest: false };
  if (ending !== "up") yield { ...scenario, ending: "up" };
  for (const step of steps)
    for (const candidate of simplerSteps(step))
      yield { ...scenario, steps: steps.map((other) => (other === step ? candidate : other)) };
}

function* simplerSteps(step: Step): Generator<Step> {
  const { edits, trouble } = step;
  if (step.others) yield { ...step, others: null };
  if (step.stop) yield { ...step, stop: null };
  if (step.failure) yield { ...step, failure: null };
  if (step.place !== "home") yield { ...step, place: "home" };
  if (step.wait > 0) yield { ...step, wait: 0 };
  for (const edit of edits) yield { ...step, edits: edits.filter((other) => other !== edit) };
  for (const one of trouble) yield { ...step, trouble: trouble.filter((other) => other !== one) };
}
