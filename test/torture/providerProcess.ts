import type { Aws } from "../../provider/aws/clients";
import type { Connection } from "../../provider/config/connection";
import { createHandler, type Handler } from "../../provider/engine/createHandler";
import type { Clock } from "../../provider/base/clock";
import type { Properties } from "../support/providerProcess";
import { connect, type Link, type Sent } from "./network";

/*
 * One provider process: the real handler and the real AWS SDK, with as much around them as a process has: rows to
 * write on, a clock, credentials, and an end. What comes and goes is what the protocol lets through.
 */

/** A message on a resource's row. */
export interface Row {
  readonly kind: "progress" | "note" | "warning";
  readonly urn: string;
  readonly text: string;
}

/** Create or update did not succeed, but the product exists. */
export class Partial extends Error {
  constructor(
    readonly id: string,
    readonly properties: Properties,
    readonly reasons: string[],
  ) {
    super(reasons.join("\n"));
  }
}

/** What the engine sees of a process that is gone. */
export class Died extends Error {
  constructor() {
    super("error reading from server: EOF");
  }
}

/** Something that may end before its time: until then the promise stays open. */
export function ending(error: () => Error): { promise: Promise<never>; comes: () => void } {
  let comes: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => (comes = () => reject(error())));
  promise.catch(() => undefined);
  return { promise, comes: () => comes() };
}

let processes = 0;

export interface ProcessOptions {
  config: Record<string, string>;
  link: { leaves: (sent: Sent) => void; arrives: Link["arrives"] };
  /** The clients of a process are its own: this loads the module that keeps them anew. */
  awsFor: (connection: Connection) => Aws;
  onRow: (row: Row) => void;
}

export class ProviderProcess {
  readonly #handler: Handler;
  readonly #stop = new AbortController();
  readonly #death = ending(() => new Died());
  #dead = false;

  constructor({ config, link, awsFor, onRow }: ProcessOptions) {
    const host = `p${++processes}.test`;
    connect(host, {
      leaves: (sent) => {
        if (this.#dead) return false;
        link.leaves(sent);
        return true;
      },
      arrives: link.arrives,
      listens: () => !this.#dead,
    });
    const url = `http://${host}`;
    const endpoints = { servicecatalog: url, cloudformation: url, sts: url };
    const row = (kind: Row["kind"], urn: string) => (text: string) => {
      if (!this.#dead) onRow({ kind, urn, text });
    };
    this.#handler = createHandler({
      engine: {
        stop: this.#stop.signal,
        heard: () => Promise.resolve(),
        row: (urn) => ({
          progress: row("progress", urn),
          note: row("note", urn),
          warn: row("warning", urn),
        }),
      },
      clock: this.#clock(),
      aws: (connection) => awsFor({ ...connection, endpoints }),
    });
    this.#handler.configure({ config: { get: (key) => config[key] } });
  }

  /** What was stopped sends nothing that changes something. */
  get stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** The engine's Cancel. */
  cancel(): void {
    this.#stop.abort();
  }

  kill(): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#death.comes();
  }

  check(olds: Properties, news: Properties) {
    return this.#ask(async () => {
      const { inputs, failures } = await this.#handler.check(olds, news);
      return { inputs: { ...inputs, __provider: news["__provider"] }, failures };
    });
  }

  diff(id: string, olds: Properties, news: Properties) {
    return this.#ask(() => this.#handler.diff(id, olds, news));
  }

  create(inputs: Properties) {
    return this.#ask(() => this.#handler.create(inputs));
  }

  update(id: string, olds: Properties, news: Properties) {
    return this.#ask(() => this.#handler.update(id, olds, news));
  }

  read(id: string, properties: Properties) {
    return this.#ask(() => this.#handler.read(id, properties));
  }

  delete(id: string, properties: Properties) {
    return this.#ask(() => this.#handler.delete(id, properties));
  }

  async #ask<T>(work: () => Promise<T>): Promise<T> {
    if (this.#dead) throw new Died();
    const answered = work().then(cleanJson, (error: unknown) => {
      throw asTheProcessThrows(error);
    });
    return Promise.race([answered, this.#death.promise]);
  }

  #clock(): Clock {
    return {
      now: () => Date.now(),
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (signal?.aborted) return resolve();
          const done = () => {
            clearTimeout(timer);
            if (!this.#dead) resolve();
          };
          const timer = setTimeout(done, ms);
          signal?.addEventListener("abort", done, { once: true });
        }),
      every: (ms, tick) => {
        const timer = setInterval(() => (this.#dead ? clearInterval(timer) : tick()), ms);
        return () => clearInterval(timer);
      },
    };
  }
}

/** The process answers "Unexpected struct type." to anything else, in create after the product exists. */
function cleanJson<T>(value: T): T {
  if (value === undefined) return value;
  const refuse = (part: unknown, path: string): void => {
    if (part === null || ["string", "boolean", "number"].includes(typeof part)) return;
    if (typeof part !== "object") throw new Error(`Unexpected struct type. (${path} is ${typeof part})`);
    for (const [key, item] of Object.entries(part)) refuse(item, `${path}.${key}`);
  };
  for (const [key, part] of Object.entries(value as object)) if (part !== undefined) refuse(part, key);
  return structuredClone(value);
}

/** As `grpcResponseFromError` of the provider process. */
function asTheProcessThrows(error: unknown): Error {
  const { id, properties, reasons, message } = error as Partial;
  if (!(error instanceof Error)) return new Error(`the process never answers: ${String(error)} was thrown`);
  if (!id) return new Error(message);
  return new Partial(id, cleanJson({ properties }).properties, reasons ?? [message]);
}
