/** Reads a Java regular expression. */

import { foldFor, oneCharacter } from "./characters";
import { readClass } from "./characterClass";
import { readEscape } from "./escape";
import { lineBreak } from "./lineBreak";
import { longestMatch } from "./lookbehind";
import { anyCharacter, caret, dollar, isAtBeginning, isAtEnd, wordBoundary } from "./places";
import { InvalidPattern, UndecidedPattern, versionsDiffer } from "./problems";
import { Scanner } from "./scanner";
import type { CharacterSet, Node, Place } from "./syntax";

export interface Pattern {
  node: Node;
  /** The numbers of the groups that back references name. */
  referenced: ReadonlySet<number>;
}

/** @throws InvalidPattern, UndecidedPattern */
export function parse(pattern: string): Pattern {
  const parser = new Parser(pattern);
  return { node: parser.whole(), referenced: parser.referenced };
}

const MOST_REPETITIONS = 2 ** 31 - 1;
const nothing: Node = { kind: "sequence", parts: [] };
const place = (holds: Place): Node => ({ kind: "place", holds });
const character = (has: CharacterSet): Node => ({ kind: "character", has });

class Parser {
  readonly referenced = new Set<number>();
  readonly #scanner: Scanner;
  readonly #names = new Map<string, number>();
  #groups = 0;

  constructor(pattern: string) {
    this.#scanner = new Scanner(pattern);
  }

