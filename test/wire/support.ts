import { isDeepStrictEqual } from "node:util";
import { createEmulator, type CatalogDefinition, type Emulator, type EmulatorOptions } from "../../emulator";
import { derivedName, identityOf } from "../../provider/state/identity";
import {
  PartialFailure,
  ProviderProcess,
  type Properties,
  type Provider,
  type ProviderOptions,
} from "../support/providerProcess";
import { cleanEnvironment } from "../support/sandbox";
import { ProviderHere } from "./providerHere";

/**
 * `npm test` runs these tests on a provider in their own process. CI runs them once more with a process and gRPC, as
 * it is for the engine, and so do those that are about the process: they ask for one by the option `process`.
 */
const DOOR = process.env["SERVICECATALOG_DOOR"];
/** The resource plugin: no text is stored, and timeouts come with each request. */
export const PLUGIN = DOOR === "plugin";
const PROCESS = PLUGIN || DOOR === "process";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const marked = (value: unknown) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the engine hands to a provider that takes no secrets: all in clear text. */
export function clearText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clearText);
  if (!isObject(value)) return value;
  if (SIGNATURE in value) return clearText(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clearText(item)]));
}

const clear = (properties: Properties) => clearText(properties) as Properties;

/** Every text in an answer that is not marked as secret. */
export function openTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || SIGNATURE in value) return [];
  return Object.values(value).flatMap(openTexts);
}

const template = (resources: string[], parameters: object = {}) => ({
  Parameters: {
    Purpose: { Type: "String", AllowedPattern: "[a-z]*", Default: "nothing" },
    Days: { Type: "Number", Default: 30 },
    Password: { Type: "String", NoEcho: true, Default: "none" },
    ...parameters,
  },
  Resources: Object.fromEntries(resources.map((name) => [name, { Type: "AWS::S3::Bucket" }])),
  Outputs: {
    Label: { Value: { "Fn::Sub": "${Purpose}-${Days}" } },
    Login: { Value: { "Fn::Sub": "user:${Password}@host" } },
  },
});

export const catalog: CatalogDefinition = {
  products: [
    {
      name: "Bucket",
      versions: [
        { name: "v1", template: template(["Bucket"]) },
        { name: "v2", template: template(["Bucket", "Log"]) },
      ],
      constraints: [{ type: "RESOURCE_UPDATE", tagUpdates: "ALLOWED" }],
    },
    { name: "Single", versions: [{ name: "only", template: template(["Bucket"]) }] },
  ],
};

/**
 * Short enough for a test, long enough to be interrupted: tests that interrupt take longer ones. A provider in this
 * process has answered before a product would follow its record, which only some tests are about.
 */
const durations = { create: 60, update: 60, terminate: 60, lag: PROCESS ? 10 : 0 };

export interface Step {
  op: "create" | "update" | "replace" | "same";
  /** The keys in which old and new inputs differ, as the engine shows them. */
  shown: string[];
}

/**
 * One resource, as the engine leads it: check, diff, create and so on, with what it keeps between them. What comes
 * back is kept, also of partial failures, and handed over in clear text the next time.
 */
export class Resource {
  readonly urn: string;
  readonly hidden: Properties;
  id = "";
  inputs: Properties = {};
  outputs: Properties = {};
  initErrors: string[] = [];
  /** Everything that the provider answered, secrets marked. */
  readonly answers: unknown[] = [];
  /** The process that is asked; set it for another run of the CLI. */
  provider: Provider;
  /** The process that created the product: it never terminates what it has made itself. */
  #maker: Provider | undefined;

  constructor(
    private readonly bench: Pick<Bench, "provider" | "later">,
    readonly name: string,
    more: Properties = {},
  ) {
    this.provider = bench.provider;
    this.urn = `urn:pulumi:test::project::pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct::${name}`;
    const identity = identityOf(PLUGIN ? "" : "organization", "project", "test", this.urn);
    this.hidden = {
      __schema: 1,
      __urn: this.urn,
      __identity: identity,
      __derivedName: derivedName(name, identity),
      ...more,
    };
  }

  get derivedName(): string {
    return String(this.hidden["__derivedName"]);
  }

  async check(args: Properties, olds = this.inputs): Promise<Properties> {
    const { inputs, failures } = await this.provider.check(this.urn, olds, { ...args, ...this.hidden });
    if (failures.length > 0) throw new CheckFailures(failures);
    this.answers.push(inputs);
    return clear(inputs);
  }

