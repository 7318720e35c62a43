import type { IncomingMessage, ServerResponse } from "node:http";
import { CloudFormationError } from "../cloudformation/syntax/value";
import type { Emulator } from "../control/emulator";
import { ServiceError } from "../protocol/errors";
import { parseJson } from "../protocol/parseJson";
import { readBody } from "./readBody";
import { functionNamed, functionNames } from "../control/functions";
import { isForThisMachine, isFromBrowser } from "../base/loopback";
import { SetupError } from "../base/setupError";

const prefix = "/emulator/";
const largestBody = 1_000_000;

export const isControl = ({ url = "" }: IncomingMessage): boolean => url.startsWith(prefix);

/**
 * Calls a function of the emulator for a test in another language: `POST /emulator/<name>` with the arguments as a
 * JSON array, and the result as JSON. It is what `createEmulator` gives, in clear as there.
 */
export async function serveControl(
  emulator: Emulator,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, content } = await answerControl(emulator, message);
  const text = JSON.stringify(content);
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(`${text}\n`);
}

interface Answer {
  readonly status: number;
  readonly content: unknown;
}

async function answerControl(emulator: Emulator, message: IncomingMessage): Promise<Answer> {
  // Not even the page of the emulator itself has business here.
  if (isFromBrowser(message)) return refusal(403, "not for browsers");
  if (!isForThisMachine(message)) return refusal(403, "for this machine only");
  const name = (message.url ?? "").slice(prefix.length);
  const found = functionNamed(name);
  if (!found) return refusal(404, `there is no ${prefix}${name}; there are ${functionNames().join(", ")}`);
  if (message.method !== "POST") return refusal(405, `POST the arguments of ${name} as a JSON array`);
  const body = await readBody(message, largestBody);
  if (body === undefined) return refusal(413, `the arguments of ${name} have more than ${largestBody} bytes`);
  try {
    const result: unknown = await found.call(ownerOf(emulator, name), argumentsOf(body));
    return { status: 200, content: result ?? null };
  } catch (error) {
    const isRefusal = [SetupError, ServiceError, CloudFormationError].some((kind) => error instanceof kind);
    if (isRefusal && error instanceof Error) return refusal(400, error.message);
    throw error;
  }
}

const refusal = (status: number, text: string): Answer => ({ status, content: { message: text } });

/** JSON has no `undefined`: null stands for an argument that is left out. */
function argumentsOf(body: string): unknown[] {
  const args = parse(body || "[]");
  if (!Array.isArray(args))
    throw new SetupError(
      'the body must be a JSON array of arguments, such as ["web-1", {"operation": "update"}]',
    );
  return args.map((arg: unknown) => arg ?? undefined);
}

function parse(body: string): unknown {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

/** The object that a function belongs to. */
function ownerOf(emulator: Emulator, name: string): object {
  if (name.startsWith("outside.")) return emulator.outside;
  if (name.startsWith("engine.")) return emulator.engine;
  return emulator;
}
