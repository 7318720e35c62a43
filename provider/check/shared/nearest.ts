/** Of what is a closed list anyway, a value may be further off than a name. */
export const FOR_VALUES = 0.6;
const FOR_NAMES = 1 / 3;

/**
 * The candidate that a mistyped word was most likely meant to be; undefined when none is near, or two are as near.
 *
 * @param tolerance the share of the word that may be wrong.
 */
export function nearest(
  word: string,
  candidates: readonly string[],
  tolerance = FOR_NAMES,
): string | undefined {
  const limit = Math.max(1, Math.floor(word.length * tolerance));
  const [first, second] = candidates
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter((entry) => entry.distance <= limit && entry.distance < word.length)
    .sort((a, b) => a.distance - b.distance);
  return first && first.distance !== second?.distance ? first.candidate : undefined;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  let before = row;
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = swapped ? Math.min(best, (before[j - 2] ?? 0) + 1) : best;
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
