import {
  choice,
  flag,
  numberCheck,
  findMapProblem,
  findTextProblem,
  choiceCheck,
  required,
  texts,
  type Member,
  type Members,
} from "../base/schema";
import type { CatalogDefinition } from "../catalog/definition";
import type { Snapshot } from "../persistence/snapshot";
import type { Policy, Profile } from "../service/caller";
import { profiles } from "../service/policies";
import { defaultDurations, type Durations } from "../state/schedule";
import { positions, type Guesses, type StatusOrder } from "../truth/guesses";
import { checkValue } from "./functions";
import { above0, ms, simpleOr } from "./values";

export interface EmulatorOptions {
  /** A catalog folder, or a catalog. Without one there are no products until some are made through the API. */
  catalog?: string | CatalogDefinition;
  /**
   * Leaves versions out whose templates CloudFormation refuses, and says so to `log`. Default false: such a catalog is
   * an error that names all mistakes of all templates.
   */
  skipBrokenTemplates?: boolean;
  /** Default 0: any free port. */
  port?: number;
  /** Default `real`. The virtual clock begins at the real time and moves only by `advance`. */
  clock?: "real" | "virtual";
  /** How far the service's clock is ahead of this machine's, milliseconds; negative: behind. Default 0. */
  clockOffset?: number;
  /** Divides all durations. Default 1. */
  speed?: number;
  /**
   * Milliseconds, in real life's measure. Defaults: create 60000, update 45000, terminate 40000, lag 3000, account
   * 1800000. `spread` is a share: 0.3 for operations that take up to 30 % longer or shorter, at random; default 0.
   */
  durations?: Partial<Durations>;
  /** Which of a product's status and its record ends first. Default `random`. */
  statusOrder?: StatusOrder;
  /** Of everything random: ids, orders, faults of calls. Default a random one, see `Emulator.seed`. */
  seed?: number;
  /** What `snapshot()` gave, to go on from there; or a file that keeps the state over restarts. */
  state?: string | Snapshot;
  /** Positions of switches for what is unknown about AWS. */
  guesses?: Partial<Guesses>;
  /** What all callers may do, by name or as a policy. Default `admin`: everything. */
  profile?: Profile | Policy;
  /** One line per call, to `log` (default: the console). */
  verbose?: boolean;
  /** Also hears what is left out of the catalog and what of it is made up; by default that is on stderr. */
  log?: (line: string) => void;
}

const guesses: Members = Object.fromEntries(
  Object.entries(positions).map(([name, position]) => [
    name,
    typeof position === "function" ? { check: position } : choice(...position),
  ]),
);

const options: Readonly<Record<keyof EmulatorOptions, Member>> = {
  // Looked into by those who read them.
  catalog: {
    check: (value) =>
      findTextProblem(value) && findMapProblem(value) ? "must be a folder or a catalog" : undefined,
  },
  state: {
    check: (value) =>
      findTextProblem(value) && findMapProblem(value) ? "must be a file or a snapshot" : undefined,
  },
  skipBrokenTemplates: flag,
  port: {
    check: numberCheck((port) => Number.isInteger(port) && port >= 0 && port < 65536, "a port, 0 to 65535"),
  },
  clock: choice("real", "virtual"),
  clockOffset: { check: numberCheck(Number.isFinite, "a number of milliseconds") },
  speed: above0,
  durations: {
    members: {
      ...Object.fromEntries(Object.keys(defaultDurations).map((name) => [name, ms])),
      spread: { check: numberCheck((share) => share >= 0 && share <= 1, "a number from 0 to 1") },
    },
  },
  statusOrder: choice("record-first", "product-first", "random"),
  seed: { check: numberCheck((seed) => seed >= 0 && seed < Infinity, "a number, 0 or more") },
  guesses: { members: guesses },
  profile: simpleOr(choiceCheck(...profiles), {
    actions: required(texts),
    level: choice("User", "Role", "Account"),
  }),
  verbose: flag,
  log: { check: (value) => (typeof value === "function" ? undefined : "must be a function") },
};

/** @throws SetupError for options that nobody could mean */
export const checkOptions = (given: unknown): void =>
  checkValue("createEmulator(options):", { members: options }, given);
