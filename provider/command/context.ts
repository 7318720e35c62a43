import { awsFor } from "../aws/clients";
import type { OperationContext } from "../aws/operationContext";
import { systemClock } from "../base/clock";
import { Problem, problem, quote } from "../base/errors";
import type { Connection } from "../config/connection";
import { DEFAULT_SETTINGS } from "../config/stackConfig";

/** How a command asks AWS: until nothing has been answered for a while. */
export interface CommandContext extends OperationContext {
  /** AWS has answered. */
  heard(): void;
}

/** So long is asked without an answer, ms. Thousands of products take longer, but come one by one. */
const PATIENCE = 2 * 60_000;

/** The context of one command. */
export function commandContext(connection: Connection, progress: (text: string) => void): CommandContext {
  let last = systemClock.now();
  return {
    aws: awsFor(connection),
    clock: systemClock,
    stop: new AbortController().signal,
    get deadline() {
      return last + PATIENCE;
    },
    heard: () => void (last = systemClock.now()),
    settings: DEFAULT_SETTINGS,
    progress,
    note: progress,
    warn: progress,
  };
}

/**
 * Work in AWS, whose refusal is said to be that.
 *
 * @throws Problem `call-failed` with what AWS answered.
 */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw problem("call-failed", `AWS could not be asked: ${quote(error)}`);
  }
}
