import { milliseconds } from "../base/duration";
import { readPlanSettings, type PlanSettings } from "./planSettings";
import { problem } from "../base/errors";
import type { ProviderConnection } from "../state/inputs";
import { withoutAbsent } from "../state/values";
import {
  accountIdsIn,
  assumeRolesIn,
  endpointsIn,
  ignoredTagsIn,
  tagsIn,
  textsIn,
  webIdentityIn,
} from "./awsSettings";

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
  /** The first of the keys that is set. */
  const setting = <T>(read: (value: unknown, what: string) => T, ...keys: string[]) => {
    const key = keys.find((one) => get(one) !== undefined);
    if (key === undefined) return undefined;
    const value = parsed(key, get(key) ?? "");
    if (value === null)
      throw problem("config", `Stack config ${key} is null.`, `Take it away: pulumi config rm ${key}`);
    return read(value, `Stack config ${key}`);
  };
  const waitForOthers = get("servicecatalog:waitForOthers");
  return withoutAbsent({
    region: text("region"),
    profile: text("profile"),
    assumeRoles: setting(assumeRolesIn, "servicecatalog:assumeRole", "aws:assumeRoles", "aws:assumeRole"),
    webIdentity: setting(webIdentityIn, "aws:assumeRoleWithWebIdentity"),
    endpoints: setting(endpointsIn, "aws:endpoints"),
    sharedConfigFiles: setting(textsIn, "aws:sharedConfigFiles"),
    sharedCredentialsFiles: setting(textsIn, "aws:sharedCredentialsFiles"),
    defaultTags: setting(tagsIn, "aws:defaultTags"),
    ignoreTags: setting(ignoredTagsIn, "aws:ignoreTags"),
    allowedAccountIds: setting(accountIdsIn, "aws:allowedAccountIds"),
    forbiddenAccountIds: setting(accountIdsIn, "aws:forbiddenAccountIds"),
    retainPhysicalResources: flag("servicecatalog:retainPhysicalResources", get),
    ignoreErrors: flag("servicecatalog:ignoreErrors", get),
    validation: validation(get),
    waitForOthers: waitForOthers === undefined ? undefined : milliseconds(waitForOthers),
    parameterDrift: flag("servicecatalog:parameterDrift", get),
    plans: readPlanSettings(get),
    accountOperations: count("servicecatalog:accountOperations", get),
    maxConcurrentOperations: count("servicecatalog:maxConcurrentOperations", get),
  });
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

function count(key: string, get: (key: string) => string | undefined): number | undefined {
  const value = get(key);
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw problem(
    "config",
    `Stack config ${key} is "${value}".`,
    `Set it to a number of operations, from 1: pulumi config set ${key} 5`,
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

/** What is written like JSON has to be it; other text is taken as it is, and left to the reader. */
function parsed(key: string, text: string): unknown {
  try {
    // A number that begins with 0 is none to JSON.
    return /^\d+$/.test(text.trim()) ? text.trim() : (JSON.parse(text) as unknown);
  } catch {
    if (!/^\s*[{["]/.test(text)) return text;
    throw problem("config", `Stack config ${key} is not JSON.`, `Look at it with: pulumi config get ${key}`);
  }
}

/** Settings of the stack that concern how operations go. */
export interface RunSettings {
  /** How long to wait for an operation that somebody else has begun on the product, ms. */
  waitForOthers: number;
  /** Whether a refresh reads the parameters of the product's CloudFormation stack. */
  parameterDrift: boolean;
  /** What a preview asks AWS about the resources inside of a product; absent where it does not. */
  plans?: PlanSettings;
  /** How many operations on accounts of Account Factory run at once; its own limit. */
  accountOperations: number;
  /** How many operations run at once; undefined for as many as the engine begins. */
  maxConcurrentOperations?: number | undefined;
}

export const DEFAULT_SETTINGS: RunSettings = {
  waitForOthers: 30 * 60_000,
  parameterDrift: true,
  accountOperations: 5, // documented; AWS may raise it
};

/** The settings of operations: those of the stack's config, else the defaults. */
export const runSettings = ({
  waitForOthers = DEFAULT_SETTINGS.waitForOthers,
  parameterDrift = DEFAULT_SETTINGS.parameterDrift,
  accountOperations = DEFAULT_SETTINGS.accountOperations,
  maxConcurrentOperations,
  plans,
}: StackConfig): RunSettings => ({
  waitForOthers,
  parameterDrift,
  accountOperations,
  maxConcurrentOperations,
  ...(plans && { plans }),
});
