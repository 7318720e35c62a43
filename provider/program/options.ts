import * as pulumi from "@pulumi/pulumi";
import type { ProviderConnection } from "../state/inputs";
import { withoutAbsent } from "../state/values";
import { messageOf } from "../base/errors";
import {
  accountIdsIn,
  assumeRolesIn,
  endpointsIn,
  ignoredTagsIn,
  tagsIn,
  textsIn,
  webIdentityIn,
} from "../config/awsSettings";

/*
 * Resource options that the dynamic provider protocol does not hand on, made into hidden inputs, so that they mean
 * what they mean for every Pulumi resource.
 */

/** The types that users move over from: their state becomes ours instead of a second product. */
const FORMER_TYPES = [
  "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
  "aws-native:servicecatalog:CloudFormationProvisionedProduct",
  "servicecatalog:index:ProvisionedProduct", // of the resource plugin for other languages
];

export interface Intercepted {
  options: pulumi.CustomResourceOptions;
  hidden: pulumi.Inputs;
}

export function intercept(options: pulumi.CustomResourceOptions): Intercepted {
  const { provider, import: importId, ...rest } = options;
  const foreign = isForeign(provider);
  const aws = awsProviderIn(options);
  return {
    options: {
      // The old product owns the name; and the engine can force a replacement without asking.
      deleteBeforeReplace: true,
      ...rest,
      ...(provider !== undefined && !foreign && { provider }),
      aliases: [...FORMER_TYPES.map((type) => ({ type })), ...(options.aliases ?? [])],
    },
    hidden: {
      __import: importId,
      __timeouts: timeouts(options.customTimeouts),
      __connection: aws && connectionOf(aws),
    },
  };
}

const isForeign = (provider: pulumi.ProviderResource | undefined): boolean =>
  provider !== undefined && packageOf(provider) !== "pulumi-nodejs";

const awsProviderIn = ({ provider, parent }: Where): pulumi.ProviderResource | undefined =>
  isForeign(provider) ? provider : parent?.getProvider("aws:index:x");

type Where = Pick<pulumi.CustomResourceOptions, "provider" | "parent">;

/**
 * The settings of the aws provider that is in force, as they are now. In the preview that makes it, what the user did
 * not set there is unknown rather than absent, so unknown counts as not set.
 */
export async function connectionIn(where: Where): Promise<ProviderConnection | undefined> {
  const provider = awsProviderIn(where);
  if (!provider) return undefined;
  const settings = Object.entries(connectionOf(provider)).map(async ([name, value]) => {
    const setting = pulumi.output(value) as unknown as Settling;
    return [name, (await setting.isKnown) ? await setting.promise() : undefined] as const;
  });
  return withoutAbsent(Object.fromEntries(await Promise.all(settings)));
}

/** Internal in @pulumi/pulumi: `apply` alone would never come back from an unknown value. */
interface Settling {
  isKnown: Promise<boolean>;
  promise(): Promise<unknown>;
}

/** `getPackage` is internal in @pulumi/pulumi; every provider resource has the package in its type as well. */
function packageOf(provider: pulumi.ProviderResource): string {
  const { pkg } = provider as unknown as { pkg?: unknown };
  return typeof pkg === "string" ? pkg : "aws";
}

const timeouts = (given: pulumi.CustomTimeouts | undefined) =>
  given && { create: given.create, update: given.update, delete: given.delete };

/**
 * The settings of an aws provider. Its constructor inputs are outputs on the instance; objects are JSON text. Access
 * keys and tokens stay where they are: only that they were given is handed on, which check refuses.
 */
function connectionOf(provider: pulumi.ProviderResource) {
  const settings = provider as unknown as Record<string, pulumi.Output<unknown> | undefined>;
  const text = (name: string) => settings[name];
  const setting = (name: string): pulumi.Output<unknown> =>
    pulumi.output(settings[name]) as pulumi.Output<unknown>;
  const attempts: pulumi.Output<Attempt>[] = [];
  const object = (name: string, read: (value: unknown, what: string) => unknown) => {
    if (!settings[name]) return undefined;
    const attempt = setting(name).apply((value) => attemptTo(read, name, value));
    attempts.push(attempt);
    return attempt.apply(({ found }) => found);
  };
  const given = (name: string) => setting(name).apply((value) => value !== undefined && value !== "");
  const understood = {
    assumeRoles: object("assumeRoles", assumeRolesIn) ?? object("assumeRole", assumeRolesIn),
    webIdentity: object("assumeRoleWithWebIdentity", webIdentityIn),
    endpoints: object("endpoints", endpointsIn),
    sharedConfigFiles: object("sharedConfigFiles", textsIn),
    sharedCredentialsFiles: object("sharedCredentialsFiles", textsIn),
    defaultTags: object("defaultTags", tagsIn),
    ignoreTags: object("ignoreTags", ignoredTagsIn),
    allowedAccountIds: object("allowedAccountIds", accountIdsIn),
    forbiddenAccountIds: object("forbiddenAccountIds", accountIdsIn),
  };
  return {
    region: text("region"),
    profile: text("profile"),
    ...understood,
    hasAccessKey: pulumi.unsecret(
      pulumi
        .all([given("accessKey"), given("token")])
        .apply(([key, token]) => (key || token ? true : undefined)),
    ),
    unusable: pulumi.unsecret(
      pulumi.all(attempts).apply((all) => {
        const faults = all.flatMap(({ fault }) => fault ?? []);
        return faults.length > 0 ? faults : undefined;
      }),
    ),
  };
}

interface Attempt {
  found?: unknown;
  fault?: string;
}

/** An error here would end the program without a word on the resource: what is not understood is handed on to check. */
function attemptTo(read: (value: unknown, what: string) => unknown, name: string, value: unknown): Attempt {
  try {
    return { found: read(parsed(value), `the aws provider's ${name}`) };
  } catch (error) {
    return { fault: messageOf(error) };
  }
}

/** Objects and lists are JSON text. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || /^\d+$/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
