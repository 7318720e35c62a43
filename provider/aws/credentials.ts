import { milliseconds } from "../base/duration";
import type { Connection } from "../config/connection";
import type { AssumeRole } from "../state/inputs";
import { withoutAbsent } from "../state/values";

/** Credentials for a profile, a web identity and a chain of roles; none of them: what the SDK finds by itself. */
export async function credentialsOf(connection: Connection) {
  const { profile, assumeRoles, webIdentity, sharedConfigFiles, sharedCredentialsFiles, region } = connection;
  if (!profile && !assumeRoles && !webIdentity && !sharedConfigFiles && !sharedCredentialsFiles)
    return undefined;
  const from = await import("@aws-sdk/credential-providers");
  const clientConfig = withoutAbsent({ region, endpoint: connection.endpoints?.sts });
  const first = webIdentity
    ? from.fromTokenFile(
        withoutAbsent({
          clientConfig,
          roleArn: webIdentity.roleArn,
          webIdentityTokenFile: webIdentity.tokenFile,
          roleSessionName: webIdentity.sessionName,
          durationSeconds: secondsOf(webIdentity),
        }),
      )
    : from.fromNodeProviderChain(
        withoutAbsent({
          clientConfig,
          profile,
          configFilepath: sharedConfigFiles?.[0],
          filepath: sharedCredentialsFiles?.[0],
        }),
      );
  return (assumeRoles ?? []).reduce(
    (masterCredentials, role) =>
      from.fromTemporaryCredentials({ clientConfig, masterCredentials, params: requestFor(role) }),
    first,
  );
}

/** What STS is asked for, without what the settings leave out. */
const requestFor = (role: AssumeRole) =>
  withoutAbsent({
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName ?? "pulumi-servicecatalog",
    ExternalId: role.externalId,
    Policy: role.policy,
    PolicyArns: role.policyArns?.map((arn) => ({ arn })),
    SourceIdentity: role.sourceIdentity,
    Tags: role.tags && Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
    TransitiveTagKeys: role.transitiveTagKeys,
    DurationSeconds: secondsOf(role),
  });

const secondsOf = ({ duration }: { duration?: string }): number | undefined =>
  duration === undefined ? undefined : Math.round(milliseconds(duration) / 1000);
