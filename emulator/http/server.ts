import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerRequest, type Surroundings } from "./answer";
import { isControl } from "./control";
import { encode } from "../protocol/json";
import type { Answer, Request } from "./exchange";
import { SetupError } from "../base/setupError";

const target = "AWS242ServiceCatalogService.";

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
  const server = createServer((message, response) => {
    const controls = isControl(message);
    if (!controls && (message.method === "GET" || message.method === "HEAD")) return page(message, response);
    const work = controls ? control(message, response) : serve(surroundings, message, response);
    work.catch((error: unknown) => {
      // A fault of the emulator, not of AWS: it must not pass for an injected one.
      console.error(error);
      response.writeHead(500).end(encode({ __type: "EmulatorFault", Message: String(error) }));
    });
  });
  // Resets are injected on purpose; an idle connection must not suffer one by chance.
  server.keepAliveTimeout = 600_000;
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
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const request = requestOf(message, Buffer.concat(chunks).toString(), surroundings.service.ids.uuid());
  const delay = surroundings.callFaults.delayOf(request.operation);
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  const result = answerRequest(surroundings, request);
  if (result === "reset") message.socket.resetAndDestroy();
  else if (result !== "hang") send(response, request, result);
}

function requestOf({ headers }: IncomingMessage, body: string, id: string): Request {
  const protocol = (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded")
    ? "query"
    : "json";
  const header = headers["x-amz-target"];
  const named = typeof header === "string" && header.startsWith(target) ? header.slice(target.length) : "";
  const operation = protocol === "query" ? (new URLSearchParams(body).get("Action") ?? "") : named;
  return { id, protocol, operation, headers, body };
}

function send(response: ServerResponse, request: Request, { status, body, contentType }: Answer): void {
  response.writeHead(status, {
    "Content-Type": contentType ?? (request.protocol === "query" ? "text/xml" : "application/x-amz-json-1.1"),
    "Content-Length": Buffer.byteLength(body),
    "x-amzn-RequestId": request.id,
    // Errors end the connection. (recorded)
    ...(status >= 400 ? { Connection: "close" } : {}),
  });
  response.end(body);
}
