import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Answer } from "../../emulator/http/exchange";
import { operations } from "../../emulator/operations";

/*
 * The way between the AWS SDK and the emulator, without sockets: what the SDK's transport does, in virtual time. Each
 * provider process has a host of its own, so that every call is known to be its.
 */

/** A request of the SDK on its way. */
export interface Sent {
  readonly host: string;
  readonly protocol: "json" | "query";
  readonly operation: string;
  readonly mutating: boolean;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The end of a connection at which a provider process stands. */
export interface Link {
  /** Called when a request leaves; false when nobody is there any more to send it. */
  leaves: (sent: Sent) => boolean;
  /** Called when it arrives: how AWS answers it, or that it never does. */
  arrives: (sent: Sent) => Answer | "hang" | "reset";
  /** Whether somebody still waits for the answer. */
  listens: () => boolean;
}

const links = new Map<string, Link>();

export const connect = (host: string, link: Link): void => void links.set(host, link);
export const disconnectAll = (): void => links.clear();

/** How long a request and its answer take on their way, ms. */
const WAY = 20;

interface HttpRequest {
  hostname: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}
interface Options {
  abortSignal?: AbortSignal;
  requestTimeout?: number;
}
interface Internals {
  configProvider: Promise<{ requestTimeout?: number }>;
}

const named = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

function sentBy({ hostname, headers, body = "" }: HttpRequest): Sent {
  const lower = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
  const text = typeof body === "string" ? body : new TextDecoder().decode(body);
  const query = (lower["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  const operation = query
    ? (new URLSearchParams(text).get("Action") ?? "")
    : (lower["x-amz-target"] ?? "").split(".").at(-1);
  return {
    host: hostname,
    protocol: query ? "query" : "json",
    operation: operation ?? "",
    mutating: operations.get(operation ?? "")?.mutating ?? false,
    headers: lower,
    body: text,
  };
}

function carry(request: HttpRequest, { abortSignal, requestTimeout }: Options): Promise<unknown> {
  return new Promise((answered, failed) => {
    const sent = sentBy(request);
    const link = links.get(sent.host);
    const abort = () => end(() => failed(named("AbortError", "Request aborted")));
    const late = () =>
      end(() => failed(named("TimeoutError", `no answer after ${String(requestTimeout)} ms`)));
    const timer = requestTimeout ? setTimeout(late, requestTimeout) : undefined;
    const end = (how: () => void) => {
      clearTimeout(timer);
      abortSignal?.removeEventListener("abort", abort);
      how();
    };
    if (abortSignal?.aborted) return abort();
    // In a simulation that is over, and in a process that is dead, nobody waits for it.
    if (!link?.leaves(sent)) return clearTimeout(timer);
    abortSignal?.addEventListener("abort", abort);
    setTimeout(() => {
      const result = link.arrives(sent);
      if (result === "hang") return;
      setTimeout(() => {
        if (!link.listens()) return clearTimeout(timer);
        if (result === "reset")
          return end(() => failed(named("TimeoutError", "socket hang up", { code: "ECONNRESET" })));
        end(() => answered({ response: responseOf(sent, result) }));
      }, WAY);
    }, WAY);
  });
}

/** What the answer's head says beside its type; AWS tells its own time in it. */
let serverTime: () => number = () => Date.now();
export const tellTime = (now: () => number): void => void (serverTime = now);

function responseOf({ protocol }: Sent, { status, body, contentType }: Answer) {
  return {
    statusCode: status,
    headers: {
      "content-type": contentType ?? (protocol === "query" ? "text/xml" : "application/x-amz-json-1.1"),
      "x-amzn-requestid": "request",
      date: new Date(serverTime()).toUTCString(),
    },
    body: new Uint8Array(Buffer.from(body)),
  };
}

const sends = async function (this: Internals, request: HttpRequest, options: Options = {}) {
  const { requestTimeout } = await this.configProvider;
  return carry(request, { requestTimeout, ...options } as Options);
};
NodeHttpHandler.prototype.handle = sends as unknown as NodeHttpHandler["handle"];
