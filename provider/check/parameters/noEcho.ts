import type { Launch } from "../../aws/catalog";
import { isPreviousValue } from "../../state/inputs";
import { isRecord, isUnknown } from "../../state/values";
import type { Checking } from "../shared/checking";
import { isHidden } from "../shared/checking";

const PREFIX = "provisioningParameters.";

/**
 * A parameter that the template declares as NoEcho is secret from here on, whether the program says so or not. While
 * the declarations cannot be read, what was secret stays so.
 */
export function markNoEcho(checking: Checking, launch: Launch | undefined): void {
  const { inputs, olds, warn } = checking;
  const { provisioningParameters: given } = inputs;
  if (!isRecord(given)) return;
  const paths = (launch ? declared(launch) : before(olds?.__secrets)).filter((path) => {
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
  launch.parameters.flatMap(({ ParameterKey, IsNoEcho }) =>
    IsNoEcho && ParameterKey !== undefined ? [PREFIX + ParameterKey] : [],
  );

const before = (secrets: readonly string[] = []): string[] =>
  secrets.filter((path) => path.startsWith(PREFIX));
