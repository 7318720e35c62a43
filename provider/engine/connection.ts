import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";

/*
 * What the dynamic provider protocol does not hand on: messages on a resource's row, the user's Ctrl-C, the death of
 * the engine. It rests on internals of @pulumi/pulumi (those that the provider process itself runs, found through
 * its main module), so everything here is optional: where something is not as expected, that part is silent.
 */

export interface Row {
  /** Until the next one; not kept. */
  progress(text: string): void;
  note(text: string): void;
  warn(text: string): void;
}

export interface Engine {
  /** Resolves when what was said has arrived, so that it stands on the row before the operation ends. */
  heard(): Promise<void>;
  /** Aborts at the engine's Cancel (Ctrl-C, SIGTERM) and when the engine is gone. */
  readonly stop: AbortSignal;
  row(urn: string): Row;
}

/** How long the engine may take to write on a row, ms. */
const LOG_TIMEOUT = 5_000;
const INFO = 1;
const WARNING = 2;

interface LogRequest {
  setSeverity(severity: number): void;
  setMessage(text: string): void;
  setUrn(urn: string): void;
  setEphemeral(ephemeral: boolean): void;
  serializeBinary(): Uint8Array;
}

type Log = (urn: string, text: string, severity: number, ephemeral: boolean) => Promise<void>;

/** What talks to the engine, as the process has it. */
export interface EngineModules {
  grpc: Pick<typeof grpc, "Client" | "connectivityState" | "credentials">;
  LogRequest: new () => LogRequest;
}

/** Connects to the engine that started this process; its address is the last argument. */
export function connectEngine(): Engine {
  const stop = new AbortController();
  const fromProcess = createRequire(require.main?.filename ?? __filename);
  optional(() => watchCancel(fromProcess, stop));
  const load = () => ({
    grpc: fromProcess("@grpc/grpc-js") as typeof grpc,
    ...(fromProcess("../../proto/engine_pb.js") as Pick<EngineModules, "LogRequest">),
  });
  return engineAt(process.argv.at(-1) ?? "", load, stop);
}

/** The engine at an address. Whoever is told of its Cancel aborts `stop`; the engine's death does as well. */
export function engineAt(address: string, load: () => EngineModules, stop: AbortController): Engine {
  const send = optional(() => openLog(load, address, stop)) ?? (() => Promise.resolve());
  return { stop: stop.signal, ...rowsOver(send) };
}

/** The rows of all resources, on which each message stands once. */
export function rowsOver(send: Log): Pick<Engine, "heard" | "row"> {
  const underWay = new Set<Promise<void>>();
  const log = (...message: Parameters<Log>) => {
    const sent = send(...message).finally(() => underWay.delete(sent));
    underWay.add(sent);
  };
  const said = new Set<string>();
  const shown = new Map<string, string>();
  const progress = (urn: string, text: string) => {
    if (shown.get(urn) === text) return; // without a terminal every message is a line of its own
    shown.set(urn, text);
    log(urn, text, INFO, true);
  };
  const once = (urn: string, text: string, severity: number) => {
    const key = `${urn} ${severity} ${text}`;
    if (said.has(key)) return; // check runs twice in a replacement
    said.add(key);
    log(urn, text, severity, false);
  };
  return {
    heard: async () => void (await Promise.all(underWay)),
    row: (urn) => ({
      progress: (text) => progress(urn, text),
      note: (text) => once(urn, text, INFO),
      warn: (text) => once(urn, text, WARNING),
    }),
  };
}

function optional<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}

/**
 * Cancel is answered by the provider process without a word to the provider. It is the only request of type Empty
 * that comes after the start, so reading one is the sign.
 */
function watchCancel(fromProcess: NodeJS.Require, stop: AbortController): void {
  const { Empty } = fromProcess("google-protobuf/google/protobuf/empty_pb.js") as {
    Empty: { deserializeBinary: (bytes: Uint8Array) => unknown };
  };
  const deserialize = Empty.deserializeBinary;
  Empty.deserializeBinary = (bytes) => {
    stop.abort();
    return deserialize(bytes);
  };
}

function openLog(load: () => EngineModules, address: string, stop: AbortController): Log {
  if (!/^[^/\s]+:\d+$/.test(address)) throw new Error("no engine address");
  const {
    grpc: { Client, connectivityState, credentials },
    LogRequest,
  } = load();
  // A proxy of the environment does not know this machine's loopback address.
  const client = new Client(address, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  exitWithEngine(client, connectivityState, stop);
  return (urn, text, severity, ephemeral) => {
    const request = new LogRequest();
    request.setUrn(urn);
    request.setMessage(text);
    request.setSeverity(severity);
    request.setEphemeral(ephemeral);
    return new Promise((resolve) => {
      client.makeUnaryRequest(
        "/pulumirpc.Engine/Log",
        (message: LogRequest) => Buffer.from(message.serializeBinary()),
        // Not the class Empty: reading that is how Cancel is noticed.
        () => ({}),
        request,
        { deadline: Date.now() + LOG_TIMEOUT },
        () => resolve(), // a row that could not be written is no reason to fail; a dead engine shows by its connection
      );
    });
  };
}

/**
 * A killed CLI does not take this process along: its parent is the launcher's shell. The connection to it breaks at
 * once, though, and on the loopback address a connection is refused only when nobody listens any more, also the first
 * one: the engine has just called. A provider that went on would finish what nobody will record.
 */
function exitWithEngine(
  client: grpc.Client,
  { TRANSIENT_FAILURE }: typeof grpc.connectivityState,
  stop: AbortController,
): void {
  const channel = client.getChannel();
  const watch = () => {
    const state = channel.getConnectivityState(true); // connects, also again after an idle time
    if (state !== TRANSIENT_FAILURE) return channel.watchConnectivityState(state, Infinity, watch);
    stop.abort();
    process.exit(1);
  };
  watch();
}
