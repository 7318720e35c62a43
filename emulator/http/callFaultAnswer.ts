import { accessDenied, ServiceError } from "../protocol/errors";
import type { CallFault } from "../faults/callFaults";
import type { Caller } from "../service/caller";
import type { Answer } from "./exchange";

/** The code is observed, the text is not. */
export const throttlingError = () => new ServiceError("ThrottlingException", "Rate exceeded");

/** A call fault that is an answer of its own: throws an error of the service, or gives what is none. */
export function callFaultAnswer(
  kind: Exclude<CallFault, "hang" | "resetBefore" | "resetAfter">,
  action: string,
  caller: Caller,
): Answer {
  switch (kind) {
    case "throttle":
      throw throttlingError();
    case "500":
      throw new ServiceError(
        "InternalFailure",
        "The request processing has failed because of an unknown error",
        500,
      );
    case "503":
      throw new ServiceError(
        "ServiceUnavailable",
        "The request has failed due to a temporary failure of the server",
        503,
      );
    case "accessDenied":
      throw action.startsWith("cloudformation:")
        ? accessDenied(caller, action, "AccessDenied", 403)
        : accessDenied(caller, action);
    case "expiredToken":
      throw new ServiceError(
        "ExpiredTokenException",
        "The security token included in the request is expired",
      );
    case "garbage":
      return {
        status: 200,
        contentType: "text/html",
        body: "<html><body>Please sign in to the network</body></html>",
      };
  }
}
