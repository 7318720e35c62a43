import type { ParameterConstraints } from "@aws-sdk/client-service-catalog";
import { matchWhole } from "../../../patterns";
import { formatList, suggest } from "../shared/checking";
import { FOR_VALUES } from "../shared/nearest";
import type { ParameterType } from "./parameterType";
import { withoutSpaces } from "./parameterType";

/** A value that is not as its parameter's declaration asks. */
export interface Violation {
  /** Follows the value: `is not one of a, b`. */
  reason: string;
  /** What was probably meant, in words; empty when there is no telling. */
  suggestion?: string;
}

/** Why a constraint cannot be evaluated here. */
export interface Unchecked {
  unchecked: string;
}

interface Constraint {
  appliesTo: (type: ParameterType) => boolean;
  evaluate: (value: string, limits: ParameterConstraints) => Violation | Unchecked | undefined;
}

const scalar = ({ list }: ParameterType) => !list;
const text = ({ number }: ParameterType) => !number;
const number = (type: ParameterType) => type.number;

/** The constraints of a parameter as CloudFormation applies them, to a scalar or to each element of a list. */
const CONSTRAINTS: readonly Constraint[] = [
  {
    appliesTo: () => true,
    evaluate: (value, { AllowedValues: allowed = [] }) =>
      allowed.length === 0 || allowed.includes(value)
        ? undefined
        : { reason: `is not one of ${formatList(allowed)}`, suggestion: suggest(value, allowed, FOR_VALUES) },
  },
  {
    appliesTo: number,
    evaluate: (value) => (readNumber(value) === undefined ? { reason: "is not a number" } : undefined),
  },
  {
    appliesTo: number,
    evaluate: (value, { MinValue }) =>
      compare(value, MinValue) < 0 ? { reason: `is less than ${MinValue}` } : undefined,
  },
  {
    appliesTo: number,
    evaluate: (value, { MaxValue }) =>
      compare(value, MaxValue) > 0 ? { reason: `is greater than ${MaxValue}` } : undefined,
  },
  {
    appliesTo: (type) => scalar(type) && text(type),
    evaluate: (value, { MinLength }) =>
      value.length < Number(MinLength ?? 0)
        ? { reason: `is shorter than ${characters(MinLength)}` }
        : undefined,
  },
  {
    appliesTo: (type) => scalar(type) && text(type),
    evaluate: (value, { MaxLength }) =>
      // Whether AWS counts an emoji as one or as two is not known.
      [...value].length > Number(MaxLength ?? Infinity)
        ? { reason: `is longer than ${characters(MaxLength)}` }
        : undefined,
  },
  {
    appliesTo: text,
    evaluate: (value, { AllowedPattern: pattern }) => {
      if (!pattern) return undefined;
      const matches = matchWhole(pattern, value);
      if (typeof matches === "object") return { unchecked: `the pattern ${pattern} ${matches.undecided}` };
      return matches ? undefined : { reason: `does not match ${pattern}` };
    },
  },
];

/**
 * What is wrong with one value: a scalar, or an element of a list. CloudFormation is said to leave out the spaces
 * around a scalar, so one that is right in either reading is right.
 */
export function violations(
  value: string,
  type: ParameterType,
  limits: ParameterConstraints = {},
): (Violation | Unchecked)[] {
  const inner = evaluate(withoutSpaces(value), type, limits);
  return inner.length === 0 ? inner : evaluate(value, type, limits);
}

function evaluate(value: string, type: ParameterType, limits: ParameterConstraints) {
  const found = CONSTRAINTS.filter(({ appliesTo }) => appliesTo(type)).flatMap(
    (constraint) => constraint.evaluate(value, limits) ?? [],
  );
  const [first] = found;
  // A value that is not on the list is wrong whatever else it is: the list says all.
  return first && "suggestion" in first ? [first] : found;
}

const characters = (count: string | undefined): string => `${count} character${count === "1" ? "" : "s"}`;

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/;
/** What Java reads as a number besides; it is left to AWS what these mean. */
const UNUSUAL = /^[+-]?(NaN|Infinity|0[xX][\da-fA-F.]+[pP][+-]?\d+[dDfF]?)$/;

/** A number as Java's double is written; NaN for the forms that compare with nothing; undefined when it is none. */
function readNumber(value: string): number | undefined {
  const written = value.trim();
  if (DECIMAL.test(written)) return Number(written.replace(/[dDfF]/, ""));
  return UNUSUAL.test(written) ? NaN : undefined;
}

/** Negative, zero or positive; zero where there is nothing to compare. */
function compare(value: string, limit: string | undefined): number {
  const difference = (readNumber(value) ?? NaN) - (readNumber(limit ?? "") ?? NaN);
  return Number.isNaN(difference) ? 0 : difference;
}
