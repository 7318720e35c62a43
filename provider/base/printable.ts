/**
 * A text from outside as it may be printed: without control sequences (colours, titles, links, moves of the cursor) and
 * without marks that turn the direction of what follows. Lines and tabs stay.
 */
export const removeControlCharacters = (text: string): string =>
  text
    .replace(SEQUENCES, "")
    .replace(/\r\n/g, "\n")
    .replace(/[\u2028\u2029\u0085\v\f\r]/g, " ")
    .replace(/[\0-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");

/** OSC, DCS and their like with what they hold; CSI; two characters. */

const SEQUENCES =
  /(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]/g;

/** A word of a suggested command, so that a quote in a name does not end it. */
export const quoteForShell = (word: string): string =>
  `'${removeControlCharacters(word).replaceAll("'", `'\\''`)}'`;
