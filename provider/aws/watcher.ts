import type { AccessLevelFilterKey, ProvisionedProductAttribute } from "@aws-sdk/client-service-catalog";
import { nameOf } from "../base/errors";
import { askAtWidestLevel } from "./accessLevel";
import { budgetOf } from "./budget";
import { callForHint } from "./calls";
import type { Aws } from "./clients";
import { STATUS_LAG } from "./delays";
import type { OperationContext } from "./operationContext";
import { pages } from "./pages";

/*
 * One look for many records: a search for the products that are under change, a hundred a page. It is a hint, never
 * the truth. A record that was shown and no longer is gets a look of its own, and that decides. One that was never
 * shown is looked at as if there were no search, and so are all where the search is denied, fails, lags or costs more
 * than it saves.
 */

/** From so many records on that are followed at once, the products are searched. A test may set it. */
export const watching = { from: 5 };

/** By their last record. */
type Running = ReadonlyMap<string, ProvisionedProductAttribute>;

const PAGE_SIZE = 100;
/** A search may cost one page for so many records. */
const RECORDS_PER_PAGE = 5;
/** Between two searches, ms, and for older operations a share of their age: less at an age at which others have ended. */
const BEFORE_ENDS = { shortest: 1_000, share: 0.11 };
const AMONG_ENDS = { shortest: 900, share: 0.045 };
/** Operations of a run take equally long, give or take so much of the shortest one. */
const SPREAD = 0.3;
/** Of the calls that AWS admits not more than this share are searches. */
const SHARE_OF_RATE = 0.25;
/** A search must be answered within, ms: until then nobody looks. */
const SEARCH_TIMEOUT = 5_000;
/** After a search that failed there is none for so long, ms, and after each further one for twice as long. */
const REST = 30_000;
/** A record that every search shows as running is looked at all the same after this, ms, and then ever later. */
const SAFETY = 45_000;

/** Told with id and type of the product each time that a search shows its record as running. */
type OnShown = (productId: string | undefined, type: string | undefined) => void;

/** Who follows a record: `wait` lasts until it is time to look at it. */
export class Follower {
  readonly begun: number;
  /** Has a search ever shown the record as running? */
  seen = false;
  /** The last search has not shown it: perhaps it is over. */
  isExpected = false;
  /** When the record was no longer shown, by this machine's clock. */
  hintedAt: number | undefined;
  #cover: "not searched" | "shown" | "not shown" = "not searched";
  #due = false;
  #sleep = new AbortController();

  constructor(
    private readonly watcher: Watcher,
    private readonly context: OperationContext,
    readonly recordId: string,
    private readonly onShown: OnShown,
  ) {
    this.begun = context.clock.now();
  }

  /** Is the record looked for by searches, so that a look of its own can wait? */
  get covered(): boolean {
    return this.watcher.isWatching && this.#cover !== "not shown";
  }

