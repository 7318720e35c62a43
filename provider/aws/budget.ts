import { problem } from "../base/errors";
import type { Aws } from "./clients";
import type { OperationContext } from "./operationContext";

/*
 * The calls to Service Catalog that one connection may send: AWS publishes no rate and refuses what is above it, so the
 * rate is learnt. It begins as what small accounts admit, grows while nothing is refused, and falls when something is.
 */

/** What is sent first when calls have to wait: a change, what a change needs, a search for many, a look at one. */
export type Priority = "change" | "read" | "sweep" | "look";

/** Calls that are sent at once before anything is known. */
const FIRST_BURST = 20;
/** Calls a second with which a run begins, and to which it falls at the least. */
const FIRST_RATE = 10;
const LOWEST_RATE = 0.5;
/** After a refusal the rate is below that of AWS by this share, and reaches it again after so many seconds of waiting. */
const STEP_BACK = 0.1;
const RECOVERY = 6;
/** The rate of so many calls between two refusals is that of AWS: its own allowance was empty at both. */
const ENOUGH_CALLS = 5;

interface Waiter {
  readonly context: OperationContext;
  readonly admit: () => void;
}

/** A budget of calls: `admit` before each attempt, `refused` after one that AWS would not take. */
export class Budget {
  /** In the order in which they are sent. */
  readonly #waiting: Record<Priority, Set<Waiter>> = {
    change: new Set(),
    read: new Set(),
    sweep: new Set(),
    look: new Set(),
  };
  #pumping = false;
  #tokens = FIRST_BURST;
  #burst = FIRST_BURST;
  #counted: number | undefined;
  /** The rate that AWS refused last; undefined before the first refusal. */
  #ceiling: number | undefined;
  /** For how many seconds calls have waited for their turn since then: a rate that nobody needs is not tried out. */
  #strained = 0;
  #refusedAt = -Infinity;
  /** Calls that were admitted since then, as long as all of them had to wait: only then is their rate that of AWS. */
  #admitted: number | undefined;

  /** Calls a second: doubled every second up to the first refusal, then slow around the rate that was refused. */
  get rate(): number {
    if (this.#ceiling === undefined) return FIRST_RATE * 2 ** this.#strained;
    return Math.max(LOWEST_RATE, this.#ceiling * (1 + STEP_BACK * (this.#strained / RECOVERY - 1) ** 3));
  }

  /**
   * Resolves when the call may be sent.
   *
   * @returns when that was, for `refused`
   * @throws Problem `interrupted` when the run is stopped before, at once; `timeout` when its turn comes too late.
   */
  async admit(context: OperationContext, priority: Priority): Promise<number> {
    const { clock, stop, deadline } = context;
    const mustWait = this.#pumping || !this.#take(clock.now());
    if (mustWait) await this.#wait(context, priority);
    else this.#admitted = undefined;
    if (stop.aborted) throw problem("interrupted", "The run was stopped.");
    if (mustWait && clock.now() > deadline)
      throw problem(
        "timeout",
        "Within the timeout it was not this call's turn: AWS limits the rate of calls.",
      );
    return clock.now();
  }

  /** AWS has refused a call because there were too many. What was sent before the budget knew that says nothing new. */
  refused(admittedAt: number, now: number): void {
    if (admittedAt <= this.#refusedAt) return;
    const { rate } = this;
    const count = this.#admitted ?? 0;
    const measured = count / ((now - this.#refusedAt) / 1000);
    this.#ceiling = count < ENOUGH_CALLS ? rate * (1 - STEP_BACK) : Math.min(measured, rate);
    this.#burst = Math.max(1, this.#burst / 2);
    this.#tokens = 0;
    this.#counted = now;
    [this.#strained, this.#admitted, this.#refusedAt] = [0, 0, now];
  }

  #take(now: number): boolean {
    const passed = Math.max(0, now - (this.#counted ?? now));
    this.#tokens = Math.min(this.#burst, this.#tokens + (passed / 1000) * this.rate);
    this.#counted = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  #wait(context: OperationContext, priority: Priority): Promise<void> {
    if (context.stop.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const queue = this.#waiting[priority];
      const waiter: Waiter = {
        context,
        admit: () => {
          queue.delete(waiter);
          context.stop.removeEventListener("abort", waiter.admit);
          resolve();
        },
      };
      queue.add(waiter);
      context.stop.addEventListener("abort", waiter.admit);
      if (!this.#pumping) void this.#pump();
    });
  }

  /** Admits one after the other, as long as somebody waits. */
  async #pump(): Promise<void> {
    this.#pumping = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const { clock } = next.context;
      if (this.#take(clock.now())) {
        this.#strained += 1 / this.rate;
        if (this.#admitted !== undefined) this.#admitted++;
        next.admit();
      } else await clock.sleep(Math.ceil(((1 - this.#tokens) / this.rate) * 1000));
    }
    this.#pumping = false;
  }

  #next(): Waiter | undefined {
    for (const queue of Object.values(this.#waiting)) for (const waiter of queue) return waiter;
    return undefined;
  }
}

const budgets = new WeakMap<Aws, Budget>();

/** The budget of a connection. */
export function budgetOf(aws: Aws): Budget {
  const budget = budgets.get(aws) ?? new Budget();
  budgets.set(aws, budget);
  return budget;
}