  diff(inputs: Properties, outputs = this.outputs) {
    return this.provider.diff(this.urn, this.id, outputs, inputs);
  }

  /** What `pulumi up` does with this resource. Errors of create and update come through, state is as after them. */
  async up(args: Properties): Promise<Step> {
    const inputs = await this.check(args);
    if (this.id === "") return this.#create(inputs);
    const verdict = await this.diff(inputs);
    const shown = [...new Set([...Object.keys(this.inputs), ...Object.keys(inputs)])].filter(
      (key) => !isDeepStrictEqual(this.inputs[key], inputs[key]),
    );
    const changes = verdict.changes ?? (shown.length > 0 || this.initErrors.length > 0);
    if (!changes && this.initErrors.length === 0) {
      this.inputs = inputs;
      return { op: "same", shown };
    }
    if (verdict.replaces.length > 0) return { ...(await this.replace(args)), shown };
    return this.#update(inputs, shown);
  }

  /** Delete first, as the class asks for. */
  async replace(args: Properties): Promise<Step> {
    await this.#nextRun();
    const fresh = await this.check(args, {});
    await this.destroy();
    return { ...(await this.#create(fresh)), op: "replace" };
  }

  async destroy(): Promise<void> {
    await this.#nextRun();
    await this.provider.delete(this.urn, this.id, this.outputs);
    this.id = "";
    this.inputs = this.outputs = {};
    this.initErrors = [];
  }

  /** What `pulumi refresh` does; false when the product is gone. */
  async refresh(): Promise<boolean> {
    const answer = await this.provider.read(this.urn, this.id, this.outputs);
    this.answers.push(answer.properties, answer.inputs);
    this.initErrors = [];
    if (answer.id === "") {
      this.id = "";
      this.inputs = this.outputs = {};
      return false;
    }
    this.outputs = clear(answer.properties);
    this.inputs = clear(answer.inputs ?? this.inputs);
    return true;
  }

  async #nextRun(): Promise<void> {
    if (this.provider !== this.#maker) return;
    this.provider = this.#maker === this.bench.provider ? await this.bench.later() : this.bench.provider;
  }

  async #create(inputs: Properties): Promise<Step> {
    this.#maker = this.provider;
    try {
      const { id, properties } = await this.provider.create(this.urn, inputs);
      this.answers.push(properties);
      Object.assign(this, { id, inputs, outputs: clear(properties), initErrors: [] });
      return { op: "create", shown: [] };
    } catch (error) {
      if (error instanceof PartialFailure) this.#keep(error, inputs);
      throw error;
    }
  }

  async #update(inputs: Properties, shown: string[]): Promise<Step> {
    try {
      const { properties } = await this.provider.update(this.urn, this.id, this.outputs, inputs);
      this.answers.push(properties);
      Object.assign(this, { inputs, outputs: clear(properties), initErrors: [] });
      return { op: "update", shown };
    } catch (error) {
      if (error instanceof PartialFailure) this.#keep(error, this.inputs);
      throw error;
    }
  }

  #keep(failure: PartialFailure, inputs: Properties): void {
    this.answers.push(failure.properties);
    Object.assign(this, {
      id: failure.id,
      inputs,
      outputs: clear(failure.properties),
      initErrors: failure.reasons,
    });
  }
}

export class CheckFailures extends Error {
  constructor(readonly failures: { property: string; reason: string }[]) {
    super(failures.map(({ reason }) => reason).join("\n"));
  }
}

export interface Bench<P extends Provider = Provider> {
  readonly emulator: Emulator;
  readonly provider: P;
  /** The process of a later run of the CLI. */
  later(): Promise<P>;
  /** A provider of its own, as another run of the CLI has one; ends with the test. */
  another(options?: Pick<ProviderOptions, "env"> & { config?: Record<string, string> }): Promise<P>;
  resource(name?: string, hidden?: Properties): Resource;
  /** The mutating calls that reached the emulator, each with its name. */
  changes(): string[];
}

interface Started {
  emulator: Emulator;
  start(more?: ProviderOptions, config?: Record<string, string>): Promise<Provider>;
  provider: Provider;
  later: Promise<Provider> | undefined;
}

type BenchOptions = EmulatorOptions & { process?: ProviderOptions; config?: Record<string, string> };

/** A process takes a second to start, so those of the same options are shared by all files. */
const shared = new Map<string, Promise<Started>>();

