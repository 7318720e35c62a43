/**
 * The sets of characters that Java has names for. (Java documentation of Pattern and Character) Each is written as the
 * members of a JavaScript class with the flag v.
 */

import type { Flags } from "./scanner";
import { InvalidPattern, UndecidedPattern, versionsDiffer } from "./problems";
import type { CharacterSet, Fold } from "./syntax";

const named = (sources: Record<string, string>) => new Map(Object.entries(sources));

const space = "\\x20\\t-\\r";
const lineEnds = "\\n-\\r\\x85\\u2028\\u2029";

/** The letters after a backslash; in capitals the sets of all other characters. */
const escapes = named({
  d: "0-9",
  w: "a-zA-Z0-9_",
  s: space,
  h: "\\x20\\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000",
  v: lineEnds,
});

/** Of ASCII only, without the flag U. */
const posix = named({
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\x00-\\x7f",
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Punct: "\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e",
  Graph: "\\x21-\\x7e",
  Print: "\\x20-\\x7e",
  Blank: "\\x20\\t",
  Cntrl: "\\x00-\\x1f\\x7f",
  XDigit: "0-9a-fA-F",
  Space: space,
});

/** `\p{Is…}`, in any case. */
const binary = named({
  alphabetic: "\\p{Alphabetic}",
  letter: "\\p{L}",
  ideographic: "\\p{Ideographic}",
  lowercase: "\\p{Lowercase}",
  uppercase: "\\p{Uppercase}",
  titlecase: "\\p{Lt}",
  white_space: "\\p{Z}\\t-\\r\\x85",
  control: "\\p{Cc}",
  punctuation: "\\p{P}",
  hex_digit: "\\p{Nd}a-fA-F\\uff21-\\uff26\\uff41-\\uff46",
  assigned: "\\P{Cn}",
  noncharacter_code_point: "\\p{Noncharacter_Code_Point}",
  digit: "\\p{Nd}",
  alnum: "\\p{Alphabetic}\\p{Nd}",
  blank: "\\p{Zs}\\t",
  graph: "^\\p{Z}\\p{Cc}\\p{Cs}\\p{Cn}",
  print: "^\\p{Zl}\\p{Zp}\\p{Cc}\\p{Cs}\\p{Cn}",
  word: "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d",
  join_control: "\\u200c\\u200d",
});

/** What the flag U makes of the sets of ASCII. */
const inUnicode = named({
  ...{ d: "digit", w: "word", s: "white_space" },
  ...{ Lower: "lowercase", Upper: "uppercase", Alpha: "alphabetic", Digit: "digit", Alnum: "alnum" },
  ...{ Punct: "punctuation", Graph: "graph", Print: "print", Blank: "blank", Cntrl: "control" },
  ...{ XDigit: "hex_digit", Space: "white_space" },
});

/** The questions that Java's Character answers; `\p{java…}`. */
const methods = named({
  javaLowerCase: "\\p{Lowercase}",
  javaUpperCase: "\\p{Uppercase}",
  javaTitleCase: "\\p{Lt}",
  javaAlphabetic: "\\p{Alphabetic}",
  javaIdeographic: "\\p{Ideographic}",
  javaDigit: "\\p{Nd}",
  javaDefined: "\\P{Cn}",
  javaLetter: "\\p{L}",
  javaLetterOrDigit: "\\p{L}\\p{Nd}",
  javaSpaceChar: "\\p{Z}",
  javaWhitespace: "[\\p{Z}\\t-\\r\\x1c-\\x1f]--[\\xa0\\u2007\\u202f]",
  javaISOControl: "\\p{Cc}",
});
const otherMethods = /^java(Mirrored|IdentifierIgnorable|(Java|Unicode)Identifier(Start|Part))$/;

const groups = named({ LD: "\\p{L}\\p{Nd}", L1: "\\x00-\\xff", all: "^" });
const category = /^(L[ultmoC]?|M[nec]?|N[dlo]?|Z[slp]?|C[ncfos]?|P[dsecoif]?|S[mcko]?|LD|L1|all)$/;

/** Sets of one case; under the flag i they are sets of both, but not in every version of Java. */
const ofOneCase = /^(Lower|Upper|(Is)?L[ult]|java(Lower|Upper|Title)Case|Is(lower|upper|title)case)$/i;

function set(source: string): CharacterSet {
  const expression = new RegExp(`^[${source}]$`, "v");
  return (codePoint) => expression.test(String.fromCodePoint(codePoint));
}

