import type { Inputs, ProviderConnection } from "../state/inputs";
import type { State } from "../state/state";
import { hasUnknown, withoutAbsent } from "../state/values";
import { placeOf } from "../state/observed";
import type { StackConfig } from "./stackConfig";

export type Connection = Omit<ProviderConnection, "defaultTags" | "ignoreTags" | "hasAccessKey" | "unusable">;

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
    webIdentity: own.webIdentity ?? config.webIdentity,
    endpoints: own.endpoints ?? config.endpoints,
    sharedConfigFiles: own.sharedConfigFiles ?? config.sharedConfigFiles,
    sharedCredentialsFiles: own.sharedCredentialsFiles ?? config.sharedCredentialsFiles,
    allowedAccountIds: own.allowedAccountIds ?? config.allowedAccountIds,
    forbiddenAccountIds: own.forbiddenAccountIds ?? config.forbiddenAccountIds,
  });
}

/** For a product that exists: it is addressed where it lives, whatever the configuration says now. */
export function connectionForExisting(state: State, config: StackConfig, inputs = state.inputs): Connection {
  const region = placeOf(state.observed.arn)?.region ?? state.observed.region;
  const connection = connectionFor(inputs, config);
  return region === null ? connection : { ...connection, region };
}

/** The region that the program asks for by itself: a change of it moves the product, a change of config does not. */
export const explicitRegion = (inputs: Inputs): string | undefined =>
  inputs.region ?? inputs.__connection?.region;
