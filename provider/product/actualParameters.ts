import { describeParameters } from "../aws/catalog";
import type { Inputs, ParameterValue } from "../state/inputs";
import { isPreviousValue } from "../state/inputs";
import type { OperationContext } from "../aws/operationContext";
import { readStackParametersOfMany } from "../aws/stackPages";
import { ownValue, withoutAbsent } from "../state/values";
import type { Observed } from "../state/observed";

type Parameters = Record<string, ParameterValue>;

/**
 * The parameters that the product really runs with, as a program would give them: what `inputs` says where that is
 * what the stack has, or where the stack does not show it (NoEcho); the stack's value where it differs; and values
 * that `inputs` does not give and that are not the template's defaults. Two calls, the second one only when the stack
 * has parameters that `inputs` does not give.
 *
 * @returns undefined for products without a stack, and when the stack may not be read.
 */
export async function readActualParameters(
  context: OperationContext,
  inputs: Inputs,
  observed: Observed,
): Promise<Parameters | undefined> {
  const real =
    observed.stackArn === null ? undefined : await readStackParametersOfMany(context, observed.stackArn);
  if (!real) return undefined;
  const given = inputs.provisioningParameters ?? {};
  const found = withActualValues(given, real);
  const others = Object.entries(real).filter(([key]) => !Object.hasOwn(given, key));
  if (others.length === 0) return found;
  const defaults = await defaultsOf(context, inputs, observed);
  for (const [key, value] of others) {
    // Of a parameter that the catalog does not show it is not known whether the value was chosen.
    if (defaults.has(key) && !isSameValue(value, defaults.get(key) ?? null)) found[key] = value;
  }
  return found;
}

/** The program's parameters with the values that are real. NoEcho ones are not shown, so they never differ. */
export function withActualValues(given: Parameters, real: Readonly<Record<string, string>>): Parameters {
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const actual = ownValue(real, key);
      return [key, isSameValue(value, actual) ? value : actual];
    }),
  );
}

/** Is the value what the stack has? CloudFormation trims values. What it does not show counts as equal, and so does whatever is there already. */
export function isSameValue(value: ParameterValue, real: string | null | undefined): real is undefined {
  return real === undefined || isPreviousValue(value) || (real !== null && value.trim() === real.trim());
}

/** The template's defaults by parameter, undefined where there is none. Nothing when they cannot be read. */
async function defaultsOf(
  context: OperationContext,
  { pathId, pathName, acceptLanguage }: Inputs,
  { productId, provisioningArtifactId, pathId: usedPath }: Observed,
): Promise<Map<string, string | undefined>> {
  if (productId === null || provisioningArtifactId === null) return new Map();
  const path = pathName === undefined ? { pathId: pathId ?? usedPath ?? undefined } : { pathName };
  try {
    const ref = withoutAbsent({ productId, provisioningArtifactId, ...path });
    const declared = await describeParameters(context, ref, acceptLanguage);
    return new Map(declared.map(({ ParameterKey = "", DefaultValue }) => [ParameterKey, DefaultValue]));
  } catch {
    return new Map();
  }
}
