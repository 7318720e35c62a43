import type { Scope } from "../base/arns";
import { anyText, choice, flag, findMsProblem, required, texts } from "../base/schema";
import {
  callFaultKinds,
  type CallFault,
  type CallFaultExtent,
  type CallFaults,
  type Latency,
} from "../faults/callFaults";
import type { Fault } from "../faults/operationFaults";
import type { RateLimit } from "../faults/rateLimit";
import { operations } from "../operations";
import { cloudFormationOperations } from "../operations/cloudformation";
import { stsOperations } from "../operations/sts";
import type { Snapshot } from "../persistence/snapshot";
import { defaultScope, type Service } from "../service/service";
import {
  productView,
  recordView,
  stackView,
  type ProductView,
  type RecordView,
  type StackView,
} from "../state/views";
import type { CallLog } from "./callLog";
import type { Call } from "./calls";
import { awaited, command, query } from "./functions";
import { Outside } from "./outside";
import { ProvisioningEngine } from "./provisioningEngine";
import { above0, count, idOrName, isCount, ms, share, simpleOr, where } from "./values";

/** What an emulator is put together from. */
export interface EmulatorParts {
  readonly service: Service;
  readonly callFaults: CallFaults;
  readonly rateLimit: RateLimit;
  readonly calls: CallLog;
  readonly seed: number;
  readonly url: string;
  readonly snapshot: () => Snapshot;
  /** Writes the state down. */
  readonly changed: () => void;
  readonly close: () => Promise<void>;
}

/** Which account and region are meant; what is missing is that of the default, 123456789012 and us-east-1. */
export type Where = Partial<Scope>;

const operation = required(
  choice("*", ...operations.keys(), ...cloudFormationOperations.keys(), ...stsOperations),
);

