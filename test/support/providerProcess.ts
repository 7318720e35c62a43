import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { FakeEngine, type LogCall } from "./fakeEngine";
import { atExit, cleanEnvironment, installInto, temporaryFolder } from "./sandbox";
import { root } from "./setup";

export type Properties = Record<string, unknown>;

export interface ProviderOptions {
  /** the resource plugin instead of a dynamic provider */
  plugin?: boolean;
  /** the provider text, as it would stand in state; added as `__provider` to what has none */
  text?: string;
  node?: string;
  /** a folder in which the provider text finds its package; a project with our package unless given */
  cwd?: string;
  env?: Record<string, string>;
  onLog?: (call: LogCall) => void;
}

/** What is asked of a provider: by the engine over gRPC, or in this process (`ProviderHere`). */
export type Provider = Pick<
  ProviderProcess,
  "check" | "diff" | "create" | "update" | "read" | "delete" | "cancel"
> & {
  readonly engine: Pick<FakeEngine, "logs">;
  kill(signal: NodeJS.Signals): void;
  close(): Promise<unknown>;
};

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** What the engine makes of an error that carries an id: the resource exists, but is not ready. */
export class PartialFailure extends Error {
  constructor(
    readonly id: string,
    readonly properties: Properties,
    readonly reasons: string[],
  ) {
    super(reasons.join("\n"));
  }
}

const endWithParent = path.join(__dirname, "endWithParent.cjs");

export const PACKAGE_TEXT =
  'exports.handler=()=>require(require.resolve("pulumi-servicecatalog/handler",{paths:[".",require.main.path]})).handler';

/**
 * The real process of @pulumi/pulumi that runs dynamic providers, asked as the engine asks it.
 * Properties are plain objects; secret values come back in the wrapper they were returned in.
 */
export class ProviderProcess {
  readonly child: ChildProcess;
  /** Resolves when the process has ended, however that came about. */
  readonly exited: Promise<Exit>;
  readonly engine: FakeEngine;
  /** None for the plugin. */
  readonly #text: string | undefined;
  /** What the engine shows a plugin once more, by URN. */
  readonly #oldInputs = new Map<string, Properties>();
  #output = "";
  #client: ResourceProviderClient | undefined;

  private constructor(engine: FakeEngine, address: string, options: ProviderOptions) {
    this.engine = engine;
    this.#text = options.plugin ? undefined : (options.text ?? PACKAGE_TEXT);
    const cwd = options.cwd ?? projectFolder();
    const program = options.plugin
      ? path.join(root, "dist", "plugin", "index.js")
      : createRequire(path.join(cwd, "index.js")).resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(options.node ?? process.execPath, ["--require", endWithParent, program, address], {
      cwd,
      env: cleanEnvironment({ PULUMI_PROJECT: "project", PULUMI_NODEJS_PROJECT: "project", ...options.env }),
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (this.#output += text));
    }
    const release = atExit(() => child.kill("SIGKILL"));
    this.exited = new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));
    void this.exited.then(release);
  }

  static async start(options: ProviderOptions = {}): Promise<ProviderProcess> {
    const { engine, address } = await FakeEngine.start(options.onLog);
    const provider = new ProviderProcess(engine, address, options);
    const port = await provider.#port();
    provider.#client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return provider;
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error("The provider process could not be started");
    return this.child.pid;
  }

  /** All that the process printed, without the port that it prints first. */
  get output(): string {
    return this.#output.replace(/^\d+\n/, "");
  }

