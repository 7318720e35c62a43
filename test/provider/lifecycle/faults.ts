/** The ways in which a call to AWS fails, for tests that let each call fail in each of them. */
import { awsError, type TestRun } from "../support";

export type Fault = [way: string, answer: (context: TestRun) => unknown];

export const FAULTS: readonly Fault[] = [
  ["access denied", () => awsError("AccessDeniedException")],
  ["expired", () => awsError("ExpiredTokenException")],
  ["throttled for good", () => awsError("ThrottlingException", "Rate exceeded")],
  ["500 for good", () => awsError("InternalFailure", "x", { $metadata: { httpStatusCode: 500 } })],
  ["garbage for good", () => new SyntaxError("Unexpected token <")],
  ["no connection for good", () => awsError("Error", "socket hang up", { code: "ECONNRESET" })],
  ["refused", () => awsError("ValidationException")],
  ["unreadable", () => new TypeError("Expected real number, got implicit NaN")],
  ["without a name", () => new Error("")],
  [
    "Ctrl-C",
    (context) => {
      context.stopper.abort();
      return awsError("AbortError");
    },
  ],
];
