import type { ProvisioningArtifactParameter } from "@aws-sdk/client-service-catalog";
import { propertyName } from "../command/escape";
import { comment, parameterComment } from "./documentation";
import type { CatalogVersion, VersionContent } from "./model";
import { inOrder } from "./model";
import { valueType } from "./parameterTypes";

export interface ParametersType {
  /** Empty for a version whose parameters cannot be read. */
  text: string;
  /** No parameter is required. */
  optional: boolean;
}

/** The type of a version's parameters. */
export function parametersType({ content }: CatalogVersion): ParametersType {
  if (!content) return { text: "", optional: true };
  const parameters = ordered(content);
  if (parameters.length === 0) return { text: "Record<string, never>", optional: true };
  const members = parameters.map((parameter) => {
    const { ParameterKey: key = "", DefaultValue } = parameter;
    const required = DefaultValue === undefined; // an empty text is a default
    const about = parameterComment(
      parameter,
      { group: groupOf(content, key), label: content.labels.get(key) },
      "  ",
    );
    const type = valueType(parameter);
    return `${about}  ${propertyName(key)}${required ? "" : "?"}: ${required ? "ParameterInput" : "OptionalParameterInput"}<${type}>;\n`;
  });
  return {
    text: `{\n${members.join("")}}`,
    optional: parameters.every(({ DefaultValue }) => DefaultValue !== undefined),
  };
}

/** The type of a version's outputs; any, where it is not known which there are. */
export function outputsType({ content }: CatalogVersion): string {
  const outputs = [...(content?.outputs ?? [])].sort((one, other) => inOrder(one.key, other.key));
  if (outputs.length === 0) return "Record<string, string>";
  const members = outputs.map(
    ({ key, description }) => `${comment([description], "    ")}    ${propertyName(key)}: string;\n`,
  );
  return `{\n${members.join("")}  }`;
}

/** As the template groups them; others follow by name. */
function ordered({ parameters, groups }: VersionContent): ProvisioningArtifactParameter[] {
  const grouped = groups.flatMap(({ keys }) => keys);
  const place = ({ ParameterKey: key = "" }: ProvisioningArtifactParameter) => {
    const at = grouped.indexOf(key);
    return at < 0 ? grouped.length : at;
  };
  return [...parameters].sort(
    (one, other) => place(one) - place(other) || inOrder(one.ParameterKey ?? "", other.ParameterKey ?? ""),
  );
}

const groupOf = ({ groups }: VersionContent, key: string): string | undefined =>
  groups.find(({ keys }) => keys.includes(key))?.label;
