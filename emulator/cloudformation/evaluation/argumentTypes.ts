import { CloudFormationError, type Value } from "../syntax/value";
import type { Evaluated } from "./context";

export function expectString(value: Evaluated, name: string): string {
  if (typeof value !== "string")
    throw new CloudFormationError(`Template error: every ${name} object must have values that are strings`);
  return value;
}

export function expectList(value: Evaluated, name: string): Value[] {
  if (!Array.isArray(value))
    throw new CloudFormationError(`Template error: every ${name} object requires a list as its argument`);
  return value;
}
