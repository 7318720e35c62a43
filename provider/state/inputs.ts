import type { Properties } from "./values";
import { equal, isAbsent, isRecord } from "./values";

/** Keep the value that the product has now: sent to AWS as `UsePreviousValue`, without a value. */
export interface PreviousValue {
  usePreviousValue: true;
}

export type ParameterValue = string | PreviousValue;

export interface StackSetPreferences {
  accounts?: string[];
  regions?: string[];
  failureToleranceCount?: number;
  failureTolerancePercentage?: number;
  maxConcurrencyCount?: number;
  maxConcurrencyPercentage?: number;
  operationType?: string;
}

export interface AssumeRole {
  roleArn: string;
  sessionName?: string;
  externalId?: string;
  /** Go notation, as everywhere in Pulumi: "1h", "30m". */
  duration?: string;
  /** These a role of the stack's config or of an aws provider can have: they narrow what the session may do. */
  policy?: string;
  policyArns?: string[];
  sourceIdentity?: string;
  tags?: Record<string, string>;
  transitiveTagKeys?: string[];
}

/** What the class takes from an aws provider in the resource's options. Never credentials: state would keep them. */
export interface ProviderConnection {
  region?: string;
  profile?: string;
  assumeRoles?: AssumeRole[];
  webIdentity?: { roleArn: string; tokenFile?: string; sessionName?: string; duration?: string };
  endpoints?: Record<string, string>;
  sharedConfigFiles?: string[];
  sharedCredentialsFiles?: string[];
  defaultTags?: Record<string, string>;
  ignoreTags?: { keys?: string[]; keyPrefixes?: string[] };
  allowedAccountIds?: string[];
  forbiddenAccountIds?: string[];
  /** The provider holds access keys, which cannot be taken over. */
  hasAccessKey?: boolean;
  /** What of its settings is not understood, one message each. Check refuses it. */
  unusable?: string[];
}

/** Go notation: "30m", "1h30m". */
export interface Timeouts {
  create?: string;
  update?: string;
  delete?: string;
}

/** The arguments as the program gives them, normalised by check. In a preview any of them may be UNKNOWN. */
export interface Arguments {
  name?: string;
  productId?: string;
  productName?: string;
  provisioningArtifactId?: string;
  provisioningArtifactName?: string;
  pathId?: string;
  pathName?: string;
  provisioningParameters?: Record<string, ParameterValue>;
  stackSetProvisioningPreferences?: StackSetPreferences;
  notificationArns?: string[];
  tags?: Record<string, string>;
  acceptLanguage?: string;
  ignoreErrors?: boolean;
  retainPhysicalResources?: boolean;
  region?: string;
  profile?: string;
  assumeRole?: AssumeRole;
  owner?: string;
  repairTainted?: boolean;
  secretOutputs?: boolean;
}

/** What the class adds for the handler: the dynamic protocol hands on neither options nor the URN. */
export interface HiddenInputs {
  /** The shape of what is stored; 1. */
  __schema: number;
  __provider: string;
  __urn: string;
  __identity: string;
  /** The name to use when the program gives none. */
  __derivedName: string;
  __timeouts?: Timeouts;
  __connection?: ProviderConnection;
  /** The id of a product to take into state instead of creating one (the `import` option). */
  __import?: string;
  /** Paths of secret values (secrets.ts). The class names what is marked in the program, check adds NoEcho. */
  __secrets?: string[];
}

export type Inputs = Arguments & HiddenInputs;

/** Inputs as check returned them, as they come back from the engine. */
export const asInputs = (properties: Properties): Inputs => properties as Properties & Inputs;

/** Every argument. A test holds it against the type and the documentation. */
export const ARGUMENTS = [
  "name",
  "productId",
  "productName",
  "provisioningArtifactId",
  "provisioningArtifactName",
  "pathId",
  "pathName",
  "provisioningParameters",
  "stackSetProvisioningPreferences",
  "notificationArns",
  "tags",
  "acceptLanguage",
  "ignoreErrors",
  "retainPhysicalResources",
  "region",
  "profile",
  "assumeRole",
  "owner",
  "repairTainted",
  "secretOutputs",
] as const satisfies readonly (keyof Arguments)[];

export type ArgumentName = (typeof ARGUMENTS)[number];

export const HIDDEN = [
  "__schema",
  "__provider",
  "__urn",
  "__identity",
  "__derivedName",
  "__timeouts",
  "__connection",
  "__import",
  "__secrets",
] as const satisfies readonly (keyof HiddenInputs)[];

export const SCHEMA = 1;

export const isPreviousValue = (value: unknown): value is PreviousValue =>
  isRecord(value) && value.usePreviousValue === true;

/** The arguments in which two sets of inputs differ. */
export function differingArguments(a: Arguments, b: Arguments): ArgumentName[] {
  return ARGUMENTS.filter((key) => !equal(a[key] ?? undefined, b[key] ?? undefined));
}

/** What is unknown as a whole is a text at run time, which would be spread into its letters. */
const knownObject = <T extends object>(value: T | undefined): T | undefined =>
  isRecord(value) ? value : undefined;

/** Does the aws provider leave this tag alone? */
export const isIgnoredTag = (connection: ProviderConnection | undefined, key: string): boolean => {
  const { keys = [], keyPrefixes = [] } = connection?.ignoreTags ?? {};
  return keys.includes(key) || keyPrefixes.some((prefix) => key.startsWith(prefix));
};

/** Tags as they are sent: the default tags of the aws provider, overridden by the resource's own, less the ignored. */
export function effectiveTags({
  tags,
  __connection,
}: Pick<Inputs, "tags" | "__connection">): Record<string, string> {
  const { defaultTags } = __connection ?? {};
  return Object.fromEntries(
    Object.entries({ ...knownObject(defaultTags), ...knownObject(tags) }).filter(
      ([key]) => !isIgnoredTag(__connection, key),
    ),
  );
}

/** The known members of an object, absent ones left out. */
export function pick(properties: Properties, keys: readonly string[]): Properties {
  return Object.fromEntries(
    keys.filter((key) => !isAbsent(properties[key])).map((key) => [key, properties[key]]),
  );
}
