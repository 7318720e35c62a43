/** What stands for a place between characters: `^`, `$`, `\b` and their like. */

import { namedByLetter } from "./characters";
import { versionsDiffer } from "./problems";
import type { Flags } from "./scanner";
import type { CharacterSet, Place, Text } from "./syntax";

const FEED = 0xa;
const RETURN = 0xd;

const isLineEnd = (flags: Flags): CharacterSet =>
  flags.has("d")
    ? (character) => character === FEED
    : (character) => [FEED, RETURN, 0x85, 0x2028, 0x2029].includes(character);

/** What a dot matches. */
export function anyCharacter(flags: Flags): CharacterSet {
  const ends = isLineEnd(flags);
  return flags.has("s") ? () => true : (character) => !ends(character);
}

export const isAtBeginning: Place = (_, at) => at === 0;
export const isAtEnd: Place = (text, at) => at === text.length;

/** Between the two characters of one line end. */
const splitsLineEnd: Place = (text, at) => text[at - 1] === RETURN && text[at] === FEED;

/** `^`. In Java there is no line after the last line end, and none in an empty text. */
export function caret(flags: Flags): Place {
  if (!flags.has("m")) return isAtBeginning;
  const ends = isLineEnd(flags);
  return (text, at) =>
    at < text.length &&
    (at === 0 || (ends(text[at - 1] ?? 0) && (flags.has("d") || !splitsLineEnd(text, at))));
}

/** `$` and, without the flag m, `\Z`: also before a line end that is the last thing in the text. */
export function dollar(flags: Flags, multiline = flags.has("m")): Place {
  const ends = isLineEnd(flags);
  return (text, at) => {
    const [character, ...more] = text.slice(at, at + 3);
    if (character === undefined) return true;
    if (!ends(character) || (!flags.has("d") && splitsLineEnd(text, at))) return false;
    if (multiline || more.length === 0) return true;
    return !flags.has("d") && more.length === 1 && splitsLineEnd(text, at + 1);
  };
}

/** `\b`: with the flag U as Unicode has words; else of ASCII since Java 19, of all letters and digits before. */
export function wordBoundary(flags: Flags): Place {
  const isNamedWord = namedByLetter("w", flags);
  const isWord = (text: Text, at: number): boolean => {
    const character = text[at];
    if (character === undefined) return false;
    const isForeign = character > 0x7f && /^[\p{L}\p{Nd}\p{M}]$/u.test(String.fromCodePoint(character));
    if (isForeign && !flags.has("U"))
      throw versionsDiffer("has a word boundary beside a letter that is not ASCII");
    return isNamedWord?.(character) === true;
  };
  return (text, at) => isWord(text, at - 1) !== isWord(text, at);
}
