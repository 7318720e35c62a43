import { createEmulator, type Emulator } from "../../emulator";
import type { Running } from "../../test/support/project";

/** How long operations take, ms: long enough to watch, short enough to wait for. */
const durations = { create: 2_500, update: 2_000, terminate: 1_500, lag: 200 };

const TICK = 50;

/** What the demo is judged by. */
export type Facts = Pick<Emulator, "calls" | "products" | "stacks" | "records">;

/**
 * The emulator, whose time passes as ours does but can be held: so an operation is surely still
 * running when it has to be, however slow the machine is.
 */
export class Service {
  readonly emulator: Emulator;
  readonly #ticking: NodeJS.Timeout;
  #held = false;

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    this.#ticking = setInterval(() => this.#held || void emulator.advance(TICK), TICK);
  }

  static async start(catalog: string): Promise<Service> {
    return new Service(await createEmulator({ catalog, durations, clock: "virtual" }));
  }

  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
  }

  /** Resolves when it has come to this, or the command has ended without. */
  async until(reached: (facts: Facts) => boolean, { child }: Running): Promise<void> {
    while (!reached(this.emulator) && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, TICK));
    }
  }

  /** Lets the later of a product and its record end, too: the CLI has waited for the record only. */
  async settle(): Promise<void> {
    if (!this.#held) await this.emulator.advance(durations.lag);
  }

  async close(): Promise<void> {
    clearInterval(this.#ticking);
    await this.emulator.close();
  }
}
