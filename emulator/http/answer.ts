import type { IncomingHttpHeaders } from "node:http";
import type { CallLog } from "../control/callLog";
import { describeCall, type Call } from "../control/calls";
import { guessedText, ServiceError } from "../protocol/errors";
import { operations } from "../operations";
import { rememberProducts } from "../state/history";
import { omitOptionalMembers } from "../protocol/optionalMembers";
import type { Service } from "../service/service";
import { findCaller } from "./signature";
import { answerCloudFormation, cloudFormationNamespace } from "../operations/cloudformation";
import { checkAction } from "../service/policies";
import { queryError } from "../protocol/query";
import { answerSts, stsNamespace } from "../operations/sts";
import { validateInput } from "../protocol/validate";
import type { CallFaults } from "../faults/callFaults";
import { throttlingError, callFaultAnswer } from "./callFaultAnswer";
import { encode } from "../protocol/json";
import { parseJson } from "../protocol/parseJson";
import type { Caller } from "../service/caller";
import type { Request, Answer } from "./exchange";
import type { RateLimit } from "../faults/rateLimit";

export interface Surroundings {
  readonly service: Service;
  readonly callFaults: CallFaults;
  readonly rateLimit: RateLimit;
  readonly calls: Pick<CallLog, "add">;
  readonly log: (line: string) => void;
  /** Called before the answer is sent whenever a request may have changed something. */
  readonly changed: () => void;
}

/** Answers a request and writes it down. Instead of an answer there may be the fate of the connection. */
export function answerRequest(surroundings: Surroundings, request: Request): Answer | "hang" | "reset" {
  const { operation, protocol, body } = request;
  const call: Call = {
    operation,
    account: "",
    region: "",
    // Read when somebody asks: as text a body takes the least room.
    get input() {
      return inputOf(protocol, body);
    },
    status: 0,
    at: surroundings.service.clock.now(),
    attempt: Number(/attempt=(\d{1,6})/.exec(String(request.headers["amz-sdk-request"]))?.[1] ?? 1),
    mutating: operations.get(operation)?.mutating ?? false,
  };
  surroundings.calls.add(call, body.length + operation.length); // a header names it, of any length
  const result = withCallFaults(surroundings, request, call);
  if (typeof result !== "string") {
    call.status = result.status;
    if (result.error !== undefined) call.error = result.error;
  }
  // Whoever has the answer may rely on it, even if the emulator is killed right after.
  if (call.mutating || protocol === "query" || call.fault !== undefined) surroundings.changed();
  surroundings.log(describeCall(call));
  return result;
}

function withCallFaults(surroundings: Surroundings, request: Request, call: Call): Answer | "hang" | "reset" {
  const { service, callFaults, rateLimit } = surroundings;
  try {
    if (request.isTooLarge)
      throw guessedText(new ServiceError("RequestEntityTooLargeException", "Request too large", 413));
    const { caller, signedFor } = findCaller(request.headers, service);
    call.account = caller.account;
    call.region = caller.region;
    const kind = callFaults.take(request.operation, request.protocol === "json");
    if (kind !== undefined) {
      call.fault = kind;
      if (kind === "hang") return "hang";
      if (kind === "resetBefore") return "reset";
      if (kind !== "resetAfter") return callFaultAnswer(kind, `${signedFor}:${request.operation}`, caller);
    }
    if (!rateLimit.allows(caller.account, call.at)) throw throttlingError();
    const done = perform(service, request, caller, signedFor);
    return kind === "resetAfter" ? "reset" : done;
  } catch (error) {
    call.status = 500;
    if (error instanceof ServiceError) return errorAnswer(error, request, service);
    throw error;
  }
}

function perform(service: Service, request: Request, caller: Caller, signedFor: string): Answer {
  if (request.protocol === "query") {
    const answerQuery = signedFor === "cloudformation" ? answerCloudFormation : answerSts;
    return answerQuery(service, new URLSearchParams(request.body), caller, request.id);
  }
  if (signedFor !== "servicecatalog")
    throw new ServiceError(
      "InvalidSignatureException",
      "Credential should be scoped to correct service: 'servicecatalog'. ",
      403,
    );
  const operation = operations.get(request.operation);
  // AWS says nothing here. But it has operations that the emulator lacks, which must not look like a typing error.
  if (!operation)
    throw new ServiceError(
      "UnknownOperationException",
      `${request.operation || "No operation"}: not an operation of this emulator, see docs/emulator.md`,
    );
  checkAction(caller, operation.name);
  const input = validateInput(operation.input, parseBody(request.body));
  const accountRegion = service.accountRegion(caller);
  const output = operation.run({ service, accountRegion, caller }, input);
  if (operation.mutating) rememberProducts(accountRegion, service.clock.now(), service.guesses);
  const isSparse = service.guesses.optionalMembers === "absent";
  return { status: 200, body: encode(isSparse ? omitOptionalMembers(output) : output) };
}

function parseBody(body: string): unknown {
  try {
    return parseJson(body || "{}");
  } catch {
    throw new ServiceError("SerializationException", "");
  }
}

/** For the call log, which takes what it gets. */
function inputOf(protocol: Request["protocol"], body: string): unknown {
  if (protocol === "query") return Object.fromEntries(new URLSearchParams(body));
  try {
    return parseJson(body || "{}");
  } catch {
    return body;
  }
}

function errorAnswer(error: ServiceError, { protocol, id, headers }: Request, { guesses }: Service): Answer {
  const { code } = error;
  // The generic text that is known of the service. (observed)
  const vague = error.isGuessed && guesses.guessedTexts === "vague";
  const message = vague ? "Invalid input parameter(s)" : error.message;
  const status = code === "ResourceNotFoundException" ? guesses.notFoundStatus : error.status;
  const body =
    protocol === "query"
      ? queryError(isForCloudFormation(headers) ? cloudFormationNamespace : stsNamespace, code, message, id)
      : // With a capital M. (recorded)
        encode({ __type: code, Message: message || undefined });
  return { status, error: code, body };
}

const isForCloudFormation = ({ authorization }: IncomingHttpHeaders) =>
  authorization?.includes("/cloudformation/aws4_request") ?? false;
