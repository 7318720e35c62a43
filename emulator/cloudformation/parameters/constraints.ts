import { matchWhole } from "../../../patterns";
import { isListType, listElements } from "../syntax/parameterTypes";
import type { ParameterDeclaration } from "../syntax/template";

/**
 * The text CloudFormation answers with when a value breaks its declaration, undefined when it does not.
 * Texts are observed; where only one direction of a pair was seen, the other is its mirror image.
 */
export function brokenConstraint(parameter: ParameterDeclaration, value: string): string | undefined {
  const reason = reasonOf(parameter, value);
  if (reason === undefined) return undefined;
  return parameter.constraintDescription === undefined
    ? `Parameter '${parameter.key}' ${reason}`
    : `Parameter ${parameter.key} failed to satisfy constraint: ${parameter.constraintDescription}`;
}

function reasonOf(parameter: ParameterDeclaration, value: string): string | undefined {
  const elements = isListType(parameter.type) ? listElements(value) : [value];
  const numeric = parameter.type === "Number" || parameter.type === "List<Number>";
  return (
    (numeric ? first(elements, (element) => numberReason(parameter, element)) : undefined) ??
    (isListType(parameter.type) ? undefined : lengthReason(parameter, value)) ??
    first(elements, (element) => allowedReason(parameter, element))
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

function allowedReason(parameter: ParameterDeclaration, value: string): string | undefined {
  if (parameter.allowedValues.length > 0 && !parameter.allowedValues.includes(value))
    return "must be one of AllowedValues";
  const pattern = parameter.allowedPattern;
  // AWS has an answer to every pattern. Where there is none here, all values are allowed.
  if (pattern !== undefined && matchWhole(pattern, value) === false) return `must match pattern ${pattern}`;
  return undefined;
}