async function begin({ process: ofProcess, config = {}, ...forEmulator }: BenchOptions): Promise<Started> {
  const emulator = await createEmulator({ catalog, durations, ...forEmulator });
  const start = async (more: ProviderOptions = {}, settings = config): Promise<Provider> => {
    if (!PROCESS && !ofProcess) {
      lookAt(emulator);
      return new ProviderHere(emulator.url, settings, more.env);
    }
    const env = { ...emulator.env, ...ofProcess?.env, ...more.env };
    const started = await ProviderProcess.start({ plugin: PLUGIN, ...ofProcess, ...more, env });
    await started.configure(settings);
    return started;
  };
  return { emulator, start, provider: await start(), later: undefined };
}

/** The account and region of an emulator, which all have in common, for the AWS SDK of this process. */
function lookAt({ env }: Emulator): void {
  const clean = cleanEnvironment({ ...env, AWS_ENDPOINT_URL: undefined });
  for (const name of Object.keys(process.env)) if (/^AWS_/i.test(name)) delete process.env[name];
  for (const [name, value] of Object.entries(clean))
    if (/^(AWS_|NO_PROXY)/i.test(name) && value !== undefined && !name.startsWith("AWS_ENDPOINT"))
      process.env[name] = value;
}

after(async () => {
  for (const bench of shared.values()) {
    const { emulator, provider, later } = await bench;
    await Promise.all([provider, later].map(async (each) => (await each)?.close()));
    await emulator.close();
  }
});

/** An emulator and a provider for the tests of one `describe`; the emulator is empty before each of them. */
export function useProvider(options: BenchOptions & { process: ProviderOptions }): Bench<ProviderProcess>;
export function useProvider(options?: BenchOptions): Bench;
export function useProvider(options: BenchOptions = {}): Bench {
  let started: Started | undefined;
  let others: Provider[] = [];

  before(async () => {
    const key = JSON.stringify(options);
    let promise = shared.get(key);
    if (!promise) shared.set(key, (promise = begin(options)));
    started = await promise;
  });
  beforeEach(() => started?.emulator.reset());
  afterEach(async () => {
    const ending = others.reverse(); // each gives back the environment that it has found
    others = [];
    await Promise.all(ending.map((provider) => provider.close()));
  });

  const inTest = (): Started => {
    if (!started) throw new Error("only inside of a test");
    return started;
  };
  const bench: Bench = {
    get emulator() {
      return inTest().emulator;
    },
    get provider() {
      return inTest().provider;
    },
    later: () => (inTest().later ??= inTest().start()),
    async another({ config, ...more } = {}) {
      const provider = await inTest().start(more, config);
      others.push(provider);
      return provider;
    },
    resource: (name = `web${++names}`, hidden) => new Resource(bench, name, hidden),
    changes: () => bench.emulator.calls({ mutating: true }).map(({ operation }) => operation),
  };
  return bench;
}

let names = 0;

/** Resolves when a call of this operation has reached the emulator, for the so-manieth time. */
export async function called(emulator: Emulator, operation: string, times = 1): Promise<void> {
  while (emulator.calls({ operation }).length < times) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets the virtual time pass until the work has ended: a few seconds for each call, or days would go by. */
export async function finished<T>({ emulator }: Bench, work: Promise<T>): Promise<T> {
  let over = false;
  const ended = work.finally(() => (over = true));
  ended.catch(() => undefined);
  for (let seen = -1; !over;) {
    const calls = emulator.calls().length;
    if (calls !== seen) await emulator.advance(5_000);
    seen = calls;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return ended;
}

export const bucket = (parameters: Properties = {}, more: Properties = {}): Properties => ({
  productName: "Bucket",
  provisioningArtifactName: "v1",
  provisioningParameters: { Purpose: "logs", ...parameters },
  ...more,
});

/** The error with which it ends. */
export async function failure<T = PartialFailure>(work: Promise<unknown>): Promise<T> {
  let value: unknown;
  try {
    value = await work;
  } catch (error) {
    return error as T;
  }
  throw new Error(`should have failed, but gave ${JSON.stringify(value)}`);
}

/** What a gRPC error or a partial failure says to people. */
export function said(error: unknown): string {
  if (error instanceof PartialFailure) return error.reasons.join("\n");
  const { details, message } = error as { details?: string; message?: string };
  return details ?? message ?? String(error);
}
