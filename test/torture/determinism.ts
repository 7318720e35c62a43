import crypto from "node:crypto";
import { useFakeTimers, type SinonFakeTimers } from "sinon";
import { seededRandom } from "../../emulator/base/random";

/*
 * Time, chance and slow hashes of this process, so that a simulation runs in milliseconds and again in the same way.
 * This file is imported before any file of the provider.
 */

/** The provider hashes slowly on purpose, in a thread; here the same input gives the same hash at once. */
type Done = (error: Error | null, hash: Buffer) => void;
const fast = (text: string, salt: string, length: number, _options: object, done: Done): void =>
  done(null, crypto.createHash("sha512").update(`${salt}/${text}`).digest().subarray(0, length));
crypto.scrypt = fast as unknown as typeof crypto.scrypt;

const realTimeout = setTimeout;
/** More timers than any simulation needs, and more rounds than any module takes to load. */
const MOST_STEPS = 100_000;
const MOST_PATIENCE = 50;

/** Lets everything run that does not wait for time. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
}

/** Nothing is left that could bring the work to an end. */
export class WaitsForEver extends Error {}

/** A machine whose time passes only while something waits for it. */
export class Machine {
  readonly #timers: SinonFakeTimers;
  readonly #chance = Math.random;
  readonly begun: number;

  constructor(seed: number) {
    this.begun = Date.UTC(2026, 10, 28, 9);
    this.#timers = useFakeTimers({
      now: this.begun,
      toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
    });
    Math.random = seededRandom(seed, "machine");
  }

  /** Lets time pass, from one timer to the next, until the work has ended. */
  async finish<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const ended = work.finally(() => (over = true));
    ended.catch(() => undefined);
    for (let steps = 0, patience = 0; ; steps++) {
      await settle();
      if (over) return ended;
      if (steps > MOST_STEPS) throw new WaitsForEver("the work never ends");
      if (this.#timers.countTimers() > 0) this.#timers.next();
      // Modules of the SDK are loaded when they are first needed, which takes the real time of a disk.
      else if (patience++ < MOST_PATIENCE) await new Promise((resolve) => realTimeout(resolve, 20));
      else throw new WaitsForEver("nothing is left that could end the work");
    }
  }

  /** Lets so many milliseconds pass. */
  async wait(ms: number): Promise<void> {
    await this.finish(new Promise<void>((resolve) => setTimeout(resolve, ms)));
  }

  /** Gives the process back its time and chance. */
  end(): void {
    this.#timers.restore();
    Math.random = this.#chance;
  }
}
