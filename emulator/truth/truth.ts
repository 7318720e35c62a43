import type { Guesses } from "./guesses";

/**
 * How we know: `model` from the service model, `recorded` on the wire, `observed` by somebody in AWS,
 * `documented` by AWS; `guessed` is what nobody has told us.
 */
export type Evidence = "model" | "recorded" | "observed" | "documented" | "guessed";

/** One thing that the emulator does, and why we believe that AWS does it too. */
export interface Truth {
  readonly behaviour: string;
  readonly evidence: Evidence;
  /** Where it was seen or read; of a guess, what makes it plausible. */
  readonly source: string;
  /** The switch that turns it into something else. Every guess has one; some facts have one for older ways. */
  readonly guess?: keyof Guesses;
}

const fact =
  (evidence: Exclude<Evidence, "guessed">) =>
  (behaviour: string, source: string, guess?: keyof Guesses): Truth => ({
    behaviour,
    evidence,
    source,
    ...(guess === undefined ? {} : { guess }),
  });

export const model = fact("model");
export const recorded = fact("recorded");
export const observed = fact("observed");
export const documented = fact("documented");

/** By its type a guess cannot be without its switch. */
export const guessed = (behaviour: string, guess: keyof Guesses, source: string): Truth => ({
  behaviour,
  evidence: "guessed",
  source,
  guess,
});
