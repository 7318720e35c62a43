import { anyCharacter, controls, places, posix, sets } from "./javaClasses";

/** It is a pattern in Java, as far as we can tell, and JavaScript has no counterpart. */
class Inexpressible extends Error {}

/**
 * The Java pattern for whole values. `undefined` if JavaScript cannot express it: it then allows all, because AWS
 * may. Two things differ still: word boundaries beside letters that are not ASCII, of which versions of Java think
 * differently, and numbers of groups that took no part. Throws a SyntaxError for what is no pattern at all.
 */
export function javaPattern(pattern: string): RegExp | undefined {
  const [, flags = "", rest = pattern] = /^\(\?([a-zA-Z]+)\)(.*)$/s.exec(pattern) ?? [];
  if (/[^ims]/.test(flags)) return undefined;
  try {
    const translated = new Translation(rest, flags).whole();
    return new RegExp(`^(?:${translated})$`, flags.includes("i") ? "vi" : "v");
  } catch (error) {
    if (error instanceof Inexpressible) return undefined;
    throw error;
  }
}

const unicode =
  /^[pP](?:([LMNPSZC])|\{(?:Is)?(Alphabetic|Lowercase|Uppercase|White_Space|[LMNPSZC][a-z]?)\})/;
const scripts = /^[pP]\{(?:Is|script=|sc=)([A-Z][a-z]+)\}/;
const repetition = /^(?:[*+?]|\{\d+(?:,\d*)?\})/;

/** What stands for one character, as it is translated. */
const character = /^(?:\w| |\\u\{\w+\}|\\x\w\w|\\[tnrf])$/;

/** Reads a pattern once, from left to right. */
class Translation {
  private at = 0;
  /** Groups that keep what they have matched have names, so that they do not count. */
  private kept = 0;
  private groups = 0;
  /** The highest number of a group that is referred to. */
  private numbers = 0;

  constructor(
    private readonly pattern: string,
    private readonly flags: string,
  ) {}

  whole(): string {
    const translated = this.alternatives();
    if (this.at < this.pattern.length) throw new SyntaxError("Unmatched )");
    // Java takes more digits for a number than JavaScript does, and ours must not count.
    if (this.numbers > 0 && (this.kept > 0 || this.numbers > this.groups)) throw new Inexpressible();
    return translated;
  }

  private alternatives(): string {
    let out = "";
    while (this.at < this.pattern.length && this.next !== ")")
      out += this.took("|") ? "|" : this.repeated(this.atom());
    return out;
  }

  private get next(): string {
    return String.fromCodePoint(this.pattern.codePointAt(this.at) ?? 0);
  }

  private get rest(): string {
    return this.pattern.slice(this.at);
  }

  private take(length = this.next.length): string {
    this.at += length;
    return this.pattern.slice(this.at - length, this.at);
  }

