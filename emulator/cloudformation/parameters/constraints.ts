import { matchWhole } from "../../../patterns";
import { isListType, isStored, listElements } from "../syntax/parameterTypes";
import type { ParameterDeclaration } from "../syntax/template";

/** AllowedPattern and lengths of a Number, which are documented for strings only. */
export type TextOfNumbers = "ignored" | "enforced";

/**
 * The text CloudFormation answers with when a value breaks its declaration, undefined when it does not.
 * Texts are observed; where only one direction of a pair was seen, the other is its mirror image.
 */
export function brokenConstraint(
  parameter: ParameterDeclaration,
  value: string,
  textOfNumbers: TextOfNumbers = "ignored",
): string | undefined {
  const reason = reasonOf(parameter, value, textOfNumbers);
  if (reason === undefined) return undefined;
  return parameter.constraintDescription === undefined
    ? `Parameter '${parameter.key}' ${reason}`
    : `Parameter ${parameter.key} failed to satisfy constraint: ${parameter.constraintDescription}`;
}

function reasonOf(
  parameter: ParameterDeclaration,
  value: string,
  textOfNumbers: TextOfNumbers,
): string | undefined {
  const { type } = parameter;
  // What is given for a stored value is its name, whatever is stored: one text, never a list. (documented)
  const isList = isListType(type) && !isStored(type);
  const elements = isList ? listElements(value) : [value];
  const isNumber = type === "Number" || type === "List<Number>";
  const hasText = !isNumber || textOfNumbers === "enforced";
  return (
    (isNumber ? first(elements, (element) => numberReason(parameter, element)) : undefined) ??
    (isList || !hasText ? undefined : lengthReason(parameter, value)) ??
    first(elements, (element) => allowedReason(parameter, element)) ??
    (hasText ? first(elements, (element) => patternReason(parameter, element)) : undefined)
  );
}

const first = (elements: string[], reason: (element: string) => string | undefined) =>
  elements.map(reason).find((found) => found !== undefined);

function numberReason({ minValue, maxValue }: ParameterDeclaration, value: string): string | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) return "must be a number.";
  if (minValue !== undefined && Number(value) < Number(minValue))
    return `must be a number not less than ${minValue}`;
  if (maxValue !== undefined && Number(value) > Number(maxValue))
    return `must be a number not greater than ${maxValue}`;
  return undefined;
}

function lengthReason({ minLength, maxLength }: ParameterDeclaration, value: string): string | undefined {
  const length = [...value].length;
  if (minLength !== undefined && length < Number(minLength))
    return `must contain at least ${minLength} characters`;
  if (maxLength !== undefined && length > Number(maxLength))
    return `must contain at most ${maxLength} characters`;
  return undefined;
}

const allowedReason = ({ allowedValues }: ParameterDeclaration, value: string) =>
  allowedValues.length > 0 && !allowedValues.includes(value) ? "must be one of AllowedValues" : undefined;

/** AWS has an answer to every pattern. Where there is none here, all values are allowed. */
const patternReason = ({ allowedPattern: pattern }: ParameterDeclaration, value: string) =>
  pattern !== undefined && matchWhole(pattern, value) === false ? `must match pattern ${pattern}` : undefined;
