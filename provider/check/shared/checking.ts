import type { Inputs } from "../../state/inputs";
import type { OperationContext } from "../../aws/operationContext";
import { secretsIn } from "../../state/secretsIn";
import { redact } from "../../state/recognition";
import { nearest } from "./nearest";

/** What the checks of one resource work with. */
export interface Checking {
  readonly context: OperationContext;
  readonly inputs: Inputs;
  /** The inputs of the last step; undefined for a product that is new, also in a replacement. */
  readonly olds: Partial<Inputs> | undefined;
  /** Is the product new because another one of this resource goes? */
  readonly replaces: boolean;
  /** Another resource of the program that has this one's name, which is said already. */
  readonly namesake: string | undefined;
  /**
   * A preview that looks where the `up` will: what does not exist is a mistake. In `up` itself it may be about to
   * exist, and is left to create, which asks again for a while.
   */
  readonly dryRun: boolean;
  /** Something is wrong. The reason begins with the path. */
  readonly fail: (path: string, reason: string) => void;
  /** Something cannot be checked, which is not an error. */
  readonly skip: (path: string, why: string) => void;
  /** Something that AWS accepts and the user may not expect. */
  readonly warn: (path: string, text: string) => void;
  /** Something that is as it should be, and good to know. */
  readonly note: (path: string, text: string) => void;
}

/** What the checks need that look nothing up. */
export type Local = Pick<Checking, "inputs" | "fail">;

/** Is the value at this path kept out of every message? */
export const isHidden = ({ __secrets: secrets }: Inputs, path: string): boolean =>
  secrets !== undefined && (secrets.includes(path) || secrets.includes(path.split(".")[0] ?? path));

const LONGEST_QUOTE = 80;

/**
 * A value as it stands in a message: never one that is secret, nor what of it is the secret of another argument, and
 * never a very long one whole.
 */
export function quoteValue(inputs: Inputs, given: string, hidden: boolean): string {
  if (hidden) return "the secret value";
  const value = redact(given, secretsIn(inputs)); // before it is cut, which would leave half of one
  return JSON.stringify(value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value);
}

/** The value of an argument as it stands in a message. */
export const quoteArgument = (inputs: Inputs, path: string, value: string): string =>
  quoteValue(inputs, value, isHidden(inputs, path));

const MANY = 12;

/** "a, b, c", or "a, b, … and 30 more". */
export function formatList(items: readonly string[]): string {
  if (items.length <= MANY) return items.join(", ");
  return `${items.slice(0, MANY).join(", ")} and ${items.length - MANY} more`;
}

/** `; did you mean "small"?`, or nothing. */
export function suggest(word: string, candidates: readonly string[], tolerance?: number): string {
  const guess = nearest(word, candidates, tolerance);
  return guess === undefined ? "" : `; did you mean ${JSON.stringify(guess)}?`;
}

/** Collects what is wrong: each reason begins with the path, because the engine is given no property. */
export type Failures = string[];