  /**
   * Resolves when it is time for a look: after `pause` ms as long as no search covers the record; else when a search
   * no longer shows it, after a long time, or at the deadline. At once when the run is stopped.
   */
  async wait(pause: number): Promise<void> {
    const { clock, stop, deadline } = this.context;
    const wake = () => this.wake();
    stop.addEventListener("abort", wake);
    while (!stop.aborted && !this.#due) {
      this.#sleep = new AbortController();
      const now = clock.now();
      const safety = Math.max(SAFETY, (now - this.begun) / 2) * (1 + Math.random());
      const ms = this.covered ? Math.max(0, Math.min(safety, deadline - now)) : pause;
      await clock.sleep(ms, this.#sleep.signal);
      if (!this.#sleep.signal.aborted) break;
    }
    this.isExpected = this.#due || this.hintedAt !== undefined;
    this.#due = false;
    stop.removeEventListener("abort", wake);
  }

  /** A search that began after this follower has ended; with what it has shown of the record's product. */
  noteSearch(product: ProvisionedProductAttribute | undefined): void {
    const [before, isShown] = [this.#cover, product !== undefined];
    if (product) this.onShown(product.Id, product.Type);
    this.#cover = isShown ? "shown" : "not shown";
    this.seen ||= isShown;
    if (isShown || before === "not shown") return;
    if (before === "shown") this.hintedAt = this.context.clock.now();
    this.#due = true;
    this.wake();
  }

  /** Ends the sleep, so that it is decided anew for how long. */
  wake(): void {
    this.#sleep.abort();
  }

  /** @param hasEnded what the last look has shown */
  leave(hasEnded: boolean): void {
    this.watcher.remove(this, hasEnded ? this.context.clock.now() : undefined);
  }
}

/** The searches of one connection. */
export class Watcher {
  isWatching = false;
  readonly #followers = new Set<Follower>();
  /** Records that have ended, by a look at them, and when that was. */
  readonly #ended = new Map<string, number>();
  #isRunning = false;
  #failures = 0;
  #isDenied = false;
  #level: AccessLevelFilterKey | undefined;
  #idle = new AbortController();
  #operations = 0;
  /** What the shortest operation has taken whose end a search has shown, ms. */
  #shortest = Infinity;

  /** Does an operation that can do with fewer calls where there are many like it. */
  async amongOthers<T>(work: (areMany: boolean) => Promise<T>): Promise<T> {
    this.#operations++;
    try {
      return await work(this.#operations >= watching.from);
    } finally {
      this.#operations--;
    }
  }

  /** How many records are followed. */
  get followed(): number {
    return this.#followers.size;
  }

  follow(context: OperationContext, recordId: string, onShown: OnShown = () => undefined): Follower {
    const follower = new Follower(this, context, recordId, onShown);
    this.#followers.add(follower);
    if (!this.#isRunning && !this.#isDenied && this.#followers.size >= watching.from) void this.#run(context);
    return follower;
  }

  remove(follower: Follower, endedAt: number | undefined): void {
    this.#followers.delete(follower);
    if (endedAt !== undefined) {
      this.#ended.set(follower.recordId, endedAt);
      if (follower.hintedAt !== undefined)
        this.#shortest = Math.min(this.#shortest, endedAt - follower.begun);
    }
    if (this.#followers.size === 0) this.#idle.abort();
  }

  /** Searches as long as anybody follows a record. */
  async #run(follower: OperationContext): Promise<void> {
    const { clock } = follower;
    const context = { ...follower, deadline: Infinity, progress: () => undefined };
    this.#isRunning = this.isWatching = true;
    this.#failures = 0;
    while (this.#followers.size > 0 && !this.#isDenied) {
      this.#idle = new AbortController();
      await clock.sleep(
        this.isWatching
          ? this.#interval(clock.now(), budgetOf(context.aws).rate)
          : REST * 2 ** (this.#failures - 1),
        this.#idle.signal,
      );
      if (this.#followers.size === 0) break;
      try {
        const begun = clock.now();
        this.#conclude(await this.#search(context), begun);
        [this.isWatching, this.#failures] = [true, 0];
      } catch (error) {
        this.#isDenied = nameOf(error) === "AccessDeniedException";
        this.#failures++;
        this.#giveUp();
      }
    }
    this.#isRunning = false;
    this.#ended.clear();
    this.#giveUp();
  }

  /** Everybody looks for himself. */
  #giveUp(): void {
    this.isWatching = false;
    for (const follower of this.#followers) follower.wake();
  }

  #interval(now: number, rate: number): number {
    const intervals = [...this.#followers].map(({ begun }) => {
      const age = now - begun;
      const { shortest, share } = age < this.#shortest * (1 - SPREAD) ? BEFORE_ENDS : AMONG_ENDS;
      return Math.max(shortest, age * share);
    });
    return Math.max(Math.min(...intervals), 1000 / (SHARE_OF_RATE * rate));
  }

  /** @throws Error when the search lags */
  #conclude(running: Running, begun: number): void {
    for (const [recordId, at] of this.#ended) {
      if (!running.has(recordId)) this.#ended.delete(recordId);
      else if (begun > at + STATUS_LAG) throw new Error("the search lags");
    }
    for (const follower of this.#followers)
      if (follower.begun <= begun) follower.noteSearch(running.get(follower.recordId));
  }

  /** The products that are under change. @throws Error when that takes too many pages */
  async #search(context: OperationContext): Promise<Running> {
    const running = new Map<string, ProvisionedProductAttribute>();
    let left = Math.ceil(this.#followers.size / RECORDS_PER_PAGE);
    for await (const { ProvisionedProducts, NextPageToken } of pages((from) => this.#page(context, from))) {
      if (!Array.isArray(ProvisionedProducts)) throw new TypeError("a page without products");
      for (const product of ProvisionedProducts)
        if (product.Status === "UNDER_CHANGE" && product.LastRecordId !== undefined)
          running.set(product.LastRecordId, product);
      if (NextPageToken && --left <= 0) throw new RangeError("more pages than they save looks");
    }
    return running;
  }

  /** Sorted, because pages of an unsorted search repeat and skip products. */
  #page(context: OperationContext, from: { PageToken?: string }) {
    const ask = (AccessLevelFilter: { Key: AccessLevelFilterKey; Value: "self" }) =>
      callForHint(context, async (client, options) => {
        const page = await client.searchProvisionedProducts(
          {
            AccessLevelFilter,
            Filters: { SearchQuery: ["status:UNDER_CHANGE"] },
            SortBy: "id",
            PageSize: PAGE_SIZE,
            ...from,
          },
          { ...options, requestTimeout: SEARCH_TIMEOUT },
        );
        this.#level = AccessLevelFilter.Key;
        return page;
      });
    return this.#level ? ask({ Key: this.#level, Value: "self" }) : askAtWidestLevel(ask);
  }
}

const watchers = new WeakMap<Aws, Watcher>();

/** The watcher of a connection. */
export function watcherOf(aws: Aws): Watcher {
  const watcher = watchers.get(aws) ?? new Watcher();
  watchers.set(aws, watcher);
  return watcher;
}
