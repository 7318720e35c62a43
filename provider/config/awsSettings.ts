import { problem } from "../base/errors";
import type { AssumeRole, ProviderConnection } from "../state/inputs";
import { isAbsent, isRecord, withoutAbsent } from "../state/values";

/*
 * Settings in the notation of @pulumi/aws, from the stack's config or from an aws provider. Most of them decide as whom
 * and where AWS is called: one that is not understood is an error that names it, because without it calls would go out
 * to another place, with other rights, or unguarded.
 *
 * Each reader is told what it reads, as it stands in a message: `Stack config aws:assumeRole`.
 */

type Reader<T> = (value: unknown, what: string) => T | undefined;

const refuse = (what: string, fault: string, ...lines: string[]) =>
  problem("config", `${what} ${fault}.`, ...lines, "Nothing was sent to AWS.");

/** One role, or a chain of roles (`duration` was once `durationSeconds`). */
export const assumeRolesIn: Reader<AssumeRole[]> = (value, what) => {
  if (isAbsent(value)) return undefined;
  const roles = listOf(value).map((role) => {
    if (!isRecord(role))
      throw refuse(what, "is no role", `Write it as an object: {"roleArn":"arn:aws:iam::…:role/…"}`);
    knowMembers(role, ROLE_MEMBERS, what);
    const member = (name: string) => memberText(role, name, what);
    if (member("roleArn") === undefined) throw refuse(what, "has no roleArn");
    const seconds = member("durationSeconds");
    return withoutAbsent({
      roleArn: member("roleArn"),
      sessionName: member("sessionName"),
      externalId: member("externalId"),
      duration: member("duration") ?? (seconds === undefined ? undefined : `${seconds}s`),
      policy: member("policy"),
      policyArns: textsIn(role.policyArns, `${what}, policyArns,`),
      sourceIdentity: member("sourceIdentity"),
      tags: isAbsent(role.tags) ? undefined : textMap(role.tags, `${what}, tags,`),
      transitiveTagKeys: textsIn(role.transitiveTagKeys, `${what}, transitiveTagKeys,`),
    }) as AssumeRole;
  });
  return roles.length > 0 ? roles : undefined;
};

const ROLE_MEMBERS = [
  "roleArn",
  "sessionName",
  "externalId",
  "duration",
  "durationSeconds",
  "policy",
  "policyArns",
  "sourceIdentity",
  "tags",
  "transitiveTagKeys",
];

/** A role for a web identity, whose token stands in a file. */
export const webIdentityIn: Reader<NonNullable<ProviderConnection["webIdentity"]>> = (value, what) => {
  if (isAbsent(value)) return undefined;
  if (!isRecord(value)) throw refuse(what, "has no roleArn");
  knowMembers(value, ["roleArn", "sessionName", "webIdentityTokenFile", "duration"], what);
  const member = (name: string) => memberText(value, name, what);
  if (member("roleArn") === undefined) throw refuse(what, "has no roleArn");
  return withoutAbsent({
    roleArn: member("roleArn"),
    tokenFile: member("webIdentityTokenFile"),
    sessionName: member("sessionName"),
    duration: member("duration"),
  }) as NonNullable<ProviderConnection["webIdentity"]>;
};

/** Account numbers: text, also as numbers, also a single one. */
export const accountIdsIn: Reader<string[]> = (value, what) => {
  if (value === undefined) return undefined;
  const accounts = listOf(value).map((account) =>
    typeof account === "number" ? String(account).padStart(12, "0") : account,
  );
  const isAccount = (account: unknown): account is string =>
    typeof account === "string" && /^\d{12}$/.test(account);
  if (accounts.length === 0 || !accounts.every(isAccount)) {
    throw refuse(
      what,
      "is no list of account numbers",
      `An account number has 12 digits, and a list of them is written as ["123456789012"].`,
    );
  }
  return accounts;
};

/** A list of objects, service name to URL. Those of services that are not called do not matter. */
export const endpointsIn: Reader<Record<string, string>> = (value, what) => {
  if (isAbsent(value)) return undefined;
  const entries = listOf(value).flatMap((one) => {
    if (!isRecord(one)) throw refuse(what, "is no list of objects, service name to URL");
    return Object.entries(one).filter(([service]) => SERVICES.includes(service));
  });
  for (const [service, url] of entries)
    if (!isAbsent(url) && typeof url !== "string") throw refuse(what, `has no URL for ${service}`);
  const known = entries.filter(([, url]) => text(url));
  return known.length > 0 ? (Object.fromEntries(known) as Record<string, string>) : undefined;
};

const SERVICES = ["servicecatalog", "sts", "cloudformation"];

export const tagsIn: Reader<Record<string, string>> = (value, what) => {
  if (isAbsent(value)) return undefined;
  if (!isRecord(value)) throw refuse(what, `is no object {"tags":{…}}`);
  return isAbsent(value.tags) ? undefined : textMap(value.tags, what);
};

export const ignoredTagsIn: Reader<NonNullable<ProviderConnection["ignoreTags"]>> = (value, what) => {
  if (isAbsent(value)) return undefined;
  if (!isRecord(value)) throw refuse(what, `is no object {"keys":[…],"keyPrefixes":[…]}`);
  knowMembers(value, ["keys", "keyPrefixes"], what);
  return withoutAbsent({
    keys: textsIn(value.keys, `${what}, keys,`),
    keyPrefixes: textsIn(value.keyPrefixes, `${what}, keyPrefixes,`),
  });
};

export const textsIn: Reader<string[]> = (value, what) => {
  if (isAbsent(value)) return undefined;
  const items = listOf(value);
  if (!items.every((item) => typeof item === "string")) throw refuse(what, "is no list of strings");
  return items;
};

/** Numbers and booleans count as the text that they are written as. */
function textMap(value: unknown, what: string): Record<string, string> {
  if (!isRecord(value)) throw refuse(what, "is no object of strings");
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]): [string, string][] => {
      if (isAbsent(member)) return [];
      if (typeof member === "string") return [[key, member]];
      if (typeof member !== "number" && typeof member !== "boolean")
        throw refuse(what, `has no string for ${key}`);
      return [[key, String(member)]];
    }),
  );
}

function knowMembers(object: Record<string, unknown>, members: readonly string[], what: string): void {
  const unknown = Object.keys(object).find((key) => !isAbsent(object[key]) && !members.includes(key));
  if (unknown !== undefined)
    throw refuse(what, `has a member ${unknown}, which is not known`, `There are ${members.join(", ")}.`);
}

/** Numbers count as text. What else a member holds, such as a policy that is an object, must not be dropped unsaid. */
function memberText(object: Record<string, unknown>, name: string, what: string): string | undefined {
  const value = object[name];
  if (isAbsent(value) || value === "") return undefined;
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") throw refuse(what, `has no string for ${name}`);
  return value;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
