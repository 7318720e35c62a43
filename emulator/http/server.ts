import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerRequest, type Surroundings } from "./answer";
import { isControl } from "./control";
import { encode } from "../protocol/json";
import { queryError } from "../protocol/query";
import { isForThisMachine, isFromBrowser } from "../base/loopback";
import { readBody } from "./readBody";
import type { Answer, Request } from "./exchange";
import { SetupError } from "../base/setupError";

const jsonType = "application/x-amz-json-1.1";
const target = "AWS242ServiceCatalogService.";

/** Nobody keeps a connection busy without a request, or a request without its end. */
const limits = {
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  // Resets are injected on purpose; an idle connection must not suffer one by chance.
  keepAliveTimeout: 600_000,
};
const mostConnections = 1_000;
/** Node.js counts no further. */
const longestTimer = 2 ** 31 - 1;

/** What answers other requests than those of AWS clients. */
export interface Doors {
  readonly page: (message: IncomingMessage, response: ServerResponse) => void;
  readonly control: (message: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Listens on the loopback address only; nobody else has business with an emulator. */
export async function listen(
  surroundings: Surroundings,
  port: number,
  { page, control }: Doors,
): Promise<{ server: Server; url: string }> {
  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    if (isControl(message)) return control(message, response);
    if (message.method === "GET" || message.method === "HEAD") return page(message, response);
    return serve(surroundings, message, response);
  };
  const server = createServer(limits, (message, response) => {
    handle(message, response).catch((error: unknown) => answerFault(message, response, error));
  });
  server.maxConnections = mostConnections;
  server.on("drop", () => server.closeIdleConnections());
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

async function serve(
  surroundings: Surroundings,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { service, callFaults } = surroundings;
  if (!isForThisMachine(message) || isFromBrowser(message)) return refuse(message, response);
  const body = await readBody(message, service.guesses.largestRequest);
  const request = requestOf(message, body, service.ids.uuid());
  const delay = Math.min(callFaults.delayOf(request.operation), longestTimer);
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  const result = answerRequest(surroundings, request);
  if (result === "reset") message.socket.resetAndDestroy();
  else if (result !== "hang") send(response, request, result, surroundings.service.clock.now());
}

const protocolOf = ({ headers }: IncomingMessage): Request["protocol"] =>
  headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ? "query" : "json";

/** Other names than those of the loopback address, and web pages, which may have led one of theirs to it. */
function refuse(message: IncomingMessage, response: ServerResponse): void {
  const { host = "no name" } = message.headers;
  const text = isForThisMachine(message)
    ? "This emulator answers no web pages."
    : `This emulator is for this machine only: call it 127.0.0.1 or localhost, not ${host}.`;
  const code = "EmulatorRefusal";
  const isQuery = protocolOf(message) === "query";
  const body = isQuery ? queryError("", code, text, "") : encode({ __type: code, Message: text });
  response.writeHead(403, { "Content-Type": isQuery ? "text/xml" : jsonType, Connection: "close" });
  response.end(body);
}

/** A fault of the emulator, not of AWS: it must not pass for an injected one. Nor does it end the emulator. */
function answerFault(message: IncomingMessage, response: ServerResponse, error: unknown): void {
  // Whoever has gone away needs no answer.
  if (message.destroyed && !message.complete) return;
  console.error(error);
  if (response.headersSent) return void response.destroy();
  response.writeHead(500, { "Content-Type": jsonType, Connection: "close" });
  response.end(encode({ __type: "EmulatorFault", Message: String(error) }));
}

function requestOf(message: IncomingMessage, received: string | undefined, id: string): Request {
  const { headers } = message;
  const protocol = protocolOf(message);
  const body = received ?? "";
  const header = headers["x-amz-target"];
  const named = typeof header === "string" && header.startsWith(target) ? header.slice(target.length) : "";
  const operation = protocol === "query" ? (new URLSearchParams(body).get("Action") ?? "") : named;
  return { id, protocol, operation, headers, body, isTooLarge: received === undefined };
}

function send(
  response: ServerResponse,
  request: Request,
  { status, body, contentType }: Answer,
  now: number,
): void {
  response.writeHead(status, {
    // The service's own time, by which clients correct theirs.
    Date: new Date(now).toUTCString(),
    "Content-Type": contentType ?? (request.protocol === "query" ? "text/xml" : jsonType),
    "Content-Length": Buffer.byteLength(body),
    "x-amzn-RequestId": request.id,
    // Errors end the connection. (recorded)
    ...(status >= 400 ? { Connection: "close" } : {}),
  });
  response.end(body);
}
