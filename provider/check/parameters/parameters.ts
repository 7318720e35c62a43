import type { ProvisioningArtifactParameter } from "@aws-sdk/client-service-catalog";
import type { Launch } from "../../aws/catalog";
import { isRecord, isUnknown, ownValue } from "../../state/values";
import type { Checking } from "../shared/checking";
import { isHidden, formatList, quoteValue } from "../shared/checking";
import { violations } from "./constraints";
import { nearest } from "../shared/nearest";
import { elements, parameterType } from "./parameterType";
import type { VersionChange } from "../versionChange";

const pathOf = (key: string): string => `provisioningParameters.${key}`;

/** AWS takes no longer value of a parameter. */
const LONGEST_VALUE = 4096;

/**
 * Keys that the version does not know, values that are missing, values that its declarations forbid.
 *
 * @returns the keys whose values are wrong by themselves.
 */
export function checkParameters(
  checking: Checking,
  launch: Launch,
  change: VersionChange | undefined,
): ReadonlySet<string> {
  const { provisioningParameters: given = {} } = checking.inputs;
  const wrong = new Set<string>();
  if (!isRecord(given)) return wrong; // not known before `up`
  const declared = new Map(launch.parameters.map((parameter) => [parameter.ParameterKey ?? "", parameter]));
  const meant = checkKeys(checking, Object.keys(given), declared, change);
  for (const [key, declaration] of declared) {
    const value = ownValue(given, key);
    if (value === undefined) {
      const required = declaration.DefaultValue === undefined; // an empty text is a default
      if (required && !meant.has(key)) checking.fail(pathOf(key), missing(declaration, change));
    } else if (typeof value === "string" && !isUnknown(value)) {
      const fail = (path: string, reason: string) => {
        wrong.add(key);
        checking.fail(path, reason);
      };
      checkValue({ ...checking, fail }, value, declaration);
    }
  }
  return wrong;
}

/** Answers with the parameters that were probably meant by the keys that are wrong. */
function checkKeys(
  checking: Checking,
  keys: readonly string[],
  declared: ReadonlyMap<string, unknown>,
  change: VersionChange | undefined,
): ReadonlySet<string | undefined> {
  const free = [...declared.keys()].filter((key) => !keys.includes(key));
  const meant = new Set<string | undefined>();
  for (const key of keys) {
    if (declared.has(key)) continue;
    const guess = nearest(key, free);
    meant.add(guess);
    const gone = change?.before.has(key) === true;
    const known =
      declared.size === 0 ? "the product has none" : `expected one of ${formatList([...declared.keys()])}`;
    checking.fail(
      pathOf(key),
      (gone ? `${change.to} no longer has this parameter (${change.from} had it); ` : "unknown parameter; ") +
        (guess !== undefined ? `did you mean ${guess}?` : gone ? "leave it out" : known),
    );
  }
  return meant;
}

function missing(
  {
    ParameterKey: key = "",
    ParameterConstraints: limits,
    Description: description,
  }: ProvisioningArtifactParameter,
  change: VersionChange | undefined,
): string {
  const allowed = limits?.AllowedValues ?? [];
  const choice = allowed.length > 0 ? `, one of ${formatList(allowed)}` : "";
  const since = change && !change.before.has(key) ? ` since ${change.to}` : "";
  return `is required${since}${choice}${description ? ` (${description})` : ""}`;
}

function checkValue(checking: Checking, value: string, declaration: ProvisioningArtifactParameter): void {
  const { ParameterKey: key = "", ParameterConstraints: limits, IsNoEcho: noEcho } = declaration;
  const path = pathOf(key);
  const hidden = noEcho === true || isHidden(checking.inputs, path);
  if (value.length > LONGEST_VALUE) {
    checking.fail(path, `is longer than ${LONGEST_VALUE} characters, the most that AWS accepts`);
    return;
  }
  const type = parameterType(declaration.ParameterType);
  for (const [index, part] of (type.list ? elements(value) : [value]).entries()) {
    for (const found of violations(part, type, limits)) {
      if ("unchecked" in found) checking.skip(path, found.unchecked);
      else {
        const why = limits?.ConstraintDescription
          ? `is not valid: ${limits.ConstraintDescription}`
          : found.reason;
        const guess = hidden ? "" : (found.suggestion ?? "");
        checking.fail(
          type.list ? `${path}[${index}]` : path,
          `${quoteValue(checking.inputs, part, hidden)} ${why}${guess}`,
        );
      }
    }
  }
}
