import { quoteForShell } from "../base/printable";

/*
 * Everything from outside that goes into a program goes through here: names, keys and values are anybody's text, and
 * none of it may become code, a command, or what an editor or terminal obeys.
 */

/** A string as it stands in TypeScript, in printable characters only. */
export const literalText = (text: string): string => JSON.stringify(text).replace(INVISIBLE, unicode);

/** What is not seen, turns the direction of what follows, or ends a line. */
const INVISIBLE =
  /[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The same in a comment, of which it can be no end. */
export const commentText = (text: string): string => literalText(text).slice(1, -1).replaceAll("*/", "* /");

/** The key of a property. `__proto__` would set the prototype, also in quotes. */
export function propertyName(key: string): string {
  if (key === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : literalText(key);
}

/** A key of Pulumi's configuration: letters, digits, `_` and `-`. */
export const configKey = (text: string): string =>
  text.replace(/[^\w-]/g, (character) => `_${character.charCodeAt(0).toString(16)}`);

/** A word of a command that people copy, in quotes only where it needs them. */
export const commandWord = (word: string): string =>
  /^[\w./@:=-]+$/.test(word) ? word : quoteForShell(word);

/**
 * The lines of a documentation comment: text as it is read, with line breaks of its own. It ends no comment, begins no
 * tag (`@deprecated`), and holds no link or picture of Markdown that an editor would fetch.
 */
export const documentationLines = (text: string): string[] =>
  text
    .trim()
    .split(/\r\n|[\n\v\f\r\x85\u2028\u2029]/)
    .map((line) =>
      line
        .trimEnd()
        .replaceAll("\t", "  ")
        .replace(INVISIBLE, unicode)
        .replace(/\p{Cs}/gu, unicode)
        .replaceAll("*/", "*\\/")
        .replace(/^(\s*|.*\{)@/, "$1\\@")
        .replaceAll("](", "]\\("),
    );
