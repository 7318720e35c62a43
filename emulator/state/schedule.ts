import type { Random } from "../base/random";
import type { StatusOrder } from "../truth/guesses";
import type { Step } from "./runningOperation";

/** Milliseconds that operations take, as a user of AWS would measure them. */
export interface Durations {
  create: number;
  update: number;
  terminate: number;
  /** Of an account of Control Tower, whatever is done to it. */
  account: number;
  /** Until a plan is made. */
  plan: number;
  /** The status of the product and its record end at most so far apart. */
  lag: number;
  /** The share by which each operation takes longer or shorter, at random. */
  spread: number;
}

/** Small stacks take 60 to 270 s in AWS (observed); the emulator keeps to the short end. */
export const defaultDurations: Readonly<Durations> = {
  create: 60_000,
  update: 45_000,
  terminate: 40_000,
  account: 1_800_000,
  plan: 5_000,
  lag: 3_000,
  spread: 0,
};

/**
 * When an operation's steps happen. Which of product and record ends first is not known of AWS, so by
 * default it is either, at random: who waits for the wrong one is found out. (guessed)
 */
export function scheduleSteps(
  now: number,
  duration: number,
  lag: number,
  order: StatusOrder,
  random: Random,
  rollsBack: boolean,
): { step: Step; at: number }[] {
  const recordFirst = order === "random" ? random() < 0.5 : order === "record-first";
  const [first, second]: [Step, Step] = recordFirst ? ["record", "product"] : ["product", "record"];
  const end = now + duration;
  const steps: { step: Step; at: number }[] = [
    { step: "start", at: now + Math.min(duration * 0.05, 2_000) },
    ...(rollsBack ? [{ step: "rollback" as const, at: now + duration * 0.6 }] : []),
    { step: "stack", at: end },
    { step: first, at: end },
    { step: second, at: end + lag * (0.1 + 0.9 * random()) },
  ];
  // Moments have whole milliseconds. (recorded)
  return steps.map(({ step, at }) => ({ step, at: Math.round(at) }));
}
