import { bytesOf, readings, type Reading } from "./encodings";

/*
 * Which texts show a secret. What is recognised, and what cannot be, README tells in "Secrets".
 */

/** From so many characters on a secret, a line or an element of it counts anywhere in a text. */
const ANYWHERE = 4;
/** A secret of so many counts where it stands by itself. "1" is part of nearly every text, and only counts as all of it. */
const BY_ITSELF = 3;
/** A part between separators counts anywhere from so many letters and digits on, */
const WORD = 6;
/** several parts together from so many. */
const WORDS = 8;

/** Does `text` show one of the secrets, or a part of one? */
export const holdsSecret = (text: string, secrets: readonly string[]): boolean =>
  spansOf(text, secrets).length > 0;

/** `text` with every secret in it replaced: AWS quotes parameter values in its error messages. */
export function redact(text: string, secrets: readonly string[]): string {
  let [out, rest] = ["", 0];
  for (const [from, to] of merged(spansOf(text, secrets))) {
    out += `${text.slice(rest, from)}[secret]`;
    rest = to;
  }
  return out + text.slice(rest);
}

/** From where to where in the source. */
type Span = [from: number, to: number];

function spansOf(text: string, secrets: readonly string[]): Span[] {
  const values = [...new Set(secrets.flatMap((value) => [value, value.trim()]).map(bytesOf))].filter(Boolean);
  // Stryker disable next-line ConditionalExpression: nothing is wanted then, and no reading has to be made to find none.
  if (values.length === 0) return [];
  const wanted = [...new Set(values.flatMap(needles))];
  const alone = values.filter(({ length }) => length === BY_ITSELF);
  return readings(text).flatMap((reading) => [
    ...wanted.flatMap((needle) => occurrences(reading, needle)),
    ...alone.flatMap((needle) => occurrences(reading, needle, standsAlone)),
    ...(values.some((value) => isAllOf(reading.bytes.trim(), value.trim())) ? [whole(reading)] : []),
  ]);
}

/** A text that is nothing but the secret, or a stretch of it, wherever the template has cut. */
const isAllOf = (text: string, secret: string): boolean =>
  text === secret || (text.length >= ANYWHERE && secret.includes(text));

const whole = ({ from, to }: Reading): Span => [from[0] ?? 0, to.at(-1) ?? 0];

/** CloudFormation trims values, and templates take lists and lines apart. */
function needles(secret: string): string[] {
  const elements = [secret, ...secret.split(/[,\r\n]/)].map((element) => element.trim());
  return [secret, ...elements, ...words(secret)].filter(({ length }) => length >= ANYWHERE);
}

/** A word of every message, and of the mark itself: alone it shows nothing. */
const COMMON = /^secrets?$/i;

/** The parts between separators, short ones together with those that follow. */
function words(secret: string): string[] {
  const parts = [...secret.matchAll(/[A-Za-z0-9\x80-\xff]+/g)];
  return parts.map((first, index) => {
    if (first[0].length >= WORD && !COMMON.test(first[0])) return first[0];
    let letters = 0;
    const last = parts.slice(index).find(([part]) => (letters += part.length) >= WORDS);
    return last ? secret.slice(first.index, last.index + last[0].length) : "";
  });
}

const standsAlone = (bytes: string, from: number, to: number): boolean =>
  !/[A-Za-z0-9]/.test(bytes.charAt(from - 1) + bytes.charAt(to));

function occurrences(
  { bytes, from, to }: Reading,
  needle: string,
  counts: (bytes: string, from: number, to: number) => boolean = () => true,
): Span[] {
  const spans: Span[] = [];
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (counts(bytes, at, end)) spans.push([from[at] ?? 0, to[end - 1] ?? 0]);
  }
  return spans;
}

/** In order, and those that touch as one. */
function merged(spans: Span[]): Span[] {
  const out: Span[] = [];
  for (const [from, to] of spans.sort(([a], [b]) => a - b)) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}
