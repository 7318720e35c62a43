import path from "node:path";
import type * as clients from "../../provider/aws/clients";
import { type Clock, systemClock } from "../../provider/base/clock";
import type * as connection from "../../provider/engine/connection";
import type * as handlers from "../../provider/engine/createHandler";
import type { LogCall } from "../support/fakeEngine";
import {
  PACKAGE_TEXT,
  PartialFailure,
  plain,
  type Properties,
  type Provider,
  struct,
} from "../support/providerProcess";
import { root } from "../support/setup";

/*
 * A provider in the process of the tests: the built handler, the AWS SDK over HTTP, rows, Cancel and an end, but no
 * process and no gRPC. It is there in a hundredth of the time that a process takes to start.
 */

/** So much shorter are the provider's pauses. Its clock keeps the real time, which it shares with the emulator. */
const HASTE = 20;

/** Loads the package anew: what its modules keep belongs to one process. */
function loadPackage() {
  const dist = path.join(root, "dist", "provider");
  for (const file of Object.keys(require.cache)) if (file.startsWith(dist)) delete require.cache[file];
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const load = (file: string): unknown => require(path.join(dist, file));
  const { awsFor } = load("aws/clients.js") as typeof clients;
  const { rowsOver } = load("engine/connection.js") as typeof connection;
  const { createHandler } = load("engine/createHandler.js") as typeof handlers;
  return { awsFor, rowsOver, createHandler };
}

export class ProviderHere implements Provider {
  readonly engine: { logs: LogCall[] } = { logs: [] };
  readonly #handler: handlers.Handler;
  readonly #stop = new AbortController();
  #dead = false;
  #die: (reason: Error) => void = () => undefined;
  /** Stays open until this provider is gone. */
  readonly #death = new Promise<never>((_, reject) => (this.#die = reject));
  readonly #mortal = new WeakMap<clients.Aws, clients.Aws>();

  /** The variables that it has added to the environment of this process, as they were before. */
  readonly #before: NodeJS.ProcessEnv;

  /**
   * @param url of the emulator, unless the config says something else
   * @param env added to the environment of this process until the provider is closed
   */
  constructor(url: string, config: Record<string, string>, env: Record<string, string> = {}) {
    this.#before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
    Object.assign(process.env, env);
    this.#death.catch(() => undefined);
    const { awsFor, rowsOver, createHandler } = loadPackage();
    const emulator = { servicecatalog: url, cloudformation: url, sts: url };
    const { heard, row } = rowsOver((urn, message, severity, ephemeral) => {
      if (!this.#dead)
        this.engine.logs.push({ urn, message, severity: severity === 2 ? "warning" : "info", ephemeral });
      return Promise.resolve();
    });
    this.#handler = createHandler({
      engine: { stop: this.#stop.signal, heard, row },
      clock: this.#clock(),
      aws: (to) => this.#mortalAws(awsFor({ ...to, endpoints: { ...emulator, ...to.endpoints } })),
    });
    this.#handler.configure({ config: { get: (key) => config[key] } });
  }

  async check(_urn: string, olds: Properties, news: Properties) {
    const before = Object.keys(olds).length ? withText(olds) : olds;
    return this.#ask(async () => {
      const { inputs, failures } = await this.#handler.check(sent(before), sent(withText(news)));
      return { inputs: sent({ ...inputs, __provider: withText(news)["__provider"] }), failures };
    });
  }

  async diff(_urn: string, id: string, olds: Properties, news: Properties) {
    return this.#ask(async () => {
      const verdict = await this.#handler.diff(id, sent(withText(olds)), sent(withText(news)));
      return {
        changes: verdict.changes,
        replaces: verdict.replaces ?? [],
        deleteBeforeReplace: verdict.deleteBeforeReplace ?? false,
      };
    });
  }

  async create(_urn: string, inputs: Properties) {
    return this.#ask(async () => {
      const { id, outs } = await this.#handler.create(sent(withText(inputs)));
      return { id, properties: sent({ ...outs, __provider: withText(inputs)["__provider"] }) };
    });
  }

  async update(_urn: string, id: string, olds: Properties, news: Properties) {
    return this.#ask(async () => {
      const { outs } = await this.#handler.update(id, sent(withText(olds)), sent(withText(news)));
      return { properties: sent({ ...outs, __provider: withText(news)["__provider"] }) };
    });
  }

  async read(_urn: string, id: string, properties: Properties) {
    const { __provider } = withText(properties);
    return this.#ask(async () => {
      const answer = await this.#handler.read(id, sent(withText(properties)));
      return {
        id: answer.id ?? "",
        properties: sent({ ...answer.props, __provider }),
        inputs: answer.inputs && sent({ ...answer.inputs, __provider }),
      };
    });
  }

  async delete(_urn: string, id: string, properties: Properties): Promise<void> {
    await this.#ask(() => this.#handler.delete(id, sent(withText(properties))));
  }

  cancel(): Promise<void> {
    this.#stop.abort();
    return Promise.resolve();
  }

  /** From now on nobody hears of it, and it sends nothing. */
  kill(): void {
    this.#dead = true;
    this.#die(new Error("error reading from server: EOF"));
    this.#stop.abort();
  }

  close(): Promise<void> {
    this.kill();
    for (const [name, value] of Object.entries(this.#before))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    return Promise.resolve();
  }

  async #ask<T>(work: () => Promise<T>): Promise<T> {
    return Promise.race([this.#death, work().catch(throwAsProcess)]);
  }

  /** Goes no further once this provider is gone. */
  async #alive<T>(work: Promise<T>): Promise<T> {
    const result = await work;
    return this.#dead ? new Promise<never>(() => undefined) : result;
  }

  #mortalAws(aws: clients.Aws): clients.Aws {
    let mortal = this.#mortal.get(aws);
    if (mortal) return mortal;
    mortal = {
      ...aws,
      serviceCatalog: () => this.#alive(aws.serviceCatalog()),
      cloudFormation: () => this.#alive(aws.cloudFormation()),
    };
    this.#mortal.set(aws, mortal);
    return mortal;
  }

  #clock(): Clock {
    return {
      now: () => systemClock.now(),
      sleep: (ms, signal) => this.#alive(systemClock.sleep(ms / HASTE, signal)),
      every: (ms, tick) => systemClock.every(ms / HASTE, () => this.#dead || tick()),
    };
  }
}

const withText = (properties: Properties): Properties => ({ __provider: PACKAGE_TEXT, ...properties });

/** What the other side finds of what is sent to it. */
const sent = (properties: Properties): Properties => plain(struct(properties));

/** As `grpcResponseFromError` of the provider process. */
function throwAsProcess(error: unknown): never {
  const { id, properties, reasons } = error as { id?: string; properties?: Properties; reasons?: string[] };
  if (id) throw new PartialFailure(id, sent(properties ?? {}), reasons ?? []);
  throw error;
}
