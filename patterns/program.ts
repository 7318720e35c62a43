/** A pattern as steps, each of which knows the next one: what the matcher follows. */

import type { Pattern } from "./parse";
import type { CharacterSet, Fold, Node, Place, Repeat } from "./syntax";

export type Step =
  | { kind: "accept" }
  | { kind: "character"; has: CharacterSet; next: Step }
  | { kind: "place"; holds: Place; next: Step }
  | Choose
  | Loop
  /** Writes a number into registers, from the given one on. */
  | { kind: "set"; register: number; to: readonly number[]; next: Step }
  /** Writes down where a group begins, in its first register. */
  | { kind: "open"; register: number; next: Step }
  /** Keeps where a group began and ended in its other registers. */
  | { kind: "close"; register: number; next: Step }
  | { kind: "reference"; register: number | undefined; fold: Fold; next: Step }
  | { kind: "atomic"; body: Step; next: Step }
  | { kind: "look"; back: number | undefined; negated: boolean; body: Step; next: Step };

/** Two ways to go on, in their order. */
export interface Choose {
  kind: "choose";
  /** Unique among the steps that branch. */
  id: number;
  first: Step;
  second: Step;
}

/** The head of a loop that counts its rounds in a register. The next register says whether the round took nothing. */
export interface Loop {
  kind: "loop";
  id: number;
  register: number;
  min: number;
  max: number;
  greedy: boolean;
  body: Step;
  next: Step;
}

/** What the second register of a loop holds. */
export const TOOK_NOTHING = 0;
export const TOOK_SOMETHING = 1;

export interface Program {
  start: Step;
  /** So many numbers are kept besides the place in the text. */
  registers: number;
  /** The second registers of the loops. */
  rounds: readonly number[];
}

export const compile = ({ node, referenced }: Pattern): Program => new Compiler(referenced).program(node);

class Compiler {
  readonly #registerOf = new Map<number, number>();
  readonly #rounds: number[] = [];
  #registers = 0;
  #branching = 0;

  constructor(referenced: ReadonlySet<number>) {
    for (const group of referenced) this.#registerOf.set(group, this.#allot(3));
  }

  program(node: Node): Program {
    const start = this.#apart(node);
    return { start, registers: this.#registers, rounds: this.#rounds };
  }

  #allot(count: number): number {
    this.#registers += count;
    return this.#registers - count;
  }

  #compile(node: Node, next: Step): Step {
    switch (node.kind) {
      case "character":
      case "place":
        return { ...node, next };
      case "sequence":
        return node.parts.reduceRight<Step>((following, part) => this.#compile(part, following), next);
      case "choice":
        return node.branches
          .map((branch) => this.#compile(branch, next))
          .reduceRight((others, branch) => this.#choose(branch, others));
      case "group":
        return this.#group(node.number, node.body, next);
      case "reference":
        return { ...node, register: this.#registerOf.get(node.number), next };
      case "repeat":
        return this.#repeat(node, next);
      case "atomic":
        return { kind: "atomic", body: this.#apart(node.body), next };
      case "look":
        return { ...node, body: this.#apart(node.body), next };
    }
  }

  /** What is matched by itself, as if nothing came after it. */
  #apart(node: Node): Step {
    return this.#compile(node, { kind: "accept" });
  }

  #choose(first: Step, second: Step): Choose {
    return { kind: "choose", id: this.#branching++, first, second };
  }

  #group(number: number, body: Node, next: Step): Step {
    const register = this.#registerOf.get(number);
    if (register === undefined) return this.#compile(body, next);
    return { kind: "open", register, next: this.#compile(body, { kind: "close", register, next }) };
  }

  #repeat(repeat: Repeat, next: Step): Step {
    const { body, min, max, greedy } = repeat;
    if (max === 0) return next;
    if (min === 0 && max === 1) {
      const once = this.#compile(body, next);
      return greedy ? this.#choose(once, next) : this.#choose(next, once);
    }
    if (max !== Infinity || min > 1 || canBeEmpty(body)) return this.#loop(repeat, next);
    const head = this.#choose(next, next);
    const again = this.#compile(body, head);
    head[greedy ? "first" : "second"] = again;
    return min === 0 ? head : again;
  }

  #loop({ min, max, greedy, body }: Repeat, next: Step): Step {
    const register = this.#allot(2);
    this.#rounds.push(register + 1);
    // Before the loop and after it, so that places which differ in nothing else are the same.
    const outside = { kind: "set", register, to: [0, TOOK_SOMETHING] } as const;
    const after: Step = { ...outside, next };
    const id = this.#branching++;
    const loop: Loop = { kind: "loop", id, register, min, max, greedy, body: after, next: after };
    loop.body = this.#compile(body, loop);
    return { ...outside, next: loop };
  }
}

function canBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case "character":
      return false;
    case "sequence":
      return node.parts.every(canBeEmpty);
    case "choice":
      return node.branches.some(canBeEmpty);
    case "group":
    case "atomic":
      return canBeEmpty(node.body);
    case "repeat":
      return node.min === 0 || canBeEmpty(node.body);
    default:
      return true;
  }
}
