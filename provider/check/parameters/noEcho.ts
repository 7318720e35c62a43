import type { Launch } from "../../aws/catalog";
import type { Inputs } from "../../state/inputs";
import { isPreviousValue } from "../../state/inputs";
import { isRecord, isUnknown } from "../../state/values";
import type { Checking } from "../shared/checking";
import { isHidden } from "../shared/checking";

const PREFIX = "provisioningParameters.";

/**
 * A parameter that the template declares as NoEcho is secret from here on, whether the program says so or not. While
 * the declarations cannot be read, what was secret stays so, and a parameter that is new may be NoEcho: it is secret
 * until they can be read.
 */
export function markNoEcho(checking: Checking, launch: Launch | undefined): void {
  const { inputs, olds, warn } = checking;
  const { provisioningParameters: given } = inputs;
  if (!isRecord(given)) return;
  const paths = (launch ? declared(launch) : undeclared(given, olds)).filter((path) => {
    const value = given[path.slice(PREFIX.length)];
    return value !== undefined && !isPreviousValue(value);
  });
  for (const path of launch ? paths : []) {
    const known = !isUnknown(given[path.slice(PREFIX.length)]);
    if (known && !isHidden(inputs, path))
      warn(
        path,
        "is a NoEcho parameter given in plain text: wrap it in pulumi.secret, or take it from secret config. It is kept secret from here on",
      );
  }
  const secrets = [...new Set([...(inputs.__secrets ?? []), ...paths])].sort();
  if (secrets.length > 0) inputs.__secrets = secrets;
}

const declared = (launch: Launch): string[] =>
  launch.parameters.filter(({ IsNoEcho }) => IsNoEcho).map(({ ParameterKey = "" }) => PREFIX + ParameterKey);

/** What was secret, and what no earlier step has found not to be. */
function undeclared(given: Record<string, unknown>, olds: Partial<Inputs> | undefined): string[] {
  const known = olds?.provisioningParameters ?? {};
  return Object.keys(given)
    .map((key) => PREFIX + key)
    .filter((path) => olds?.__secrets?.includes(path) || !(path.slice(PREFIX.length) in known));
}