/** A running emulator, as a test sees it. */
export class Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** The environment in which AWS clients use this emulator, with credentials of the default account. */
  readonly env: Record<string, string>;
  /** Give it to `createEmulator` to have the same ids and the same chance again. */
  readonly seed: number;
  /** Changes that somebody else makes. */
  readonly outside: Outside;
  /** Of EXTERNAL and TERRAFORM products. */
  readonly engine: ProvisioningEngine;
  readonly #parts: EmulatorParts;

  /** @internal */
  constructor(parts: EmulatorParts) {
    const { service, url, seed, changed } = parts;
    this.#parts = parts;
    this.url = url;
    this.seed = seed;
    this.env = environmentOf(url);
    this.outside = new Outside(service, changed);
    this.engine = new ProvisioningEngine(service, changed);
  }

  /**
   * All calls in their order, of all accounts and regions: the newest 100,000, or fewer if their bodies have more than
   * 32 million characters.
   */
  @query("calls", { filter: { members: { operation: anyText, mutating: flag } } })
  calls({ operation, mutating }: { operation?: string; mutating?: boolean } = {}): Call[] {
    return this.#parts.calls.calls.filter(
      (call) =>
        (operation === undefined || call.operation === operation) &&
        (mutating === undefined || call.mutating === mutating),
    );
  }

  @query("clearCalls", {})
  clearCalls(): void {
    this.#parts.calls.clear();
  }

  /** Living provisioned products. */
  @query("products", { where })
  products(where?: Where): ProductView[] {
    const accountRegion = this.#at(where);
    return [...accountRegion.products.values()].map((product) => productView(accountRegion, product));
  }

  /** All stacks ever made. */
  @query("stacks", { where })
  stacks(where?: Where): StackView[] {
    return this.#at(where)
      .stacks.filter(({ kind }) => kind === "stack")
      .map(stackView);
  }

  /** All records, oldest first. */
  @query("records", { where })
  records(where?: Where): RecordView[] {
    return [...this.#at(where).records.values()].map(recordView);
  }

  /** Makes the next operations of a product fail: by its name or id, or `*` for any. */
  @command("fail", {
    productNameOrId: idOrName,
    what: required({
      members: {
        operation: required(choice("create", "update", "terminate")),
        kind: choice("validation", "resource", "rollback"),
        times: count,
        message: anyText,
        resources: texts,
        reason: anyText,
      },
    }),
  })
  fail(productNameOrId: string, what: Fault): void {
    this.#parts.service.faults.add(productNameOrId, what);
  }

  /** What the next `count` calls (default 1) of an operation meet, or a share of all of them. */
  @command("injectCallFaults", {
    operation,
    kind: required(choice(...callFaultKinds)),
    count: simpleOr(isCount, { share: required(share) }),
  })
  injectCallFaults(operation: string, kind: CallFault, count?: CallFaultExtent): void {
    this.#parts.callFaults.add(operation, kind, count);
  }

  /** How long the calls of an operation, or of all (`*`), take in real time before they are taken up. */
  @command("delayCalls", {
    operation,
    ms: required(simpleOr(findMsProblem, { min: required(ms), max: required(ms) })),
  })
  delayCalls(operation: string, ms: Latency): void {
    this.#parts.callFaults.delay(operation, ms);
  }

  /** Ends faults and delays of calls. */
  @command("clearCallFaults", {})
  clearCallFaults(): void {
    this.#parts.callFaults.clear();
  }

  /** So many calls of an account are admitted a second, and `burst` (default: as many) at once; undefined for any number. */
  @command("limitCalls", { callsPerSecond: above0, burst: above0 })
  limitCalls(callsPerSecond: number | undefined, burst?: number): void {
    this.#parts.rateLimit.set(callsPerSecond, burst);
  }

  /** Milliseconds since the epoch, by the emulator's clock. */
  @query("now", {})
  now(): number {
    return this.#parts.service.clock.now();
  }

  /** Moves the virtual clock. */
  @awaited("advance", { ms: required(ms) })
  async advance(ms: number): Promise<void> {
    const { service } = this.#parts;
    service.clock.advance(ms);
    service.allAccountRegions();
    // Lets requests that are already on their way arrive before the test goes on.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** All that has happened and was set up so far, but for the calls; for `createEmulator({ state })`. */
  @query("snapshot", {})
  snapshot(): Snapshot {
    return this.#parts.snapshot();
  }

  /** Forgets products, records, calls, faults and limits; the catalog is that of the file again, the clock stays. */
  @command("reset", {})
  reset(): void {
    const { service, callFaults, rateLimit, calls } = this.#parts;
    service.forget();
    service.faults.clear();
    service.paths.reset();
    service.controlTowerIsBusy = false;
    callFaults.clear();
    rateLimit.set(undefined);
    calls.clear();
  }

  /** Ends the emulator and destroys connections that are still open. */
  close(): Promise<void> {
    return this.#parts.close();
  }

  /** @internal */
  get changed(): () => void {
    return this.#parts.changed;
  }

  #at(where: Where = {}) {
    return this.#parts.service.accountRegion({ ...defaultScope, ...where });
  }
}

const environmentOf = (url: string): Record<string, string> => ({
  AWS_ENDPOINT_URL_SERVICE_CATALOG: url,
  AWS_ENDPOINT_URL_CLOUDFORMATION: url,
  AWS_ENDPOINT_URL_STS: url,
  AWS_REGION: defaultScope.region,
  // The one that AWS CLI and boto3 look at.
  AWS_DEFAULT_REGION: defaultScope.region,
  AWS_ACCESS_KEY_ID: `AKIA${defaultScope.account}`,
  AWS_SECRET_ACCESS_KEY: "emulator",
  AWS_EC2_METADATA_DISABLED: "true",
  ...withoutProxy(process.env),
});

/** A proxy would be sent everything, passwords included. Clients differ in which of the two names they look at. */
function withoutProxy(env: NodeJS.ProcessEnv): Record<string, string> {
  const names = ["NO_PROXY", "no_proxy"];
  const others = names.map((name) => env[name] ?? "").find((hosts) => hosts !== "") ?? "";
  const hosts = [...new Set(["127.0.0.1", "localhost", ...others.split(",").filter(Boolean)])].join(",");
  return Object.fromEntries(names.map((name) => [name, hosts]));
}
