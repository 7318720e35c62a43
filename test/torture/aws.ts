import type { Guesses } from "../../emulator";
import { answerRequest, type Surroundings } from "../../emulator/http/answer";
import type { Answer, Request } from "../../emulator/http/exchange";
import type { Call } from "../../emulator/control/calls";
import { LiveCatalog } from "../../emulator/catalog/live";
import { loadCatalog } from "../../emulator/catalog/load";
import { ProvisioningEngine } from "../../emulator/control/provisioningEngine";
import { type Fault, Faults } from "../../emulator/faults/operationFaults";
import { defaultGuesses } from "../../emulator/truth/guesses";
import { randomIds } from "../../emulator/base/ids";
import { Outside } from "../../emulator/control/outside";
import { seededRandom } from "../../emulator/base/random";
import { defaultScope, Service } from "../../emulator/service/service";
import { defaultDurations } from "../../emulator/state/schedule";
import { RateLimit } from "../../emulator/faults/rateLimit";
import { CallFaults } from "../../emulator/faults/callFaults";
import type { OperationRecord } from "../../emulator/state/record";
import type { ProvisionedProduct } from "../../emulator/state/provisionedProduct";
import { catalog } from "./catalog";

const loaded = loadCatalog(catalog);
const HOME = defaultScope.account;

/** How long the engine of EXTERNAL products works, ms. */
const ENGINE_TIME = 40_000;

/** Operations that fail with a message in which AWS quotes a value of the request, or of the product that goes. */
class QuotingFaults extends Faults {
  quoted: string | undefined;

  override take(...operation: Parameters<Faults["take"]>): Fault | undefined {
    const fault = super.take(...operation);
    return fault && this.quoted !== undefined
      ? { ...fault, message: `Invalid value ${this.quoted}.` }
      : fault;
  }
}

/** The emulator without its port, on the machine's time and `skew` milliseconds apart from it. */
export class EmulatedAws {
  readonly service: Service;
  readonly faults = new QuotingFaults();
  readonly callFaults: CallFaults;
  readonly calls: Call[] = [];
  readonly outside: Outside;
  /** Products that somebody else has made, for the program to import. */
  readonly strangers = new Set<string>();
  /** The next work of an engine fails. */
  engineFails = false;
  readonly #surroundings: Surroundings;
  readonly #engine: ProvisioningEngine;
  readonly #begun = new Set<string>();
  #requests = 0;

  constructor(seed: number, guesses: Partial<Guesses>, skew: number) {
    const positions = { ...defaultGuesses, ...guesses };
    this.service = new Service(
      new LiveCatalog(loaded),
      { now: () => Date.now() + skew, advance: () => undefined },
      positions,
      defaultDurations,
      positions.statusOrder,
      seededRandom(seed, "order"),
      randomIds(seededRandom(seed, "ids")),
      this.faults,
    );
    this.callFaults = new CallFaults(seededRandom(seed, "call faults"));
    this.#surroundings = {
      service: this.service,
      callFaults: this.callFaults,
      rateLimit: new RateLimit(),
      calls: { add: (call) => void this.calls.push(call) },
      log: () => undefined,
      changed: () => undefined,
    };
    this.outside = new Outside(this.service, () => undefined);
    this.#engine = new ProvisioningEngine(this.service, () => undefined);
  }

  now(): number {
    return this.service.clock.now();
  }

  /** Answers a request, and writes it down as the last of `calls`. */
  answer(request: Omit<Request, "id">): Answer | "hang" | "reset" {
    const answered = answerRequest(this.#surroundings, { ...request, id: `request-${++this.#requests}` });
    this.#engineWorks();
    return answered;
  }

  /** A call that somebody else makes, in the console. */
  console(operation: string, input: object): Record<string, unknown> {
    const answered = this.answer({
      protocol: "json",
      operation,
      headers: {
        authorization: `Credential=ASIA${HOME}STRANGER/20261128/us-east-1/servicecatalog/aws4_request`,
      },
      body: JSON.stringify(input),
    });
    if (typeof answered === "string") throw new Error(answered);
    return JSON.parse(answered.body) as Record<string, unknown>;
  }

  /** How far Describe is behind, ms. */
  get describeLag(): number {
    return this.service.guesses.describeLag;
  }

  /** Living products, in all accounts and regions. */
  products(): ProvisionedProduct[] {
    return this.service.allAccountRegions().flatMap(({ products }) => [...products.values()]);
  }

  product(id: string): ProvisionedProduct | undefined {
    return this.products().find((product) => product.id === id);
  }

  record(id: string | undefined): OperationRecord | undefined {
    return this.records().find((record) => record.id === id);
  }

  records(): OperationRecord[] {
    return this.service.allAccountRegions().flatMap(({ records }) => [...records.values()]);
  }

  versionName(id: string | undefined): string | undefined {
    return this.service.catalog.products
      .flatMap(({ versions }) => versions)
      .find((version) => version.id === id)?.name;
  }

  #engineWorks(): void {
    for (const { recordId } of this.#engine.waiting()) {
      if (this.#begun.has(recordId)) continue;
      this.#begun.add(recordId);
      const fails = this.engineFails;
      this.engineFails = false;
      setTimeout(() => {
        if (!this.#engine.waiting().some((work) => work.recordId === recordId)) return;
        this.#engine.answer(recordId, fails ? "FAILED" : "SUCCEEDED", { failureReason: "no" });
      }, ENGINE_TIME);
    }
  }
}
