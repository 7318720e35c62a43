/** What bench/many.ts has measured, as it is kept in bench/results/many.json. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const RESULTS = path.join(__dirname, "results", "many.json");

export type Who = "provider" | "plain" | "terraform";

/** One measurement; times in seconds, of an operation on all products together. */
export interface Row {
  who: Who;
  size: number;
  /** Calls a second that were admitted. */
  rate: number | "any";
  /** For create and destroy together. */
  callsAProduct: number;
  /** The share of the calls that was refused. */
  throttled: number;
  up: number;
  /** The longest operation, or the calls that cannot be left out at that rate. */
  upLimit: number;
  destroy: number;
  destroyLimit: number;
  /** From the end of the record to its report. */
  lateMedian: number;
  late95: number;
  completed: number;
  /** Products that the destroy has left. */
  left: number;
  /** Products that are not in state; of this provider only. */
  lost?: number;
  megabytes?: number;
}

/** A whole run of the bench. */
export interface Run {
  at: string;
  rows: Row[];
}

export const readRuns = (): Run[] =>
  existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Run[]) : [];

/** Keeps a run, and the one before it. */
export function writeRun(run: Run): void {
  const before = readRuns().filter(({ at }) => at !== run.at);
  writeFileSync(RESULTS, `${JSON.stringify([...before.slice(-1), run], undefined, 2)}\n`);
}
