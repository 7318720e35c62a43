/**
 * One way of getting something: `find` answers it or throws an Error that says why not, and
 * `remedy` says what the user can do so that it works next time.
 *
 * @template T
 * @typedef {{name: string, find: () => T | Promise<T>, remedy?: string}} Way
 */

/**
 * Goes the ways in order until one leads somewhere.
 *
 * @template T
 * @param {string} wanted
 * @param {Way<T>[]} ways
 * @returns {Promise<T>}
 */
export async function firstThatWorks(wanted, ways) {
  /** @type {string[]} */
  const reasons = [];
  for (const { name, find } of ways) {
    try {
      return await find();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      reasons.push(`  ${reasons.length + 1}. ${name}: ${reason.replaceAll("\n", "\n       ")}`);
    }
  }
  const remedies = ways.flatMap(({ remedy }) => (remedy ? [`  - ${remedy}`] : []));
  throw new Error(
    [
      `There is no ${wanted}, and none could be set up. What was tried:`,
      ...reasons,
      "Any one of these helps:",
      ...remedies,
    ].join("\n"),
  );
}
