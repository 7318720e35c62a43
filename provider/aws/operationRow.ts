import type { OperationContext } from "./operationContext";
import { readStackProgress } from "./stackProgress";

/*
 * What the row of a resource says while one of its operations is followed. In the log of a CI system each new text is a
 * line of its own, so nothing in it counts time, and where many operations are followed most of them say nothing.
 */

/** From so many on that are followed at once, another one says only what is out of the ordinary. */
const MOST_ROWS = 100;
/** Of so many at once it is asked which resources are under way. */
const MOST_ASKED = 20;
/** That is asked of an operation of this age, ms, and again after a share of its age; of all operations together so often. */
const FIRST_ASKED = 30_000;
const SHARE_OF_AGE = 0.1;
const ASKED_AT_ONCE = 5;

const ROUTINE = new Set<string | undefined>([undefined, "CREATED", "IN_PROGRESS", "SUCCEEDED"]);

export class OperationRow {
  #status: string | undefined;
  #resources: string | undefined;
  #begun: number;
  #askedAt: number | undefined;
  readonly #isQuiet: boolean;
  readonly #over = new AbortController();

  /** @param followed how many operations are followed at this moment */
  constructor(
    private readonly context: OperationContext,
    private readonly doing: string,
    private readonly recordId: string,
    private readonly followed: () => number,
  ) {
    this.#begun = context.clock.now();
    this.#isQuiet = followed() > MOST_ROWS;
  }

  /** @param begun by this machine's clock, where AWS has told it */
  show(status: string | undefined, begun = this.#begun): void {
    [this.#status, this.#begun] = [status, begun];
    if (!this.#isQuiet || !ROUTINE.has(status)) this.#write();
  }

  /** Finds out which resources of a stack are under way, if it is time for that, and shows them. */
  async showResources(productId: string | undefined, type: string | undefined): Promise<void> {
    const { clock, stop, aws } = this.context;
    if (productId === undefined || type !== "CFN_STACK" || this.#isQuiet || !this.#isTime()) return;
    this.#askedAt = clock.now();
    const signal = AbortSignal.any([stop, this.#over.signal]);
    const resources = await readStackProgress(aws, productId, signal);
    if (signal.aborted || resources === undefined) return;
    this.#resources = resources;
    this.#write();
  }

  /** The operation is no longer followed: nothing more is said or asked. */
  close(): void {
    this.#over.abort();
  }

  #isTime(): boolean {
    const [now, followed] = [this.context.clock.now(), this.followed()];
    const age = now - this.#begun;
    const pause = Math.max(FIRST_ASKED, age * SHARE_OF_AGE) * Math.max(1, followed / ASKED_AT_ONCE);
    return followed <= MOST_ASKED && age >= FIRST_ASKED && now - (this.#askedAt ?? -Infinity) >= pause;
  }

  #write(): void {
    const begun = new Date(this.#begun).toISOString().slice(11, 16);
    const resources = this.#resources === undefined ? "" : `; ${this.#resources}`;
    this.context.progress(
      `${this.doing}: ${describeStatus(this.#status)} (${this.recordId}), begun ${begun} UTC${resources}`,
    );
  }
}

export const describeStatus = (status: string | undefined): string =>
  status === "IN_PROGRESS_IN_ERROR"
    ? "failed, AWS is cleaning up"
    : (status ?? "accepted").toLowerCase().replaceAll("_", " ");
