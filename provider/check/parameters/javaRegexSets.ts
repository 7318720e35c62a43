/** Java's POSIX classes are those of ASCII. */
export const POSIX: Record<string, string> = {
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\x00-\\x7F",
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Punct: "!-\\/:-@\\[-`\\{-~",
  Graph: "!-~",
  Print: "\\x20-~",
  Blank: "\\x20\\t",
  Cntrl: "\\x00-\\x1F\\x7F",
  XDigit: "0-9a-fA-F",
  Space: "\\x20\\t\\n\\x0B\\f\\r",
};
const SPACE = POSIX.Space ?? "";
/** The letters after a backslash that name a set of characters, as members of a class. */
export const SETS: Record<string, string> = {
  d: "0-9",
  w: "a-zA-Z_0-9",
  s: SPACE,
  h: "\\x20\\t\\xA0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000",
  v: "\\n\\x0B\\f\\r\\x85\\u2028\\u2029",
};
/** The letters after a backslash that name one character. */
export const CONTROLS: Record<string, string> = {
  t: "\\t",
  n: "\\n",
  r: "\\r",
  f: "\\f",
  a: "\\x07",
  e: "\\x1B",
};
/** What a dot does not match. */
export const LINE_ENDS = "\\n\\r\\x85\\u2028\\u2029";
