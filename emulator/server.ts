import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { describeCall, type Call } from "./calls";
import { ServiceError, SetupError } from "./errors";
import { operations } from "./operations";
import type { Caller, Service } from "./service";
import { callerFrom } from "./signature";
import { answerSts, stsError } from "./sts";
import { validateInput } from "./validation";
import type { RateLimit, Weather, WeatherKind } from "./weather";
import { encode } from "./wire";

export interface Surroundings {
  readonly service: Service;
  readonly weather: Weather;
  readonly rateLimit: RateLimit;
  readonly calls: Call[];
  readonly log: (line: string) => void;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly error?: string;
  readonly contentType?: string;
}

interface Request {
  readonly body: string;
  readonly operation: string;
  readonly sts: boolean;
  readonly requestId: string;
  readonly headers: IncomingMessage["headers"];
}

const target = "AWS242ServiceCatalogService.";

/** Listens on the loopback address only; nobody else has business with an emulator. */
export async function listen(
  surroundings: Surroundings,
  port: number,
): Promise<{ server: Server; url: string }> {
  const server = createServer((message, response) => {
    readBody(message)
      .then((body) => handle(surroundings, requestOf(message, body, surroundings.service), message, response))
      .catch((error: unknown) => {
        surroundings.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
        response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE" ? new SetupError(`port ${port} of 127.0.0.1 is in use already`) : error,
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const actual = typeof address === "object" && address ? address.port : port;
  return { server, url: `http://127.0.0.1:${actual}` };
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function requestOf({ headers }: IncomingMessage, body: string, service: Service): Request {
  const sts = (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  const header = String(headers["x-amz-target"] ?? "");
  return {
    body,
    sts,
    operation: sts
      ? (new URLSearchParams(body).get("Action") ?? "")
      : header.startsWith(target)
        ? header.slice(target.length)
        : "",
    requestId: service.ids.uuid(),
    headers,
  };
}

function handle(
  { service, weather, rateLimit, calls, log }: Surroundings,
  request: Request,
  message: IncomingMessage,
  response: ServerResponse,
): void {
  const call: Call = {
    operation: request.operation,
    account: "",
    region: "",
    input: inputOf(request),
    status: 0,
    at: service.clock.now(),
    attempt: Number(/attempt=(\d+)/.exec(String(request.headers["amz-sdk-request"]))?.[1] ?? 1),
    mutating: operations.get(request.operation)?.mutating ?? false,
  };
  calls.push(call);
  const answer = answerTo(request, () => {
    const { caller, signedFor } = callerFrom(request.headers);
    call.account = caller.account;
    call.region = caller.region;
    const kind = weather.take(request.operation, !request.sts);
    if (kind !== undefined) call.weather = kind;
    const stopped = kind && stoppedBy(kind, request.operation, caller);
    if (stopped) return stopped;
    if (kind === "hang" || kind === "resetBefore") return undefined;
    if (!rateLimit.allows(caller.account, call.at)) throw throttled();
    const done = perform(service, request, caller, signedFor);
    return kind === "resetAfter" ? undefined : done;
  });
  if (answer) {
    call.status = answer.status;
    if (answer.error !== undefined) call.error = answer.error;
    send(response, request, answer);
  } else if (call.weather !== "hang") message.destroy();
  log(describeCall(call));
}

function inputOf({ sts, body }: Request): unknown {
  if (sts) return Object.fromEntries(new URLSearchParams(body));
  try {
    return JSON.parse(body || "{}");
  } catch {
    return body;
  }
}

function answerTo(request: Request, work: () => Answer | undefined): Answer | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return request.sts
      ? {
          status: error.status,
          error: error.code,
          body: stsError(error.code, error.message, request.requestId),
        }
      : errorAnswer(error);
  }
}

/** `Message` with a capital M. (recorded) */
const errorAnswer = ({ code, message, status }: ServiceError): Answer => ({
  status,
  error: code,
  body: encode({ __type: code, Message: message || undefined }),
});

const throttled = () => new ServiceError("ThrottlingException", "Rate exceeded");

/** The weather that is an answer of its own. */
function stoppedBy(kind: WeatherKind, operation: string, caller: Caller): Answer | undefined {
  switch (kind) {
    case "throttle":
      throw throttled();
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
      throw new ServiceError(
        "AccessDeniedException",
        `User: ${caller.userArn} is not authorized to perform: servicecatalog:${operation}`,
      );
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
    default:
      return undefined;
  }
}

function perform(service: Service, request: Request, caller: Caller, signedFor: string): Answer {
  if (request.sts) return answerSts(new URLSearchParams(request.body), caller, request.requestId);
  if (signedFor !== "servicecatalog")
    throw new ServiceError(
      "InvalidSignatureException",
      "Credential should be scoped to correct service: 'servicecatalog'. ",
      403,
    );
  const operation = operations.get(request.operation);
  if (!operation) throw new ServiceError("UnknownOperationException", "");
  const input = validateInput(operation.input, parseBody(request.body));
  return {
    status: 200,
    body: encode(operation.run({ service, world: service.world(caller), caller }, input)),
  };
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body || "{}");
  } catch {
    throw new ServiceError("SerializationException", "");
  }
}

function send(response: ServerResponse, request: Request, { status, body, contentType }: Answer): void {
  response.writeHead(status, {
    "Content-Type": contentType ?? (request.sts ? "text/xml" : "application/x-amz-json-1.1"),
    "Content-Length": Buffer.byteLength(body),
    "x-amzn-RequestId": request.requestId,
    // Errors end the connection. (recorded)
    ...(status >= 400 ? { Connection: "close" } : {}),
  });
  response.end(body);
}
