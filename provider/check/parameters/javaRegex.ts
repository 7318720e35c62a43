/*
 * Java's regular expressions in JavaScript's notation (flag v), as far as both mean the same. What is left out has no
 * counterpart: possessive quantifiers, atomic groups, most inline flags, boundaries such as \G, back references (which
 * differ where the group took no part).
 */

import { CONTROLS, LINE_ENDS, POSIX, SETS } from "./javaRegexSets";

export interface Translated {
  source: string;
  flags: string;
}

class Inexpressible extends Error {}

/** Undefined when the pattern has no counterpart, or is no regular expression. */
export function javaToJavaScript(pattern: string): Translated | undefined {
  const [, inline = "", rest = pattern] = /^\(\?([is]+)\)(.*)$/s.exec(pattern) ?? [];
  const flags = [...new Set(inline)].join("");
  try {
    return { source: new Translation(rest, flags.includes("s")).whole(), flags };
  } catch (error) {
    if (error instanceof Inexpressible) return undefined;
    throw error;
  }
}

const GROUPS = /^\((\?(:|=|!|<=|<!|<[a-zA-Z][a-zA-Z0-9]*>))?/;
const QUANTIFIER = /^([*+?]|\{\d+(,\d*)?\})([+?])?/;
const UNICODE = /^p\{(?:Is)?(Alphabetic|Lowercase|Uppercase|White_Space|[LMNPSZC][a-z]?)\}|^p([LMNPSZC])/i;

class Translation {
  private at = 0;

  constructor(
    private readonly pattern: string,
    private readonly dotAll: boolean,
  ) {}

  whole(): string {
    let out = "";
    while (this.at < this.pattern.length) out += this.part();
    return out;
  }

  private get rest(): string {
    return this.pattern.slice(this.at);
  }

  private take(length: number): string {
    const taken = this.pattern.slice(this.at, this.at + length);
    this.at += length;
    return taken;
  }

  private part(): string {
    const next = this.pattern[this.at];
    if (next === "\\") return this.escape(false);
    if (next === "[") return this.characterClass();
    if (next === "(") {
      const group = GROUPS.exec(this.rest)?.[0] ?? "";
      if (this.pattern[this.at + group.length] === "?" && group === "(") throw new Inexpressible();
      return this.take(group.length);
    }
    const quantifier = QUANTIFIER.exec(this.rest);
    if (quantifier) {
      if (quantifier[3] === "+") throw new Inexpressible(); // possessive
      return this.take(quantifier[0].length);
    }
    if (next === "{") throw new Inexpressible();
    if (next === ".") {
      this.take(1);
      return this.dotAll ? "." : `[^${LINE_ENDS}]`;
    }
    if (next !== undefined && ")|^$".includes(next)) return this.take(1);
    return this.literal();
  }

  /** One character that stands for itself. */
  private literal(): string {
    const character = String.fromCodePoint(this.pattern.codePointAt(this.at) ?? 0);
    this.take(character.length);
    return literal(character);
  }

  /** What follows a backslash; inside of a class, as members of it. */
  private escape(inClass: boolean): string {
    this.take(1);
    const letter = this.pattern[this.at] ?? "";
    if (letter === "Q") return this.quoted();
    if (letter === "p" || letter === "P") return this.property(letter === "P");
    const set = SETS[letter.toLowerCase()];
    if (set !== undefined) {
      this.take(1);
      return letter === letter.toLowerCase() ? (inClass ? set : `[${set}]`) : `[^${set}]`;
    }
    const control = CONTROLS[letter];
    if (control !== undefined) {
      this.take(1);
      return control;
    }
    const code = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|x\{([\da-fA-F]{1,6})\})/.exec(this.rest);
    if (code) {
      this.take(code[0].length);
      return `\\u{${code[1] ?? code[2] ?? code[3] ?? ""}}`;
    }
    if (!inClass && letter === "A") return this.instead("^");
    if (!inClass && (letter === "z" || letter === "Z")) return this.instead("$");
    if (!inClass && (letter === "b" || letter === "B")) return `\\${this.take(1)}`;
    if (letter === "" || /[a-zA-Z0-9]/.test(letter)) throw new Inexpressible();
    return this.literal();
  }

  private instead(text: string): string {
    this.take(1);
    return text;
  }

  /** `\Q…\E` */
  private quoted(): string {
    this.take(1);
    const end = this.rest.indexOf("\\E");
    const text = end < 0 ? this.take(this.rest.length) : this.take(end);
    if (end >= 0) this.take(2);
    return [...text].map(literal).join("");
  }

  /** `\p{…}`: always a class of its own, which may stand inside of another one. */
  private property(negated: boolean): string {
    const posix = /^[pP]\{(\w+)\}/.exec(this.rest);
    const members = POSIX[posix?.[1] ?? ""];
    if (posix && members !== undefined) {
      this.take(posix[0].length);
      return `[${negated ? "^" : ""}${members}]`;
    }
    const unicode = UNICODE.exec(this.rest);
    if (!unicode) throw new Inexpressible();
    this.take(unicode[0].length);
    return `\\${negated ? "P" : "p"}{${unicode[1] ?? unicode[2] ?? ""}}`;
  }

  /** `[…]`, with classes inside of it and intersections by `&&`. */
  private characterClass(): string {
    this.take(1);
    const negated = this.pattern[this.at] === "^" ? this.take(1) : "";
    const operands = [""];
    const add = (text: string) => operands.push((operands.pop() ?? "") + text);
    for (let first = true; ; first = false) {
      const next = this.pattern[this.at];
      if (next === undefined) throw new Inexpressible();
      if (next === "]" && !first) break;
      if (next === "[") add(this.characterClass());
      else if (next === "\\") add(this.escape(true));
      else if (this.rest.startsWith("&&")) {
        this.take(2);
        operands.push("");
      } else if (next === "-") add(this.hyphen(first));
      else add(this.literal());
    }
    this.take(1);
    const members =
      operands.length === 1 ? operands[0] : operands.map((operand) => `[${operand}]`).join("&&");
    return `[${negated}${members ?? ""}]`;
  }

  /** Between two characters it means a range; at either end of the class, itself. */
  private hyphen(first: boolean): string {
    this.take(1);
    const last = this.pattern[this.at] === "]" || this.rest.startsWith("&&");
    return first || last ? "\\-" : "-";
  }
}

const literal = (character: string): string =>
  /^[a-zA-Z0-9]$/.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
