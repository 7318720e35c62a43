/** Reads a pattern from left to right. */

import { UndecidedPattern } from "./problems";

/** The letters of `(?idmsuxU)` that hold where the reader is. */
export type Flags = ReadonlySet<string>;

const DEEPEST = 200;

export class Scanner {
  readonly #characters: readonly string[];
  #at = 0;
  #depth = 0;
  flags: Flags = new Set();

  constructor(pattern: string) {
    this.#characters = [...spellOut(pattern)];
  }

  /** The character here, whatever the flags say; empty at the end. */
  peekRaw(): string {
    return this.#characters[this.#at] ?? "";
  }

  /** The character after the next one, whatever the flags say. */
  peekSecond(): string {
    return this.#characters[this.#at + 1] ?? "";
  }

  /** The next character that counts: with the flag x, spaces and comments do not. Empty at the end. */
  peek(): string {
    while (this.flags.has("x") && /^[\x20\t-\r#]$/.test(this.peekRaw()))
      if (this.takeRaw() === "#") this.#skipLine();
    return this.peekRaw();
  }

  take(): string {
    const taken = this.peek();
    this.#at++;
    return taken;
  }

  takeRaw(): string {
    const taken = this.peekRaw();
    this.#at++;
    return taken;
  }

  /** Goes past `character` if it is the next one. */
  took(character: string): boolean {
    if (this.peek() !== character) return false;
    this.#at++;
    return true;
  }

  /** Takes as many of these characters as there are, up to `most`. */
  takeAll(characters: RegExp, most = Infinity): string {
    let taken = "";
    while (taken.length < most && characters.test(this.peekRaw())) taken += this.takeRaw();
    return taken;
  }

  mark(): number {
    return this.#at;
  }

  goBack(mark: number): void {
    this.#at = mark;
  }

  /** Reads what stands in brackets. No pattern nests so deep that the stack could end. */
  within<T>(read: () => T): T {
    if (++this.#depth > DEEPEST) throw new UndecidedPattern(`nests brackets deeper than ${DEEPEST} levels`);
    const inside = read();
    this.#depth--;
    return inside;
  }

  #skipLine(): void {
    const end = this.flags.has("d") ? /^\n?$/ : /^[\n\r\x85\u2028\u2029]?$/;
    while (!end.test(this.peekRaw())) this.#at++;
  }
}

/** What is quoted by `\Q…\E`, character by character: Java reads it so, too, before it reads anything else. */
const spellOut = (pattern: string): string =>
  pattern.replace(/\\Q(.*?)(?:\\E|$)|\\./gsu, (whole, quoted?: string) =>
    quoted === undefined ? whole : Array.from(quoted, spell).join(""),
  );

const spell = (character: string): string => `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
