import { isListType, listElements } from "../syntax/parameterTypes";
import type { ParameterValues } from "../parameters/parameters";
import { CloudFormationError, StackFailure } from "../syntax/value";
import type { ParameterDeclaration, Template } from "../syntax/template";

const ssm = "AWS::SSM::Parameter";

/** Parameters that AWS publishes are there in every account. (documented) */
export const isOfAws = (parameter: string): boolean => parameter.startsWith("/aws/");

/** What a type is made of: `List<AWS::EC2::Subnet::Id>` of subnets. */
export const elementType = (type: string): string => /^List<(.*)>$/.exec(type)?.[1] ?? type;

/**
 * The values that parameters have for the template: of SSM types what is stored under the name, which has to
 * exist. (documented) Without an inventory of SSM parameters the name stands for its value.
 */
export function resolvedValues(
  template: Template,
  values: ParameterValues,
  inventory: Inventory,
): ParameterValues {
  const stored = inventory.get(ssm);
  if (!stored) return values;
  const missing = [...template.parameters.values()]
    .filter(({ type }) => type.startsWith(`${ssm}::`))
    .map(({ key }) => values[key] ?? "")
    .filter((name) => !stored.has(name) && !isOfAws(name));
  if (missing.length > 0)
    throw new CloudFormationError(
      `Unable to fetch parameters [${missing.join(",")}] from parameter store for this account.`,
    );
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const isValue = template.parameters.get(key)?.type.startsWith(`${ssm}::Value<`);
      return [key, (isValue ? stored.get(value)?.["value"] : undefined) ?? value];
    }),
  );
}

/** Whether a parameter shows a resolved value besides its own. */
export const isResolved = ({ type }: ParameterDeclaration): boolean => type.startsWith(`${ssm}::Value<`);

/** Values of AWS-specific types have to exist, which is seen when the stack has begun: it rolls back. (observed) */
export function checkExistence(template: Template, values: ParameterValues, inventory: Inventory): void {
  for (const { key, type } of template.parameters.values()) {
    const known = type.startsWith(ssm) ? undefined : inventory.get(elementType(type));
    if (!known) continue;
    const value = values[key] ?? "";
    for (const element of isListType(type) ? listElements(value) : [value])
      if (!known.has(element))
        throw new StackFailure(
          `Parameter validation failed: parameter value ${element} for parameter name ${key} does not exist. Rollback requested by user.`,
        );
  }
}

/** Attributes by id by type; what has no attributes has an empty object. */
export type Inventory = ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, string>>>>;
