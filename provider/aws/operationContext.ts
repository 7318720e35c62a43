import type { Aws } from "./clients";
import type { Clock } from "../base/clock";
import type { RunSettings } from "../config/stackConfig";

/** What an operation on one resource works with. */
export interface OperationContext {
  readonly aws: Aws;
  readonly clock: Clock;
  /** Aborts when the user, or the death of the engine, ends the run: waits end, and nothing is changed any more. */
  readonly stop: AbortSignal;
  /** When the operation's timeout is over, ms since the epoch. */
  readonly deadline: number;
  readonly settings: RunSettings;
  /** It is this operation's turn already (product/gates): what is part of it does not queue again. */
  readonly admitted?: true;
  /** Shows what is going on, on the resource's row, until the next such text. */
  progress(text: string): void;
  /** Says something that stays: on the row and once in the summary. */
  note(text: string): void;
  /** As note, marked as a warning. */
  warn(text: string): void;
}

/** How long a run that was stopped may still look, ms. */
const LAST_LOOK = 3_000;

/** The same run for a last look after it was stopped: reading changes nothing, but it must not take long. */
export function forLastLook(context: OperationContext): OperationContext {
  const late = new AbortController();
  void context.clock.sleep(LAST_LOOK).then(() => late.abort());
  return { ...context, stop: late.signal, deadline: context.clock.now() + LAST_LOOK };
}
