import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

export interface LogCall {
  severity: "debug" | "info" | "warning" | "error";
  message: string;
  urn: string;
  /** shown on the resource's row only, never in the diagnostics */
  ephemeral: boolean;
}

const severities = ["debug", "info", "warning", "error"] as const;

/** As much of the engine as a dynamic provider talks to: it records what it is told to log. */
export class FakeEngine {
  readonly logs: LogCall[] = [];
  readonly #server = new grpc.Server();

  private constructor(readonly onLog: (call: LogCall) => void) {}

  static async start(
    onLog: (call: LogCall) => void = () => {},
  ): Promise<{ engine: FakeEngine; address: string }> {
    const engine = new FakeEngine(onLog);
    const unknown: grpc.handleUnaryCall<unknown, never> = (_call, callback) =>
      callback({ code: grpc.status.UNIMPLEMENTED });
    engine.#server.addService(EngineService, {
      log: (call: grpc.ServerUnaryCall<LogRequest, Empty>, callback: grpc.sendUnaryData<Empty>) => {
        engine.#record(call.request);
        callback(null, new Empty());
      },
      getRootResource: unknown,
      setRootResource: unknown,
      startDebugging: unknown,
      requirePulumiVersion: unknown,
    });
    const port = await new Promise<number>((resolve, reject) => {
      engine.#server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return { engine, address: `127.0.0.1:${port}` };
  }

  /** From now on a call to the engine fails, as it does when the engine was killed. */
  close(): void {
    this.#server.forceShutdown();
  }

  #record(request: LogRequest): void {
    const call = {
      severity: severities[request.getSeverity()] ?? "error",
      message: request.getMessage(),
      urn: request.getUrn(),
      ephemeral: request.getEphemeral(),
    };
    this.logs.push(call);
    this.onLog(call);
  }
}
