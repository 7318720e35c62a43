import type { AssumeRole, ProviderConnection } from "../state/inputs";
import { isRecord, withoutAbsent } from "../state/values";

/** One role, or a chain of roles, in the notation of @pulumi/aws (`duration` was once `durationSeconds`). */
export function assumeRolesIn(value: unknown): AssumeRole[] | undefined {
  const roles = (Array.isArray(value) ? value : [value]).filter(isRecord).flatMap((role) => {
    const roleArn = text(role.roleArn);
    const seconds = role.durationSeconds === undefined ? undefined : `${Number(role.durationSeconds)}s`;
    return roleArn === undefined
      ? []
      : [
          withoutAbsent({
            roleArn,
            sessionName: text(role.sessionName),
            externalId: text(role.externalId),
            duration: text(role.duration) ?? seconds,
          }) as AssumeRole,
        ];
  });
  return roles.length > 0 ? roles : undefined;
}

/** @pulumi/aws holds a list of objects, service name to URL. */
export function endpointsIn(value: unknown): Record<string, string> | undefined {
  const all = (Array.isArray(value) ? value : [value]).filter(isRecord).flatMap(Object.entries);
  const known = all.filter(
    ([service, url]) => text(url) && ["servicecatalog", "sts", "cloudformation"].includes(service),
  );
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

export function tagsIn(value: unknown): Record<string, string> | undefined {
  const tags = isRecord(value) && isRecord(value.tags) ? value.tags : undefined;
  return (
    tags &&
    (Object.fromEntries(Object.entries(tags).filter(([, v]) => typeof v === "string")) as Record<
      string,
      string
    >)
  );
}

export function ignoredTagsIn(value: unknown): ProviderConnection["ignoreTags"] {
  if (!isRecord(value)) return undefined;
  return withoutAbsent({
    keys: listIn(value.keys),
    keyPrefixes: listIn(value.keyPrefixes),
  }) as ProviderConnection["ignoreTags"];
}

export const listIn = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;

export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
