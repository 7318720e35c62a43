import { SetupError } from "../../base/setupError";
import { readTemplateText, type StrangePlace } from "../syntax/readTemplateText";
import type { ParameterDeclaration, Template, TemplateProblem } from "../syntax/template";
import { structureProblem } from "./structure";
import { dictionary, flat, isDictionary, isTrue, text, type Dictionary, type Value } from "../syntax/value";

/** CloudFormation refuses a template: with the file and the line for who wrote it, and in its own words. */
export class TemplateError extends SetupError {
  constructor(
    file: string,
    line: number,
    readonly problem: TemplateProblem,
  ) {
    super(`${file}:${line}: ${problem.reason}`);
  }
}

/** Reads a template, and refuses what CloudFormation would refuse before it does anything with it. */
export function parseTemplate(source: string, file: string): Template {
  const { value: root, strange, lineOf } = readTemplateText(source, file);
  if (!isDictionary(root))
    throw new SetupError(`${file}:1: not a CloudFormation template, it has no Resources section`);
  const [first] = strange;
  const problem =
    (Buffer.byteLength(source) > maxBytes ? tooLarge : undefined) ??
    (first && { path: first.path, reason: strangeness[first.what](`[/${first.path.join("/")}]`) }) ??
    structureProblem(root);
  if (problem) throw new TemplateError(file, lineOf(problem.path), problem);
  return {
    version: text(root["AWSTemplateFormatVersion"]) ?? "2010-09-09",
    description: text(root["Description"]),
    metadata: root["Metadata"],
    parameters: section(root["Parameters"], readParameter),
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

/** What CloudFormation says of YAML that it does not take. (observed) */
const strangeness: Readonly<Record<StrangePlace["what"], (place: string) => string>> = {
  null: (place) => `${place} 'null' values are not allowed in templates`,
  alias: () => "Template error: YAML aliases are not allowed in CloudFormation templates",
  key: (place) => `${place} map keys must be strings; received a map instead`,
};

const maxBytes = 1_000_000;
const tooLarge: TemplateProblem = {
  path: [],
  reason: `Template may not exceed ${maxBytes} bytes in size.`,
};

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