  whole(): Node {
    const node = this.#choice();
    if (this.#scanner.peek() !== "") throw new InvalidPattern("Unmatched closing ')'");
    return node;
  }

  #choice(): Node {
    const branches = [this.#sequence()];
    while (this.#scanner.took("|")) branches.push(this.#sequence());
    return branches.length === 1 ? (branches[0] ?? nothing) : { kind: "choice", branches };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    while (!["", "|", ")"].includes(this.#scanner.peek())) {
      const part = this.#part();
      if (part) parts.push(this.#repeated(part));
    }
    return { kind: "sequence", parts };
  }

  /** Undefined for what only sets flags, which cannot be repeated. */
  #part(): Node | undefined {
    const { flags } = this.#scanner;
    const next = this.#scanner.peek();
    if (/^[*+?]$/.test(next)) throw new InvalidPattern(`Dangling meta character '${next}'`);
    // Java repeats nothing at all, but only with numbers.
    if (next === "{") return nothing;
    this.#scanner.take();
    if (next === "(") return this.#scanner.within(() => this.#group());
    if (next === "[") return character(this.#scanner.within(() => readClass(this.#scanner)));
    if (next === "\\") return this.#escape();
    if (next === ".") return character(anyCharacter(flags));
    if (next === "^") return place(caret(flags));
    if (next === "$") return place(dollar(flags));
    return character(oneCharacter(next.codePointAt(0) ?? 0, flags));
  }

  #repeated(body: Node): Node {
    const [min, max] = this.#quantifier() ?? [];
    if (min === undefined || max === undefined) return body;
    if (!this.#scanner.took("+")) return { kind: "repeat", body, min, max, greedy: !this.#scanner.took("?") };
    // Java does not go back into what is repeated so, not even as long as it is below the minimum.
    const once: Node = { kind: "atomic", body };
    return { kind: "atomic", body: { kind: "repeat", body: once, min, max, greedy: true } };
  }

  #quantifier(): [min: number, max: number] | undefined {
    const scanner = this.#scanner;
    if (scanner.took("*")) return [0, Infinity];
    if (scanner.took("+")) return [1, Infinity];
    if (scanner.took("?")) return [0, 1];
    if (!scanner.took("{")) return undefined;
    if (!/^\d$/.test(scanner.peekRaw())) throw new InvalidPattern("Illegal repetition");
    const min = this.#number();
    const max = !scanner.took(",") ? min : scanner.peek() === "}" ? Infinity : this.#number();
    if (!scanner.took("}")) throw new InvalidPattern("Unclosed counted closure");
    if (max < min) throw new InvalidPattern("Illegal repetition range");
    return [min, max];
  }

  #number(): number {
    let number = 0;
    while (/^\d$/.test(this.#scanner.peek())) number = number * 10 + Number(this.#scanner.take());
    // Older versions count on from the smallest number.
    if (number > MOST_REPETITIONS) throw versionsDiffer(`repeats more than ${MOST_REPETITIONS} times`);
    return number;
  }

  #group(): Node | undefined {
    const scanner = this.#scanner;
    const { flags } = scanner;
    if (!scanner.took("?")) return this.#capturing();
    const kind = scanner.peekRaw();
    if (kind === "<" && !"=!".includes(scanner.peekSecond() || " ")) {
      scanner.takeRaw();
      const name = this.#name();
      if (this.#names.has(name))
        throw new InvalidPattern(`Named capturing group <${name}> is already defined`);
      this.#names.set(name, this.#groups + 1);
      return this.#capturing();
    }
    if (!["<", "=", "!", ">"].includes(kind)) {
      this.#setFlags();
      if (scanner.took(")")) return undefined;
      if (scanner.peekRaw() !== ":") throw new InvalidPattern("Unknown inline modifier");
    }
    scanner.takeRaw();
    if (kind === "=" || kind === "!")
      return { kind: "look", back: undefined, negated: kind === "!", body: this.#body(flags) };
    if (kind === ">") return { kind: "atomic", body: this.#body(flags) };
    if (kind !== "<") return this.#body(flags);
    const negated = scanner.takeRaw() === "!";
    const body = this.#body(flags);
    return { kind: "look", back: longestMatch(body), negated, body };
  }

  #capturing(): Node {
    const number = ++this.#groups;
    return { kind: "group", number, body: this.#body() };
  }

  /** Up to the closing bracket, behind which the flags are those from before the group. */
  #body(flags = this.#scanner.flags): Node {
    const body = this.#choice();
    if (!this.#scanner.took(")")) throw new InvalidPattern("Unclosed group");
    this.#scanner.flags = flags;
    return body;
  }

  /** The letters of `(?i-s)`. */
  #setFlags(): void {
    const scanner = this.#scanner;
    const flags = new Set(scanner.flags);
    let isOff = false;
    for (;;) {
      const letter = scanner.peekRaw();
      if (letter === "c") throw new UndecidedPattern("uses the flag c, which is not documented");
      if (letter === "-" && !isOff) isOff = true;
      else if (!/^[idmsuxU]$/.test(letter)) break;
      else if (isOff) flags.delete(letter);
      else flags.add(letter);
      scanner.takeRaw();
    }
    scanner.flags = flags;
  }

  #name(): string {
    const scanner = this.#scanner;
    if (!/^[a-zA-Z]$/.test(scanner.peekRaw()))
      throw new InvalidPattern("capturing group name does not start with a Latin letter");
    const name = scanner.takeAll(/^[a-zA-Z0-9]$/);
    if (scanner.takeRaw() !== ">") throw new InvalidPattern("named capturing group is missing trailing '>'");
    return name;
  }

  #escape(): Node {
    const scanner = this.#scanner;
    const { flags } = scanner;
    const letter = scanner.peekRaw();
    if (/^[1-9k]$/.test(letter)) return this.#reference();
    const known = this.#places[letter];
    if (known) {
      scanner.takeRaw();
      return known();
    }
    const characters = readEscape(scanner);
    return character(typeof characters === "number" ? oneCharacter(characters, flags) : characters);
  }

  readonly #places: Readonly<Record<string, () => Node>> = {
    A: () => place(isAtBeginning),
    // Where the last match ended: there is none before the first.
    G: () => place(isAtBeginning),
    z: () => place(isAtEnd),
    Z: () => place(dollar(this.#scanner.flags, false)),
    b: () => {
      if (this.#scanner.peekRaw() === "{") throw versionsDiffer("uses \\b{g}");
      return place(wordBoundary(this.#scanner.flags));
    },
    B: () => {
      const isBoundary = wordBoundary(this.#scanner.flags);
      return place((text, at) => !isBoundary(text, at));
    },
    R: () => lineBreak,
    X: () => {
      throw versionsDiffer("uses \\X");
    },
  };

  #reference(): Node {
    const scanner = this.#scanner;
    const fold = foldFor(scanner.flags);
    const first = scanner.takeRaw();
    let number = first === "k" ? this.#named() : Number(first);
    // Further digits belong to it as long as there is such a group.
    while (first !== "k" && /^\d$/.test(scanner.peek())) {
      const longer = number * 10 + Number(scanner.peek());
      if (longer > this.#groups) break;
      number = longer;
      scanner.take();
    }
    this.referenced.add(number);
    return { kind: "reference", number, fold };
  }

  #named(): number {
    const scanner = this.#scanner;
    if (scanner.takeRaw() !== "<")
      throw new InvalidPattern("\\k is not followed by '<' for named capturing group");
    const name = this.#name();
    const number = this.#names.get(name);
    if (number === undefined) throw new InvalidPattern(`named capturing group <${name}> does not exist`);
    return number;
  }
}
