import type { IncomingHttpHeaders } from "node:http";
import { ServiceError } from "../protocol/errors";
import { defaultScope, type Service } from "../service/service";
import type { Caller } from "../service/caller";

/**
 * Who calls, from the credential scope of the SigV4 signature. The signature itself is not checked, since
 * every secret is welcome. The account is the 12 digits in the access key id, if there are any.
 */
export function findCaller(
  headers: IncomingHttpHeaders,
  service: Service,
): { caller: Caller; signedFor: string } {
  const match = /Credential=([^/,\s]{1,128})\/\d{8}\/([^/,\s]{1,64})\/([^/,\s]{1,64})\/aws4_request/.exec(
    headers.authorization ?? "",
  );
  const [, accessKeyId = "", region = "", signedFor = ""] = match ?? [];
  if (!match)
    throw new ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  const account = /\d{12}/.exec(accessKeyId)?.[0] ?? defaultScope.account;
  return { caller: service.callerOf({ account, region }, accessKeyId), signedFor };
}
