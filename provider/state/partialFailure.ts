import type { State } from "./state";
import type { Problem } from "../base/errors";

/** Create or update did not succeed, but the product exists: it is kept in state as `state` says. */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";
  constructor(
    readonly id: string,
    readonly state: State,
    readonly reason: Problem,
    /** Nothing was done: Account Factory was busy with another operation. */
    readonly collided = false,
  ) {
    super(reason.message, { cause: reason });
  }
}