export const inverse =
  (of: CharacterSet): CharacterSet =>
  (codePoint) =>
    !of(codePoint);

/** What `\d`, `\W` and the like stand for; undefined for a letter that names no set. */
export function namedByLetter(letter: string, flags: Flags): CharacterSet | undefined {
  const lower = letter.toLowerCase();
  const source = (flags.has("U") ? binary.get(inUnicode.get(lower) ?? "") : undefined) ?? escapes.get(lower);
  if (source === undefined) return undefined;
  return letter === lower ? set(source) : inverse(set(source));
}

/**
 * What `\p{name}` stands for.
 *
 * @throws InvalidPattern, UndecidedPattern
 */
export function namedByProperty(name: string, flags: Flags): CharacterSet {
  if (flags.has("i") && ofOneCase.test(name))
    throw versionsDiffer(`uses \\p{${name}} without regard to case`);
  const source = sourceOf(name, flags);
  if (source !== undefined) return set(source);
  if (/^I[sn]|=/.test(name) || otherMethods.test(name))
    throw new UndecidedPattern(`uses \\p{${name}}, which is not known here`);
  throw new InvalidPattern(`Unknown character property name {${name}}`);
}

function sourceOf(name: string, flags: Flags): string | undefined {
  const [, kind = "", value = name] = /^(\w+)=(.*)$/.exec(name) ?? [];
  if (/^(sc|script)$/i.test(kind)) return script(value);
  if (/^(gc|general_category)$/i.test(kind)) return ofCategory(value);
  if (kind !== "" || name.startsWith("In")) return undefined;
  if (!name.startsWith("Is"))
    return (
      (flags.has("U") ? binary.get(inUnicode.get(name) ?? "") : undefined) ??
      ofCategory(name) ??
      posix.get(name) ??
      methods.get(name)
    );
  const short = name.slice(2);
  return binary.get(short.toLowerCase()) ?? ofCategory(short) ?? posix.get(short) ?? script(short);
}

const ofCategory = (name: string): string | undefined =>
  category.test(name) ? (groups.get(name) ?? `\\p{${name}}`) : undefined;

/** Java takes the names and codes of scripts in any case, JavaScript does not. */
function script(name: string): string | undefined {
  const source = `\\p{Script=${name.toLowerCase().replace(/(^|_)[a-z]/g, (letter) => letter.toUpperCase())}}`;
  try {
    set(source);
    return source;
  } catch {
    return undefined;
  }
}

const single = (text: string, otherwise: number): number => {
  const [first = "", ...more] = text;
  return more.length === 0 ? (first.codePointAt(0) ?? otherwise) : otherwise;
};

const upper: Fold = (codePoint) => single(String.fromCodePoint(codePoint).toUpperCase(), codePoint);
/** A capital I with a dot is the only one that JavaScript makes two characters of. */
const lower: Fold = (codePoint) =>
  codePoint === 0x130 ? 0x69 : single(String.fromCodePoint(codePoint).toLowerCase(), codePoint);

const asIs: Fold = (codePoint) => codePoint;
const foldAscii: Fold = (codePoint) => (codePoint >= 65 && codePoint <= 90 ? codePoint + 32 : codePoint);
const foldUnicode: Fold = (codePoint) => lower(upper(codePoint));

/** The flag i alone is about ASCII, as Java has it. */
export const foldFor = (flags: Flags): Fold =>
  !flags.has("i") ? asIs : flags.has("u") || flags.has("U") ? foldUnicode : foldAscii;

export function oneCharacter(character: number, flags: Flags): CharacterSet {
  const fold = foldFor(flags);
  const wanted = fold(character);
  return fold === asIs ? (codePoint) => codePoint === wanted : (codePoint) => fold(codePoint) === wanted;
}

/** From one character to another, or what is in that range in its other case. */
export function range(from: number, to: number, flags: Flags): CharacterSet {
  const within: CharacterSet = (codePoint) => codePoint >= from && codePoint <= to;
  const fold = foldFor(flags);
  if (fold === asIs) return within;
  const toUpper: Fold = (codePoint) =>
    fold === foldUnicode
      ? upper(codePoint)
      : codePoint >= 97 && codePoint <= 122
        ? codePoint - 32
        : codePoint;
  return (codePoint) => within(codePoint) || within(toUpper(codePoint)) || within(fold(codePoint));
}
