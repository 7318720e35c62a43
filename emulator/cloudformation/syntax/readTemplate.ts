import type { ParameterDeclaration, Template } from "./template";
import { dictionary, flat, isTrue, text, type Dictionary, type Value } from "./value";

/** The declarations of a template that has been checked. */
export function readTemplate(root: Dictionary): Omit<Template, "macros" | "loops"> {
  return {
    version: text(root["AWSTemplateFormatVersion"]) ?? "2010-09-09",
    description: text(root["Description"]),
    metadata: root["Metadata"],
    parameters: readParameters(root),
    rules: dictionary(root["Rules"]),
    mappings: dictionary(root["Mappings"]),
    conditions: dictionary(root["Conditions"]),
    resources: section(root["Resources"], (_key, resource) => ({
      type: text(resource["Type"]) ?? "",
      condition: text(resource["Condition"]),
      deletionPolicy: text(resource["DeletionPolicy"]),
      dependsOn: [resource["DependsOn"] ?? []].flat().map(flat),
      properties: dictionary(resource["Properties"]),
    })),
    outputs: section(root["Outputs"], (_key, output) => ({
      value: output["Value"] ?? "",
      description: text(output["Description"]),
      condition: text(output["Condition"]),
    })),
  };
}

/** The parameters that a template declares. */
export const readParameters = (root: Dictionary) => section(root["Parameters"], readParameter);

function section<T>(value: Value | undefined, read: (key: string, entry: Dictionary) => T): Map<string, T> {
  return new Map(
    Object.entries(dictionary(value)).map(([key, entry]) => [key, read(key, dictionary(entry))]),
  );
}

function readParameter(key: string, entry: Dictionary): ParameterDeclaration {
  const allowed = entry["AllowedValues"];
  return {
    key,
    type: text(entry["Type"]) ?? "String",
    default: textOfDefault(entry["Default"]),
    description: text(entry["Description"]),
    noEcho: isTrue(entry["NoEcho"]),
    allowedValues: Array.isArray(allowed) ? allowed.map(flat) : [],
    allowedPattern: text(entry["AllowedPattern"]),
    constraintDescription: text(entry["ConstraintDescription"]),
    minLength: text(entry["MinLength"]),
    maxLength: text(entry["MaxLength"]),
    minValue: text(entry["MinValue"]),
    maxValue: text(entry["MaxValue"]),
  };
}

const textOfDefault = (value: Value | undefined) =>
  Array.isArray(value) ? value.map(flat).join(",") : text(value);
