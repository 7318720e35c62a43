/** What Java's escapes stand for, as members of a JavaScript class (flag v). (Java documentation of Pattern) */
const lineEnds = "\\n\\x0b\\f\\r\\x85\\u2028\\u2029";

export const sets: Readonly<Record<string, string>> = {
  d: "0-9",
  w: "a-zA-Z0-9_",
  s: " \\t\\n\\x0b\\f\\r",
  h: " \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000",
  v: lineEnds,
};

/** Of ASCII only, unlike the properties of Unicode. */
export const posix: Readonly<Record<string, string>> = {
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\x00-\\x7f",
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Punct: "\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e",
  Graph: "\\x21-\\x7e",
  Print: "\\x20-\\x7e",
  Blank: " \\t",
  Cntrl: "\\x00-\\x1f\\x7f",
  XDigit: "0-9a-fA-F",
  Space: sets["s"] ?? "",
};

export const controls: Readonly<Record<string, string>> = {
  t: "\\t",
  n: "\\n",
  r: "\\r",
  f: "\\f",
  a: "\\x07",
  e: "\\x1b",
};

const end = "(?![\\s\\S])";
const terminator = "(?:\\r\\n|[\\n\\r\\x85\\u2028\\u2029])";

/** What stands for no character of its own. */
export const places: Readonly<Record<string, string>> = {
  A: "(?<![\\s\\S])",
  z: end,
  Z: `(?=${terminator}?${end})`,
  b: "\\b",
  B: "\\B",
  R: `(?:\\r\\n|[${lineEnds}])`,
};

/** Without the flag s. */
export const anyCharacter = "[^\\n\\r\\x85\\u2028\\u2029]";
