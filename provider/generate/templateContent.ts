import type { ParameterConstraints, ProvisioningArtifactParameter } from "@aws-sdk/client-service-catalog";
import { isRecord, withoutAbsent } from "../state/values";
import type { CatalogOutput, VersionContent } from "./model";
import { parameterGroups } from "./parameterGroups";

/** What a template declares, as DescribeProvisioningParameters would tell it. Undefined for what is no template. */
export function templateContent(template: unknown): VersionContent | undefined {
  if (!isRecord(template)) return undefined;
  const { Parameters: parameters, Outputs: outputs, Metadata: metadata } = template;
  return {
    parameters: Object.entries(isRecord(parameters) ? parameters : {}).map(parameter),
    outputs: hasOwnOutputs(template) ? Object.entries(isRecord(outputs) ? outputs : {}).map(output) : [],
    ...parameterGroups(metadata),
  };
}

function parameter([key, declaration]: [string, unknown]): ProvisioningArtifactParameter {
  const given = isRecord(declaration) ? declaration : {};
  const fallback = given["Default"];
  return {
    ParameterKey: key,
    ParameterType: text(given["Type"]) ?? "String",
    IsNoEcho: /^true$/i.test(text(given["NoEcho"]) ?? ""),
    ...withoutAbsent({
      DefaultValue: Array.isArray(fallback) ? fallback.map(text).join(",") : text(fallback),
      Description: text(given["Description"]),
    }),
    ParameterConstraints: constraints(given),
  };
}

function constraints(given: Record<string, unknown>): ParameterConstraints {
  const allowed = given["AllowedValues"];
  const names = [
    "AllowedPattern",
    "ConstraintDescription",
    "MinLength",
    "MaxLength",
    "MinValue",
    "MaxValue",
  ] as const;
  return {
    AllowedValues: Array.isArray(allowed) ? allowed.flatMap((value) => text(value) ?? []) : [],
    ...withoutAbsent(Object.fromEntries(names.map((name) => [name, text(given[name])]))),
  };
}

const output = ([key, declaration]: [string, unknown]): CatalogOutput => ({
  key,
  description: isRecord(declaration) ? text(declaration["Description"]) : undefined,
});

/** Macros other than SAM's may write any output, and loops make names. */
function hasOwnOutputs({ Transform: transform, Outputs: outputs }: Record<string, unknown>): boolean {
  const macros = [transform ?? []].flat();
  const known = macros.every((macro) => typeof macro === "string" && macro.startsWith("AWS::"));
  const isLoop = (key: string) => key.startsWith("Fn::");
  return (
    known && !macros.includes("AWS::Include") && !Object.keys(isRecord(outputs) ? outputs : {}).some(isLoop)
  );
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
