import { milliseconds } from "./base/duration";
import { problem } from "./base/errors";
import type { AssumeRole, Inputs, ProviderConnection } from "./state/inputs";
import type { State } from "./state/state";
import { hasUnknown, isRecord, withoutAbsent } from "./state/values";
import { placeOf } from "./state/observed";

/*
 * Where settings come from, first that is set wins: argument, the aws provider of the resource's options, stack
 * config (`servicecatalog:*`, then `aws:*` as @pulumi/aws reads it), and what the AWS SDK finds by itself.
 */

/** Settings of the stack. In a plain `destroy` and `refresh` the engine shows those of the last `up`. */
export interface StackConfig extends ProviderConnection, Partial<RunSettings> {
  retainPhysicalResources?: boolean;
  ignoreErrors?: boolean;
  /** What becomes of checks that cannot be made; off: nothing is looked up. */
  validation?: "default" | "strict" | "off";
}

export function readStackConfig(get: (key: string) => string | undefined): StackConfig {
  const text = (name: string) => get(`servicecatalog:${name}`) ?? get(`aws:${name}`);
  const json = (key: string) => parseJson(key, get(key));
  const waitForOthers = get("servicecatalog:waitForOthers");
  return withoutAbsent({
    region: text("region"),
    profile: text("profile"),
    assumeRoles: assumeRolesIn(
      json("servicecatalog:assumeRole") ?? json("aws:assumeRoles") ?? json("aws:assumeRole"),
    ),
    endpoints: endpointsIn(json("aws:endpoints")),
    sharedConfigFiles: listIn(json("aws:sharedConfigFiles")),
    sharedCredentialsFiles: listIn(json("aws:sharedCredentialsFiles")),
    defaultTags: tagsIn(json("aws:defaultTags")),
    ignoreTags: ignoredTagsIn(json("aws:ignoreTags")),
    allowedAccountIds: listIn(json("aws:allowedAccountIds")),
    forbiddenAccountIds: listIn(json("aws:forbiddenAccountIds")),
    retainPhysicalResources: flag("servicecatalog:retainPhysicalResources", get),
    ignoreErrors: flag("servicecatalog:ignoreErrors", get),
    validation: validation(get),
    waitForOthers: waitForOthers === undefined ? undefined : milliseconds(waitForOthers),
    parameterDrift: flag("servicecatalog:parameterDrift", get),
  }) as StackConfig;
}

function flag(key: string, get: (key: string) => string | undefined): boolean | undefined {
  const value = get(key);
  if (value === undefined) return undefined;
  if (value === "true" || value === "false") return value === "true";
  throw problem(
    "config",
    `Stack config ${key} is "${value}".`,
    `Set it to true or false: pulumi config set ${key} true`,
  );
}

function validation(get: (key: string) => string | undefined): StackConfig["validation"] {
  const value = get("servicecatalog:validation");
  if (value === undefined || value === "default" || value === "strict" || value === "off") return value;
  throw problem(
    "config",
    `Stack config servicecatalog:validation is "${value}".`,
    `Set it to strict, off or default: pulumi config set servicecatalog:validation strict`,
  );
}

function parseJson(key: string, text: string | undefined): unknown {
  if (text === undefined || text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw problem("config", `Stack config ${key} is not JSON.`, `Look at it with: pulumi config get ${key}`);
  }
}

const listIn = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

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

export type Connection = Omit<ProviderConnection, "defaultTags" | "ignoreTags" | "hasAccessKey">;

/**
 * With which settings AWS is called for a resource that has no product yet. In the preview that makes an aws
 * provider, what the user did not set there is unknown rather than absent, so unknown counts as not set.
 */
