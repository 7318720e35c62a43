/** Why a pattern, or what it says of a text, has no answer. */

/** It is no regular expression in Java; the message is Java's. */
export class InvalidPattern extends Error {}

/** Java may have an answer and there is none here; the message follows the pattern: `uses \X, …`. */
export class UndecidedPattern extends Error {}

/** What the versions of Java that are in use (8 to 21) read in different ways. */
export const versionsDiffer = (what: string): UndecidedPattern =>
  new UndecidedPattern(`${what}, which versions of Java treat differently`);
