import { milliseconds } from "../base/duration";
import type { Inputs, Timeouts } from "../state/inputs";

/** How long looking something up for check may take, ms; a check that cannot be made is left out. */
export const CHECK_TIMEOUT = 60_000;

/** How long a refresh may take, ms. */
export const READ_TIMEOUT = 10 * 60_000;

/** What CloudFormation allows its own resource type for provisioned products, ms. */
const OPERATION_TIMEOUT = 12 * 3_600_000;

/** How long an operation may take, ms: `customTimeouts`, else 12 hours. */
export function operationTimeout({ __timeouts }: Inputs, operation: keyof Timeouts): number {
  const given = __timeouts?.[operation];
  return given === undefined ? OPERATION_TIMEOUT : milliseconds(given);
}