  private took(text: string): boolean {
    if (!this.pattern.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private repeated(atom: string): string {
    const [quantifier] = repetition.exec(this.rest) ?? [];
    if (quantifier === undefined) return atom;
    this.take(quantifier.length);
    if (this.took("?")) return `${atom}${quantifier}?`;
    return this.took("+") ? this.keep(atom + quantifier) : atom + quantifier;
  }

  /** What was matched once is not tried otherwise: a lookahead never is. */
  private keep(translated: string): string {
    const name = `kept${++this.kept}`;
    return `(?:(?=(?<${name}>${translated}))\\k<${name}>)`;
  }

  private atom(): string {
    if (this.took("(")) return this.group();
    if (this.took("[")) return this.characterClass();
    if (this.took("\\")) return this.escape();
    if (this.took(".")) return this.flags.includes("s") ? "[\\s\\S]" : anyCharacter;
    if (this.took("^")) return this.flags.includes("m") ? this.inexpressible() : `(?:${places["A"] ?? ""})`;
    if (this.took("$")) return this.flags.includes("m") ? this.inexpressible() : `(?:${places["Z"] ?? ""})`;
    // Java repeats what is repeated already, and nothing at all, but only with numbers.
    if (/^\{\d/.test(this.rest)) return this.inexpressible();
    if (/[*+?{]/.test(this.next)) throw new SyntaxError("Nothing to repeat");
    return literal(this.take());
  }

  private group(): string {
    const kind = /^\?(?:<[a-zA-Z][a-zA-Z0-9]*>|<[=!]|[:=!>])/.exec(this.rest)?.[0] ?? "";
    // Flags for a part of the pattern.
    if (kind === "" && this.next === "?") return this.inexpressible();
    this.take(kind.length);
    if (kind === "" || /^\?<[a-zA-Z]/.test(kind)) this.groups++;
    const inner = this.alternatives();
    if (!this.took(")")) throw new SyntaxError("Unterminated group");
    if (kind === "?>") return this.keep(inner);
    // Java repeats what stands for no character, too.
    return /[=!]/.test(kind) ? `(?:(${kind}${inner}))` : `(${kind}${inner})`;
  }

  private escape(): string {
    if (this.took("Q")) return [...this.quoted()].map(literal).join("");
    const letter = this.next;
    if (/[1-9]/.test(letter)) {
      const [number = ""] = /^\d+/.exec(this.rest) ?? [];
      this.numbers = Math.max(this.numbers, Number(number));
      return `\\${this.take(number.length)}`;
    }
    if (letter === "k") return `\\${/^k<\w+>/.exec(this.rest) ? this.take(this.rest.indexOf(">") + 1) : ""}`;
    const place = places[letter];
    if (place !== undefined) {
      this.take();
      return `(?:${place})`;
    }
    return `[${this.member()}]`;
  }

  private quoted(): string {
    const end = this.pattern.indexOf("\\E", this.at);
    const text = this.take((end < 0 ? this.pattern.length : end) - this.at);
    this.took("\\E");
    return text;
  }

  /** What follows a backslash, inside of a class. */
  private member(): string {
    const property = this.property();
    if (property !== undefined) return property;
    const code = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|x\{([\da-fA-F]{1,6})\})/.exec(this.rest);
    if (code) {
      this.take(code[0].length);
      return `\\u{${code[1] ?? code[2] ?? code[3] ?? ""}}`;
    }
    const letter = this.take();
    const set = sets[letter.toLowerCase()];
    if (set !== undefined) return letter === letter.toLowerCase() ? set : `[^${set}]`;
    const control = controls[letter];
    if (control !== undefined) return control;
    if (this.at > this.pattern.length) throw new SyntaxError("\\ at end of pattern");
    return /[a-zA-Z0-9]/.test(letter) ? this.inexpressible() : literal(letter);
  }

  private property(): string | undefined {
    if (!/^[pP]/.test(this.rest)) return undefined;
    const isNot = this.next === "P";
    const [all, name = ""] = /^[pP]\{(\w+)\}/.exec(this.rest) ?? [];
    const set = posix[name];
    if (all !== undefined && set !== undefined) {
      this.take(all.length);
      return isNot ? `[^${set}]` : set;
    }
    const known = unicode.exec(this.rest);
    const script = scripts.exec(this.rest);
    const found = known ? (known[1] ?? known[2]) : script && `Script=${script[1] ?? ""}`;
    if (found === null || found === undefined) return this.inexpressible();
    this.take((known ?? script)?.[0].length);
    return `\\${isNot ? "P" : "p"}{${found}}`;
  }

  /** Java has unions and intersections in one class; here each side of && is a class of its own. */
  private characterClass(): string {
    const isNot = this.took("^");
    const sides = [""];
    const add = (text: string) => sides.push((sides.pop() ?? "") + text);
    if (this.took("]")) add(literal("]"));
    while (!this.took("]")) {
      if (this.at >= this.pattern.length) throw new SyntaxError("Unterminated character class");
      // With nothing before it, it says nothing.
      if (this.took("&&")) sides.push(...(sides.join("") === "" ? [] : [""]));
      else add(this.range());
    }
    const inner = sides.length === 1 ? sides.join("") : sides.map((side) => `[${side}]`).join("&&");
    return `[${isNot ? "^" : ""}${inner}]`;
  }

  /** A hyphen that is not between two characters is a hyphen. */
  private range(): string {
    const from = this.classItem();
    if (!character.test(from) || !/^-[^\][]/.test(this.rest)) return from;
    this.take(1);
    const to = this.classItem();
    return character.test(to) ? `${from}-${to}` : this.inexpressible();
  }

  private classItem(): string {
    if (this.took("[")) return this.characterClass();
    if (this.took("\\Q")) return [...this.quoted()].map(literal).join("");
    return this.took("\\") ? this.member() : literal(this.take());
  }

  private inexpressible(): never {
    throw new Inexpressible();
  }
}

const literal = (character: string) =>
  /[\w ]/.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
