import { milliseconds } from "../base/duration";
import { problem } from "../base/errors";
import type { ProviderConnection } from "../state/inputs";
import { withoutAbsent } from "../state/values";
import { assumeRolesIn, endpointsIn, tagsIn, ignoredTagsIn, listIn, text } from "./awsSettings";

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

export function flag(key: string, get: (key: string) => string | undefined): boolean | undefined {
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

/** Settings of the stack that concern how operations go. */
export interface RunSettings {
  /** How long to wait for an operation that somebody else has begun on the product, ms. */
  waitForOthers: number;
  /** Whether a refresh reads the parameters of the product's CloudFormation stack. */
  parameterDrift: boolean;
}

export const DEFAULT_SETTINGS: RunSettings = { waitForOthers: 30 * 60_000, parameterDrift: true };
