/*
 * The ways in which one text may show another: as it is, with the escapes of JSON or of URLs, in Base64, and these in
 * one another. What templates make (`Fn::Base64`, `Fn::ToJsonString`) and what AWS puts into messages is read back.
 */

/** A text read in one way: its UTF-8 bytes, one character each, and where in the source each byte stands. */
export interface Reading {
  bytes: string;
  from: number[];
  /** One past the end. */
  to: number[];
}

/** So many encodings may stand in one another. */
const DEPTH = 3;

/** Bytes of UTF-8, one character each: encodings know bytes, and a search must not depend on where one is cut. */
export const bytesOf = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** All readings of a text, the plain one first. */
export function readings(text: string): Reading[] {
  const found = [plain(text)];
  const known = new Set<string>();
  let level = found;
  for (let depth = 0; depth < DEPTH; depth++) {
    const next: Reading[] = [];
    for (const reading of level.flatMap((one) => DECODERS.map((decode) => decode(one)))) {
      if (!reading || known.has(reading.bytes)) continue;
      known.add(reading.bytes);
      next.push(reading);
    }
    found.push(...next);
    level = next;
  }
  return found;
}

function plain(text: string): Reading {
  const reading: Reading = { bytes: "", from: [], to: [] };
  let at = 0;
  for (const character of text) {
    append(reading, bytesOf(character), at, at + character.length);
    at += character.length;
  }
  return reading;
}

/** All of `bytes` stands for the source from `from` to `to`. */
function append(reading: Reading, bytes: string, from: number, to: number): void {
  reading.bytes += bytes;
  for (let count = 0; count < bytes.length; count++) {
    reading.from.push(from);
    reading.to.push(to);
  }
}

type Decoder = (reading: Reading) => Reading | undefined;

/** Replaces what matches by the bytes that it stands for. Undefined when nothing does. */
function unescaped(source: Reading, pattern: RegExp, meaning: (match: string) => string) {
  const reading: Reading = { bytes: "", from: [], to: [] };
  let rest = 0;
  const copy = (end: number) => {
    reading.bytes += source.bytes.slice(rest, end);
    for (; rest < end; rest++) {
      reading.from.push(source.from[rest] ?? 0);
      reading.to.push(source.to[rest] ?? 0);
    }
  };
  for (const { 0: match, index } of source.bytes.matchAll(pattern)) {
    copy(index);
    rest = index + match.length;
    append(reading, meaning(match), source.from[index] ?? 0, source.to[rest - 1] ?? 0);
  }
  if (rest === 0) return undefined;
  copy(source.bytes.length);
  return reading;
}

/** A pair of surrogates is one character. */
const IN_JSON = /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|["\\/bfnrt])/g;

const json: Decoder = (reading) =>
  unescaped(reading, IN_JSON, (match) => bytesOf(JSON.parse(`"${match}"`) as string));

const byteOf = (match: string): string => String.fromCharCode(parseInt(match.slice(1), 16));

const url: Decoder = (reading) => unescaped(reading, /%[0-9a-fA-F]{2}/g, byteOf);

/** In the form of queries, where `+` is a blank. */
const query: Decoder = (reading) =>
  unescaped(reading, /%[0-9a-fA-F]{2}|\+/g, (match) => (match === "+" ? " " : byteOf(match)));

/**
 * Whatever may be Base64, in one of the four ways in which its groups of four may begin: what goes before it may look
 * like Base64 too.
 */
const base64 =
  (shift: number): Decoder =>
  (source) => {
    const reading: Reading = { bytes: "", from: [], to: [] };
    for (const { 0: run, index } of source.bytes.matchAll(/[A-Za-z0-9+/_-]{2,}/g)) {
      const bytes = Buffer.from(run.slice(shift), "base64").toString("latin1");
      // What is apart stays apart.
      if (reading.bytes !== "") append(reading, "\0", source.from[index] ?? 0, source.from[index] ?? 0);
      reading.bytes += bytes;
      for (let at = 0; at < bytes.length; at++) {
        const start = index + shift + Math.floor((at * 4) / 3);
        const last = index + shift + Math.ceil(((at + 1) * 4) / 3) - 1;
        reading.from.push(source.from[start] ?? 0);
        reading.to.push(source.to[last] ?? 0);
      }
    }
    return reading.bytes === "" ? undefined : reading;
  };

const DECODERS: readonly Decoder[] = [json, url, query, base64(0), base64(1), base64(2), base64(3)];
