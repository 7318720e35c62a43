import type { Scope } from "../base/arns";
import type { Call } from "./calls";
import type { CatalogDefinition } from "../catalog/definition";
import type { Engine } from "./provisioningEngine";
import type { Fault } from "../faults/operationFaults";
import type { Guesses, StatusOrder } from "../truth/guesses";
import type { Outside } from "./outside";
import type { OutsideCatalog } from "./outsideCatalog";
import type { Snapshot } from "../persistence/snapshot";
import type { Durations } from "../state/schedule";
import type { ProductView, RecordView, StackView } from "../state/views";
import type { Latency, WeatherExtent, WeatherKind } from "../faults/callFaults";
import type { Policy, Profile } from "../service/caller";

export interface EmulatorOptions {
  /** A catalog folder, or a catalog. Without one there are no products until some are made through the API. */
  catalog?: string | CatalogDefinition;
  /** Default 0: any free port. */
  port?: number;
  /** Default `real`. The virtual clock begins at the real time and moves only by `advance`. */
  clock?: "real" | "virtual";
  /** Divides all durations. Default 1. */
  speed?: number;
  /** Milliseconds, in real life's measure. Defaults: create 60000, update 45000, terminate 40000, lag 3000, account 1800000. */
  durations?: Partial<Durations>;
  /** Which of a product's status and its record ends first. Default `random`. */
  statusOrder?: StatusOrder;
  /** Of everything random: ids, orders, weather. Default a random one, see `Emulator.seed`. */
  seed?: number;
  /** What `snapshot()` gave, to go on from there; or a file that keeps the state over restarts. */
  state?: string | Snapshot;
  /** Positions of switches for what is unknown about AWS. */
  guesses?: Partial<Guesses>;
  /** What all callers may do, by name or as a policy. Default `admin`: everything. */
  profile?: Profile | Policy;
  /** One line per call, to `log` (default: the console). */
  verbose?: boolean;
  log?: (line: string) => void;
}

/** Which world is meant; what is missing is that of the default world 123456789012/us-east-1. */
export type Where = Partial<Scope>;

/** A running emulator, as a test sees it. */
export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** The environment in which AWS clients use this emulator, with credentials of the default account. */
  readonly env: Record<string, string>;
  /** Give it to `createEmulator` to have the same ids and the same chance again. */
  readonly seed: number;
  /** All calls in their order, of all worlds. */
  calls(filter?: { operation?: string; mutating?: boolean }): Call[];
  clearCalls(): void;
  /** Living provisioned products. */
  products(where?: Where): ProductView[];
  /** All stacks ever made. */
  stacks(where?: Where): StackView[];
  /** All records, oldest first. */
  records(where?: Where): RecordView[];
  /** Makes the next operations of a product fail: by its name or id, or `*` for any. */
  fail(productNameOrId: string, what: Fault): void;
  /** What the next `count` calls (default 1) of an operation meet, or a share of all of them. */
  weather(operation: string, kind: WeatherKind, count?: WeatherExtent): void;
  /** How long the calls of an operation, or of all (`*`), take in real time before they are taken up. */
  latency(operation: string, ms: Latency): void;
  /** Ends weather and latency. */
  clearWeather(): void;
  /** Per account; undefined for none. */
  rateLimit(callsPerSecond: number | undefined): void;
  readonly outside: Outside & OutsideCatalog;
  /** Of EXTERNAL and TERRAFORM products. */
  readonly engine: Engine;
  /** Milliseconds since the epoch, by the emulator's clock. */
  now(): number;
  /** Moves the virtual clock. */
  advance(ms: number): Promise<void>;
  /** All that has happened and was set up so far, but for the calls; for `createEmulator({ state })`. */
  snapshot(): Snapshot;
  /** Forgets products, records, calls, faults, weather and limits; the catalog is that of the file again, the clock stays. */
  reset(): void;
  /** Ends the emulator and destroys connections that are still open. */
  close(): Promise<void>;
}
