/**
 * Follows a program through a text. It goes back where it must, as Java does, but never a second time through the same
 * step at the same place with the same registers: that has failed before. So the number of ways to cut a text into
 * rounds of a loop does not count, and what explodes in Java does not explode here.
 *
 * One thing is not as in Java: what a group in a lookaround or an atomic group has kept is forgotten when that turns
 * out to have been the wrong way.
 */

import { UndecidedPattern } from "./problems";
import { type Choose, type Loop, type Program, type Step, TOOK_NOTHING, TOOK_SOMETHING } from "./program";
import type { Text } from "./syntax";

/** More are not taken for one value, so that an answer is the same on every machine. */
export const MAX_STEPS = 200_000;

type Registers = readonly number[];

interface Thread {
  step: Step;
  at: number;
  registers: Registers;
}

/** What the registers of a group hold that has taken no part. */
const NEVER = -1;

export interface Match {
  matches: boolean;
  steps: number;
}

/**
 * Does the program match the whole text?
 *
 * @throws UndecidedPattern when that takes more than MAX_STEPS steps, or versions of Java differ
 */
export function run(program: Program, text: Text): Match {
  const matcher = new Matcher(program, text);
  return { matches: matcher.matchesWhole(), steps: matcher.steps };
}

class Matcher {
  steps = 0;
  /** A step with many registers is as much work as several without. */
  readonly #weight: number;

  constructor(
    private readonly program: Program,
    private readonly text: Text,
  ) {
    this.#weight = 1 + Math.floor(program.registers / 16);
  }

  matchesWhole(): boolean {
    const { start, registers } = this.program;
    const all = new Array<number>(registers).fill(NEVER);
    return this.#follow({ step: start, at: 0, registers: all }, this.text.length) !== undefined;
  }

  /** Where the first way through comes out; it must be at `end`, if that is given. */
  #follow(start: Thread, end?: number): Thread | undefined {
    const tried = new Set<number | string>();
    const threads = [start];
    for (let thread = threads.pop(); thread;) {
      const { step }: Thread = thread;
      this.#count();
      if (step.kind === "accept") {
        if (end === undefined || thread.at === end) return thread;
        thread = threads.pop();
      } else if (step.kind === "choose" || step.kind === "loop") {
        const key = this.#key(step, thread);
        if (!tried.has(key)) threads.push(...this.#ways(step, thread).reverse());
        tried.add(key);
        thread = threads.pop();
      } else thread = this.#next(step, thread) ?? threads.pop();
    }
    return undefined;
  }

  #count(): void {
    this.steps += this.#weight;
    if (this.steps > MAX_STEPS)
      throw new UndecidedPattern(`would take more than ${MAX_STEPS.toLocaleString("en")} steps`);
  }

  #key({ id }: Choose | Loop, { at, registers }: Thread): number | string {
    const key = id * (this.text.length + 1) + at;
    return registers.length === 0 ? key : `${key},${registers.join()}`;
  }

  /** In their order. */
  #ways(step: Choose | Loop, thread: Thread): Thread[] {
    if (step.kind === "choose") return [step.first, step.second].map((way) => ({ ...thread, step: way }));
    const { register, body, next, greedy } = step;
    const onward = { ...thread, step: next };
    // Java leaves a loop after a round that took nothing, also below the minimum.
    if (thread.registers[register + 1] === TOOK_NOTHING) return [onward];
    // So there are never more rounds than characters, and one that takes nothing.
    const min = Math.min(step.min, this.text.length + 1);
    const max = step.max > this.text.length ? Infinity : step.max;
    const count = thread.registers[register] ?? 0;
    const counted = Math.min(count + 1, max === Infinity ? min : max);
    const registers = written(thread.registers, register, counted, TOOK_NOTHING);
    const again = { ...thread, step: body, registers };
    if (count < min) return [again];
    if (count >= max) return [onward];
    return greedy ? [again, onward] : [onward, again];
  }

  /** Undefined where it goes no further. */
  #next(step: Exclude<Step, Choose | Loop | { kind: "accept" }>, thread: Thread): Thread | undefined {
    const { at, registers } = thread;
    const { next } = step;
    switch (step.kind) {
      case "character": {
        const character = this.text[at];
        if (character === undefined || !step.has(character)) return undefined;
        return { step: next, at: at + 1, registers: this.#tookSomething(registers) };
      }
      case "place":
        return step.holds(this.text, at) ? { step: next, at, registers } : undefined;
      case "set":
        return { step: next, at, registers: written(registers, step.register, ...step.to) };
      case "open":
        return { step: next, at, registers: written(registers, step.register, at) };
      case "close": {
        const begin = registers[step.register] ?? NEVER;
        return { step: next, at, registers: written(registers, step.register, NEVER, begin, at) };
      }
      case "reference": {
        const end = this.#afterReference(step, thread);
        if (end === undefined) return undefined;
        return { step: next, at: end, registers: end > at ? this.#tookSomething(registers) : registers };
      }
      case "atomic": {
        const end = this.#follow({ ...thread, step: step.body });
        return end && { ...end, step: next };
      }
      case "look": {
        const inside = { ...thread, step: step.body };
        const end = step.back === undefined ? this.#follow(inside) : this.#lookBack(inside, step.back);
        if ((end === undefined) !== step.negated) return undefined;
        return { step: next, at, registers: end ? this.#withRounds(end.registers, registers) : registers };
      }
    }
  }

  /** In Java a group that took no part matches nothing, not even the empty text. */
  #afterReference(step: Extract<Step, { kind: "reference" }>, { at, registers }: Thread): number | undefined {
    if (step.register === undefined) return undefined;
    const begin = registers[step.register + 1] ?? NEVER;
    const length = (registers[step.register + 2] ?? NEVER) - begin;
    if (begin === NEVER || at + length > this.text.length) return undefined;
    for (let index = 0; index < length; index++) {
      this.#count();
      if (step.fold(this.text[begin + index] ?? 0) !== step.fold(this.text[at + index] ?? 0))
        return undefined;
    }
    return at + length;
  }

  #lookBack(inside: Thread, most: number): Thread | undefined {
    for (let at = inside.at; at >= Math.max(0, inside.at - most); at--) {
      const end = this.#follow({ ...inside, at }, inside.at);
      if (end) return end;
    }
    return undefined;
  }

  #tookSomething(registers: Registers): Registers {
    const { rounds } = this.program;
    if (rounds.every((round) => registers[round] !== TOOK_NOTHING)) return registers;
    const changed = [...registers];
    for (const round of rounds) changed[round] = TOOK_SOMETHING;
    return changed;
  }

  /** What is only looked at is not taken. */
  #withRounds(registers: Registers, before: Registers): Registers {
    const changed = [...registers];
    for (const round of this.program.rounds) changed[round] = before[round] ?? NEVER;
    return changed;
  }
}

function written(registers: Registers, from: number, ...values: readonly number[]): Registers {
  const changed = [...registers];
  changed.splice(from, values.length, ...values);
  return changed;
}
