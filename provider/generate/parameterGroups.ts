import { isRecord } from "../state/values";
import type { ParameterGroup, VersionContent } from "./model";

/** How a template shows its parameters: its metadata `AWS::CloudFormation::Interface`, as far as it is understood. */
export function parameterGroups(metadata: unknown): Pick<VersionContent, "groups" | "labels"> {
  const shown = isRecord(metadata) ? metadata["AWS::CloudFormation::Interface"] : undefined;
  const { ParameterGroups: groups, ParameterLabels: labels } = isRecord(shown) ? shown : {};
  return {
    groups: Array.isArray(groups) ? groups.flatMap(groupIn) : [],
    labels: new Map(
      Object.entries(isRecord(labels) ? labels : {}).flatMap(([key, label]) => {
        const text = textIn(label);
        return text === undefined ? [] : [[key, text] as const];
      }),
    ),
  };
}

function groupIn(group: unknown): ParameterGroup[] {
  if (!isRecord(group) || !Array.isArray(group["Parameters"])) return [];
  const keys = (group["Parameters"] as unknown[]).filter((key) => typeof key === "string");
  return [{ label: textIn(group["Label"]) ?? "", keys }];
}

const textIn = (label: unknown): string | undefined =>
  isRecord(label) && typeof label["default"] === "string" && label["default"] !== ""
    ? label["default"]
    : undefined;
