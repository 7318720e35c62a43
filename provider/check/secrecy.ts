import type { Inputs } from "../state/inputs";
import { valueAt } from "../state/secrets";
import { equal, isRecord, isUnknown } from "../state/values";

/**
 * What is secret though the program does not mark it: what was secret, as long as the value is in use (with
 * `ignoreChanges` the engine puts the old one back, without its mark), and what is made to be secret.
 */
export function markSecrets(inputs: Inputs, olds: Partial<Inputs> | undefined): void {
  const paths = [...(inputs.__secrets ?? []), ...stillInUse(inputs, olds), ...credentialsIn(inputs)];
  if (paths.length > 0) inputs.__secrets = [...new Set(paths)].sort();
}

function stillInUse(inputs: Inputs, olds: Partial<Inputs> | undefined): string[] {
  const at = (source: object | undefined, path: string) => valueAt(source, path);
  const same = (path: string) => at(inputs, path) !== undefined && equal(at(inputs, path), at(olds, path));
  return (olds?.__secrets ?? []).flatMap((path) => {
    if (same(path)) return [path];
    const before = at(olds, path);
    return isRecord(before)
      ? Object.keys(before)
          .map((key) => `${path}.${key}`)
          .filter(same)
      : [];
  });
}

function credentialsIn({ assumeRole, __connection }: Inputs): string[] {
  const { assumeRoles, endpoints } = __connection ?? {};
  return [
    ...(isRecord(assumeRole) && isText(assumeRole.externalId) ? ["assumeRole.externalId"] : []),
    ...(Array.isArray(assumeRoles)
      ? assumeRoles.flatMap((role, at) =>
          isText(role.externalId) ? [`__connection.assumeRoles.${at}.externalId`] : [],
        )
      : []),
    ...Object.entries(isRecord(endpoints) ? endpoints : {}).flatMap(([service, url]) =>
      hasCredentials(url) ? [`__connection.endpoints.${service}`] : [],
    ),
  ];
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "" && !isUnknown(value);

const hasCredentials = (url: string): boolean => /^[^/?#]*\/\/[^/?#]*@/.test(url);
