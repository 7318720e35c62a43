import type { Inputs } from "./inputs";
import type { Observed } from "./observed";

/** An operation that was still running when the run that began it ended. */
export interface Pending {
  /** Null when its answer was lost: whether AWS has begun it is not known. */
  recordId: string | null;
  /** Of the request that began it (identity.ts). */
  fingerprint: string;
  /** The request held secrets, of which state, which keeps what ran before, knows nothing. */
  secrets?: true;
}

export type Origin = "aws" | "aws-native";

/** What a create has made. */
export interface Provisioned {
  id: string;
  state: State;
}

/**
 * What is known of a product between two runs: the inputs that it really runs with (the last that succeeded),
 * and what Service Catalog said of it.
 */
export interface State {
  inputs: Inputs;
  observed: Observed;
  pending?: Pending;
  /**
   * The record of an operation with values that state does not know, of somebody else or of a program that has changed
   * since. Which NoEcho parameters it has set, AWS shows to nobody.
   */
  unverified?: string;
  /** Outputs that are secret whatever the inputs say: they were when the state was written, or may be now. */
  secretOutputs?: string[];
  /**
   * NoEcho parameters that the product runs with and whose values are not known here; "*" where not even the names are.
   * Outputs may show them.
   */
  hiddenValues?: string[];
  /** The status message is that of an attempt with secrets that are not in this state, and may quote them. */
  secretMessage?: boolean;
  /** The state was written by another provider: nothing of ours is in it yet. */
  movedFrom?: Origin;
}