  /** Config keys carry their namespace, which a plugin does not see: `{ "aws:region": "eu-central-1" }`. */
  async configure(config: Record<string, string> = {}): Promise<void> {
    const settings = Object.entries(config).map(([key, value]) => [key.replace(/^\w+:/, ""), value] as const);
    const request = new pb.ConfigureRequest()
      .setArgs(struct(this.#text === undefined ? Object.fromEntries(settings) : config))
      .setAcceptsecrets(true)
      .setAcceptresources(true);
    await this.#ask<pb.ConfigureResponse>((client, done) => client.configure(request, done));
  }

  async check(
    urn: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }> {
    this.#oldInputs.set(urn, olds);
    const request = new pb.CheckRequest()
      .setUrn(urn)
      .setOlds(struct(Object.keys(olds).length ? this.#withText(olds) : olds))
      .setNews(struct(this.#withText(news)));
    const response = await this.#ask<pb.CheckResponse>((client, done) => client.check(request, done));
    return {
      inputs: plain(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  /** `olds` are the old outputs; `changes` is undefined when the engine has to find out itself. */
  async diff(
    urn: string,
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean | undefined; replaces: string[]; deleteBeforeReplace: boolean }> {
    const request = new pb.DiffRequest()
      .setUrn(urn)
      .setId(id)
      .setOldInputs(struct(this.#oldInputs.get(urn) ?? {}))
      .setOlds(struct(this.#withText(olds)))
      .setNews(struct(this.#withText(news)));
    const response = await this.#ask<pb.DiffResponse>((client, done) => client.diff(request, done));
    const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
    const changes = response.getChanges();
    return {
      changes: changes === DIFF_SOME ? true : changes === DIFF_NONE ? false : undefined,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(urn: string, inputs: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new pb.CreateRequest().setUrn(urn).setProperties(struct(this.#withText(inputs)));
    const response = await this.#ask<pb.CreateResponse>((client, done) => client.create(request, done));
    return { id: response.getId(), properties: plain(response.getProperties()) };
  }

  /** `olds` are the old outputs. */
  async update(
    urn: string,
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ properties: Properties }> {
    const request = new pb.UpdateRequest()
      .setUrn(urn)
      .setId(id)
      .setOldInputs(struct(this.#oldInputs.get(urn) ?? {}))
      .setOlds(struct(this.#withText(olds)))
      .setNews(struct(this.#withText(news)));
    const response = await this.#ask<pb.UpdateResponse>((client, done) => client.update(request, done));
    return { properties: plain(response.getProperties()) };
  }

  /** An empty id in the answer means that the resource is gone. */
  async read(
    urn: string,
    id: string,
    properties: Properties,
  ): Promise<{ id: string; properties: Properties; inputs: Properties | undefined }> {
    const request = new pb.ReadRequest()
      .setUrn(urn)
      .setId(id)
      .setProperties(struct(this.#withText(properties)));
    const response = await this.#ask<pb.ReadResponse>((client, done) => client.read(request, done));
    const inputs = response.getInputs();
    return {
      id: response.getId(),
      properties: plain(response.getProperties()),
      inputs: inputs && plain(inputs),
    };
  }

  async delete(urn: string, id: string, properties: Properties): Promise<void> {
    const request = new pb.DeleteRequest()
      .setUrn(urn)
      .setId(id)
      .setProperties(struct(this.#withText(properties)));
    await this.#ask<Empty>((client, done) => client.delete(request, done));
  }

  /** What the engine sends at the first Ctrl-C, and at the end of every run. */
  async cancel(): Promise<void> {
    await this.#ask<Empty>((client, done) => client.cancel(new Empty(), done));
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends the process as the engine does: Cancel, SIGINT, and SIGKILL for what is still there. */
  async close(): Promise<Exit> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await this.cancel().catch(() => {});
      this.kill("SIGINT");
    }
    const patience = setTimeout(() => this.kill("SIGKILL"), 5_000);
    const exit = await this.exited;
    clearTimeout(patience);
    this.#client?.close();
    this.engine.close();
    return exit;
  }

  #withText(properties: Properties): Properties {
    return this.#text === undefined ? properties : { __provider: this.#text, ...properties };
  }

  /** The process prints its port as the first line. */
  async #port(): Promise<string> {
    for (;;) {
      const port = /^(\d+)\r?\n/.exec(this.#output)?.[1];
      if (port) return port;
      const ended = await Promise.race([
        this.exited.then(() => true),
        new Promise<false>((resolve) => this.child.stdout?.once("data", () => resolve(false))),
      ]);
      if (ended) throw new Error(`The provider process ended before it served anything:\n${this.#output}`);
    }
  }

  async #ask<Response>(
    call: (
      client: ResourceProviderClient,
      done: (error: grpc.ServiceError | null, response: Response) => void,
    ) => unknown,
  ): Promise<Response> {
    const client = this.#client;
    if (!client) throw new Error("The provider process has not been started");
    return new Promise((resolve, reject) => {
      call(client, (error, response) => (error ? reject(partialFailure(error) ?? error) : resolve(response)));
    });
  }
}

function partialFailure(error: grpc.ServiceError): PartialFailure | undefined {
  const [details] = error.metadata.get("grpc-status-details-bin");
  if (!(details instanceof Buffer)) return undefined;
  for (const detail of Status.deserializeBinary(details).getDetailsList()) {
    const failure = detail.unpack(
      (bytes) => pb.ErrorResourceInitFailed.deserializeBinary(bytes),
      "pulumirpc.ErrorResourceInitFailed",
    );
    if (failure)
      return new PartialFailure(failure.getId(), plain(failure.getProperties()), failure.getReasonsList());
  }
  return undefined;
}

let sharedProject: string | undefined;

function projectFolder(): string {
  if (!sharedProject) {
    sharedProject = temporaryFolder("provider");
    installInto(sharedProject);
  }
  return sharedProject;
}

export function struct(properties: Properties): Struct {
  return Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
}

export function plain(properties: Struct | undefined): Properties {
  return properties?.toJavaScript() ?? {};
}
