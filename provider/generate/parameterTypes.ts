import type { ProvisioningArtifactParameter } from "@aws-sdk/client-service-catalog";
import { parameterType } from "../check/parameters/parameterType";
import { literalText } from "../command/escape";

/** The type of a parameter's value in TypeScript: its allowed values, else what CloudFormation says that it is. */
export function valueType({ ParameterType, ParameterConstraints }: ProvisioningArtifactParameter): string {
  const { list, number } = parameterType(ParameterType);
  const allowed = [...new Set(ParameterConstraints?.AllowedValues)];
  const single = allowed.length > 0 ? allowedTypes(allowed, number) : [number ? "number" : "string"];
  if (!list) return single.join(" | ");
  return single.length > 1 ? `(${single.join(" | ")})[]` : `${single.join("")}[]`;
}

function allowedTypes(allowed: readonly string[], number: boolean): string[] {
  const types = allowed.map((value) => {
    if (number) return isPlainNumber(value) ? value : literalText(value);
    return value === "true" || value === "false" ? value : literalText(value);
  });
  if (!types.includes("true") || !types.includes("false")) return types;
  return ["boolean", ...types.filter((type) => type !== "true" && type !== "false")];
}

/** Is this what JavaScript writes for the number? `1.0` and `007` are sent as they are, so they are texts. */
const isPlainNumber = (text: string): boolean =>
  String(Number(text)) === text && Number.isFinite(Number(text));
