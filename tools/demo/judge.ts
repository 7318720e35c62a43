import { AssertionError } from "node:assert";
import type { Facts } from "./service";

/** Why a claim is not true; undefined if it is. */
export function judge(step: { judge: (facts: Facts) => void }, facts: Facts): string | undefined {
  try {
    step.judge(facts);
    return undefined;
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
}
