import { partitionOf } from "../../base/arns";
import { guessedText, ServiceError } from "../../protocol/errors";
import { queryAnswer, type QueryAnswer, type Tree } from "../../protocol/query";
import type { Service } from "../../service/service";
import { integer, required, string } from "../../protocol/shapes";
import { validateInput } from "../../protocol/validate";
import type { Caller } from "../../service/caller";

export const stsNamespace = "https://sts.amazonaws.com/doc/2011-06-15/";

export const stsOperations = ["AssumeRole", "GetCallerIdentity"] as const;

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

/** Constraints of the service model 2011-06-15. (model) */
const assumeRoleInput = {
  RoleArn: required(string({ min: 20, max: 2048 })),
  RoleSessionName: required(string({ min: 2, max: 64, pattern: "[\\w+=,.@-]*" })),
  DurationSeconds: integer({ min: 900, max: 43_200 }),
};

/** Every role of every account may be assumed. */
function assumeRole(service: Service, form: URLSearchParams, { region }: Caller): Tree {
  const {
    RoleArn,
    RoleSessionName: session,
    DurationSeconds = 3600,
  } = validateInput(
    assumeRoleInput,
    { ...Object.fromEntries(form), DurationSeconds: integerIn(form, "DurationSeconds") },
    "ValidationError",
  );
  const [, account, role] = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(RoleArn) ?? [];
  if (account === undefined || role === undefined)
    throw new ServiceError("ValidationError", `${RoleArn} is invalid`);
  const arn = `arn:${partitionOf(region)}:sts::${account}:assumed-role/${role}/${session}`;
  return {
    AssumedRoleUser: { Arn: arn, AssumedRoleId: `AROA${account}:${session}` },
    Credentials: {
      AccessKeyId: service.assumeRole(account, arn),
      SecretAccessKey: "emulator",
      SessionToken: "emulator",
      Expiration: new Date(Date.now() + DurationSeconds * 1000).toISOString(),
    },
  };
}

/** In a form everything is text. */
function integerIn(form: URLSearchParams, name: string): number | undefined {
  const text = form.get(name);
  if (text === null) return undefined;
  if (!/^-?\d+$/.test(text))
    throw guessedText(new ServiceError("MalformedInput", `${name} is not an integer`));
  return Number(text);
}

const userIdOf = ({ account, userArn }: Caller) =>
  userArn.includes(":assumed-role/") ? `AROA${account}:${userArn.split("/").at(-1) ?? ""}` : `AIDA${account}`;