export function connectionFor(inputs: Inputs, config: StackConfig): Connection {
  const own = Object.fromEntries(
    Object.entries(inputs.__connection ?? {}).filter(([, value]) => !hasUnknown(value)),
  ) as ProviderConnection;
  return withoutAbsent({
    region: inputs.region ?? own.region ?? config.region,
    profile: inputs.profile ?? own.profile ?? config.profile,
    assumeRoles: inputs.assumeRole ? [inputs.assumeRole] : (own.assumeRoles ?? config.assumeRoles),
    webIdentity: own.webIdentity,
    endpoints: own.endpoints ?? config.endpoints,
    sharedConfigFiles: own.sharedConfigFiles ?? config.sharedConfigFiles,
    sharedCredentialsFiles: own.sharedCredentialsFiles ?? config.sharedCredentialsFiles,
    allowedAccountIds: own.allowedAccountIds ?? config.allowedAccountIds,
    forbiddenAccountIds: own.forbiddenAccountIds ?? config.forbiddenAccountIds,
  }) as Connection;
}

/** For a product that exists: it is addressed where it lives, whatever the configuration says now (rule 4). */
export function connectionForExisting(state: State, config: StackConfig, inputs = state.inputs): Connection {
  const region = placeOf(state.observed.arn)?.region ?? state.observed.region;
  const connection = connectionFor(inputs, config);
  return region === null ? connection : { ...connection, region };
}

/** The region that the program asks for by itself: a change of it moves the product, a change of config does not. */
export const explicitRegion = (inputs: Inputs): string | undefined =>
  inputs.region ?? inputs.__connection?.region;

export interface TerminateFlags {
  retainPhysicalResources: boolean;
  ignoreErrors: boolean;
  /** Where each flag that is on was set, for the row: `ignoreErrors (from SERVICECATALOG_IGNORE_ERRORS)`. */
  sources: string[];
}

const ENVIRONMENT = {
  retainPhysicalResources: "SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES",
  ignoreErrors: "SERVICECATALOG_IGNORE_ERRORS",
} as const;

/**
 * How a product is to be terminated. The environment counts at destroy time without an `up` before it: each
 * variable is a comma list of `pp-` ids, product names or URNs, or `*`; `true` is refused because it would reach
 * every product of a stack by a habit of typing.
 */
export function terminateFlags(
  id: string,
  state: State,
  config: StackConfig,
  env: NodeJS.ProcessEnv = process.env,
): TerminateFlags {
  const sources: string[] = [];
  const decide = (key: keyof typeof ENVIRONMENT): boolean => {
    if (namedInEnvironment(ENVIRONMENT[key], env, [id, state.observed.name, state.inputs.__urn])) {
      sources.push(`${key} (from ${ENVIRONMENT[key]})`);
      return true;
    }
    const argument = state.inputs[key];
    const on = argument ?? config[key] ?? false;
    if (on) sources.push(`${key} (from ${argument === undefined ? "stack config" : "the program"})`);
    return on;
  };
  return {
    retainPhysicalResources: decide("retainPhysicalResources"),
    ignoreErrors: decide("ignoreErrors"),
    sources,
  };
}

function namedInEnvironment(variable: string, env: NodeJS.ProcessEnv, names: readonly unknown[]): boolean {
  const value = env[variable]?.trim() ?? "";
  if (/^(true|1|yes|on)$/i.test(value)) {
    throw problem(
      "environment",
      `${variable}=${value} does not say which products it is for. Nothing was terminated.`,
      `Set ${variable} to a comma list of pp- ids, product names or URNs, or to * for all of them.`,
    );
  }
  const listed = value.split(",").map((item) => item.trim());
  return listed.includes("*") || names.some((name) => typeof name === "string" && listed.includes(name));
}

/** Settings of the stack that concern how operations go. */
export interface RunSettings {
  /** How long to wait for an operation that somebody else has begun on the product, ms. */
  waitForOthers: number;
  /** Whether a refresh reads the parameters of the product's CloudFormation stack. */
  parameterDrift: boolean;
}

export const DEFAULT_SETTINGS: RunSettings = { waitForOthers: 30 * 60_000, parameterDrift: true };
