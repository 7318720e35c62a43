import type { Command } from "../command";

const RULE = "no undeserved warning";

/** Never right, whatever has happened. */
const NEVER: readonly [RegExp, string][] = [
  [/\b(null|undefined|NaN|\[object Object\])/, "is no word for people"],
  [/is already managed by urn/, "no product of these programs has two resources"],
];

export function wordsAreWords({ simulation }: Command, text: string): void {
  for (const [pattern, why] of NEVER) if (pattern.test(text)) simulation.violate(RULE, `${why}: ${text}`);
}
