import { brokenConstraint, type TextOfNumbers } from "./constraints";
import { CloudFormationError } from "../syntax/value";
import type { Template } from "../syntax/template";

/** One parameter of a request. `usePreviousValue` is only possible in an update. */
export interface GivenParameter {
  readonly key: string;
  readonly value: string | undefined;
  readonly usePreviousValue: boolean;
}

/** The values that a stack runs with, as text, by key. */
export type ParameterValues = Readonly<Record<string, string>>;

/** What nobody knows of the way CloudFormation takes parameters. */
export interface ParameterGuesses {
  /** What a key that an update leaves out becomes. */
  readonly omittedParameter?: "template-default" | "previous-value";
  readonly textOfNumbers?: TextOfNumbers;
}

/**
 * What CloudFormation makes of the parameters of a request, or the error it answers with.
 * @param previous values of the running stack; undefined when the stack is created
 */
export function resolveParameters(
  template: Template,
  given: readonly GivenParameter[],
  previous: ParameterValues | undefined,
  { omittedParameter = "template-default", textOfNumbers = "ignored" }: ParameterGuesses = {},
): ParameterValues {
  const chosen = new Map<string, string>();
  for (const parameter of given) {
    const value = parameter.usePreviousValue ? previousValue(parameter, previous) : parameter.value;
    if (value !== undefined) chosen.set(parameter.key, value.trim());
  }
  const unknown = given.map(({ key }) => key).filter((key) => !template.parameters.has(key));
  if (unknown.length > 0)
    throw new CloudFormationError(`Parameters: [${unknown.join(", ")}] do not exist in the template`);

  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const [key, declaration] of template.parameters) {
    const before = omittedParameter === "previous-value" ? valueOf(key, previous) : undefined;
    const value = chosen.get(key) ?? before ?? declaration.default;
    if (value === undefined) missing.push(key);
    else values[key] = value;
  }
  if (missing.length > 0)
    throw new CloudFormationError(`Parameters: [${missing.join(", ")}] must have values`);

  for (const [key, declaration] of template.parameters) {
    const broken = brokenConstraint(declaration, values[key] ?? "", textOfNumbers);
    if (broken !== undefined) throw new CloudFormationError(broken);
  }
  return values;
}

/** A parameter may have the name of what every object inherits, such as `constructor`. */
const valueOf = (key: string, values: ParameterValues | undefined): string | undefined =>
  values && Object.hasOwn(values, key) ? values[key] : undefined;

/** Fails with a value beside the flag, although the service model says that it is ignored. (observed) */
function previousValue({ key, value }: GivenParameter, previous: ParameterValues | undefined): string {
  if (value !== undefined && value !== "")
    throw new CloudFormationError(
      `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true and non empty value for a parameter`,
    );
  const before = valueOf(key, previous);
  if (before === undefined)
    throw new CloudFormationError(
      `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
    );
  return before;
}
