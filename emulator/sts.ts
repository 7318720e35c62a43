import { partitionOf } from "./arns";
import { ServiceError } from "./errors";
import { queryAnswer, type QueryAnswer, type Tree } from "./query";
import type { Caller, Service } from "./service";

export const stsNamespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** STS, as far as clients need it to know and to change who they are: the query protocol, answers in XML. */
export function answerSts(
  service: Service,
  form: URLSearchParams,
  caller: Caller,
  requestId: string,
): QueryAnswer {
  const action = form.get("Action") ?? "";
  switch (action) {
    case "GetCallerIdentity":
      return queryAnswer(stsNamespace, action, requestId, {
        Arn: caller.userArn,
        UserId: userIdOf(caller),
        Account: caller.account,
      });
    case "AssumeRole":
      return queryAnswer(stsNamespace, action, requestId, assumeRole(service, form, caller));
    default:
      throw new ServiceError(
        "InvalidAction",
        `Could not find operation ${action} for version ${form.get("Version") ?? ""}`,
      );
  }
}

/** Every role of every account may be assumed, with credentials that last an hour. */
function assumeRole(service: Service, form: URLSearchParams, { region }: Caller): Tree {
  const [, account, role] =
    /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(form.get("RoleArn") ?? "") ?? [];
  const session = form.get("RoleSessionName");
  if (account === undefined || role === undefined || session === null)
    throw new ServiceError("ValidationError", "AssumeRole needs a RoleArn and a RoleSessionName");
  const arn = `arn:${partitionOf(region)}:sts::${account}:assumed-role/${role}/${session}`;
  return {
    AssumedRoleUser: { Arn: arn, AssumedRoleId: `AROA${account}:${session}` },
    Credentials: {
      AccessKeyId: service.assumeRole(account, arn),
      SecretAccessKey: "emulator",
      SessionToken: "emulator",
      Expiration: new Date(Date.now() + 3_600_000).toISOString(),
    },
  };
}

const userIdOf = ({ account, userArn }: Caller) =>
  userArn.includes(":assumed-role/") ? `AROA${account}:${userArn.split("/").at(-1) ?? ""}` : `AIDA${account}`;
