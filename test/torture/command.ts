import type { Aws } from "../../provider/aws/clients";
import type { Connection } from "../../provider/config/connection";
import type { Answer } from "../../emulator/http/exchange";
import { Engine, type Result, type Rpc } from "./engine";
import type { Simulation } from "./simulation";
import type { Sent } from "./network";
import { actAsOthers } from "./others";
import { SPELLING } from "./program";
import { ProviderProcess, type Row } from "./providerProcess";
import { describeArguments, describeRpc } from "./describe";
import { type Fate, judgeRow, judgeRpc, judgeSent, judgeSending, takesUpAsItIs } from "./rules";
import type { Others, Step, Stop, Trouble } from "./scenario";

/* One command of the user's, and all that happens to it. */

const OTHER_ACCOUNT = "210987654321";

/** A module's exports, loaded anew: what it keeps belongs to one process. */
function fresh(): { awsFor: (connection: Connection) => Aws } {
  const file = require.resolve("../../provider/aws/clients");
  delete require.cache[file];
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(file) as { awsFor: (connection: Connection) => Aws };
}

export class Command {
  readonly engine: Engine;
  readonly begun = Date.now();
  /** Of this command alone; the ending has none of it. */
  readonly stop: Stop | null;
  readonly trouble: (Trouble & { met: number })[];
  /** Deletes that are under way, and with what they were asked for. */
  readonly underWay = new Set<Rpc>();
  /** What the rows said. */
  readonly rows: Row[] = [];
  /** Products that others have touched while it ran. */
  othersActed = false;
  stopped = false;
  /** The operations that AWS has begun, with the product. */
  readonly accepted: { operation: string; id: string; name: string }[] = [];
  /** The operations that were called at all. */
  readonly looked = new Set<string>();
  /** How many resources ask for something else than AWS has been told so far. */
  readonly wishes: number;
  /** Something was imported before, and differs from the program as far as it likes. */
  readonly afterImport: boolean;
  #calls = 0;
  #process: ProviderProcess | undefined;

  constructor(
    readonly simulation: Simulation,
    readonly kind: Step["command"],
    readonly step: Pick<Step, "place" | "trouble" | "stop" | "others"> = CALM,
  ) {
    this.stop = step.stop;
    this.afterImport = simulation.imported.size > 0;
    this.wishes = simulation.declared.filter((declared) => {
      const stored = simulation.stored(declared);
      return !stored || simulation.granted.get(stored.id) !== declared.wish;
    }).length;
    this.trouble = step.trouble.map((trouble) => ({ ...trouble, met: 0 }));
    this.engine = new Engine(simulation.checkpoint, {
      process: () => this.#start(),
      begins: (rpc) => this.#begins(rpc),
      ends: (rpc) => this.#ends(rpc),
    });
    if (this.stop?.moment === "later") setTimeout(() => this.#end(), this.stop.call * 4_000);
  }

  /** What still arrives was sent before the process was killed. */
  get isOver(): boolean {
    return this.#process?.dead === true;
  }

  /** Nothing happens to it that a user would not expect. */
  get undisturbed(): boolean {
    return !this.stopped && !this.othersActed && this.trouble.every(({ met }) => met === 0);
  }

  /** Writes down what AWS has taken. */
  note({ operation, body }: Sent, { begun }: Fate): void {
    if (!begun) return;
    const input = JSON.parse(body) as { ProvisionedProductName?: string };
    const id = this.simulation.aws.records().at(-1)?.provisionedProductId ?? "";
    this.accepted.push({ operation, id, name: input.ProvisionedProductName ?? "" });
    const name = this.simulation.aws.product(id)?.name;
    const create = [...this.underWay].find(
      ({ method, news }) => method === "create" && news["name"] === name,
    );
    if (create && operation === "ProvisionProduct") this.simulation.provisionedFor.set(id, create.news);
    if (operation !== "UpdateProvisionedProduct") return;
    if (create) takesUpAsItIs(this, id, create);
    if (create) this.simulation.updatedUnseen.add(id);
    if (Date.now() < this.simulation.lastAct + this.simulation.aws.describeLag)
      this.simulation.othersUnseen = true;
  }

  run(): Promise<Result> {
    const { engine, kind, simulation } = this;
    if (kind === "preview") return engine.preview(simulation.declared);
    if (kind === "refresh") return engine.refresh();
    if (kind === "destroy") return engine.destroy();
    return engine.up(simulation.declared, { refresh: kind === "upRefresh" });
  }

  #start(): ProviderProcess {
    const region = this.step.place === "otherRegion" ? { "aws:region": "eu-west-1" } : {};
    this.#process = new ProviderProcess({
      config: region,
      awsFor: fresh().awsFor,
      link: {
        leaves: (sent) => judgeSending(this, sent, this.#process),
        arrives: (sent) => this.#arrives(sent),
      },
      onRow: (row) => {
        this.rows.push(row);
        if (row.kind !== "progress") this.simulation.note(`    ${row.kind}: ${row.text}`);
        judgeRow(this, row);
      },
    });
    return this.#process;
  }

  #begins(rpc: Rpc): void {
    this.underWay.add(rpc);
    if (rpc.method !== "diff" && rpc.method !== "check")
      this.simulation.note(`  ${rpc.method} ${rpc.name} ${rpc.id}${describeArguments(rpc)}`);
  }

  #ends(rpc: Rpc): void {
    this.underWay.delete(rpc);
    this.simulation.note(`  ${describeRpc(rpc)}`);
    judgeRpc(this, rpc);
  }

  #arrives(sent: Sent): Answer | "hang" | "reset" {
    const { simulation, stop } = this;
    const call = ++this.#calls;
    if (!sent.body.includes("status:UNDER_CHANGE")) this.looked.add(sent.operation); // the watcher's search is for all
    if (stop?.moment === "before" && stop.call === call) {
      simulation.note(`    ${sent.operation} is on its way`);
      this.#end();
      if (this.#process?.dead) return "hang"; // it had not left yet
    }
    const trouble = this.#troubleFor(sent.operation);
    if (trouble) simulation.aws.callFaults.add(sent.operation, trouble);
    simulation.aws.faults.quoted = this.#secretIn(sent);
    const known = simulation.aws.records().length;
    const answer = simulation.aws.answer({ ...sent, headers: this.#signed(sent.headers) });
    const written = simulation.aws.calls.at(-1);
    const outcome = typeof answer === "string" ? (trouble ?? answer) : (written?.error ?? trouble);
    if (sent.mutating || outcome !== undefined)
      simulation.note(`    ${sent.operation} -> ${outcome ?? subjectOf(answer)}`);
    judgeSent(this, sent, { begun: simulation.aws.records().length > known });
    if (stop?.moment === "after" && stop.call === call) this.#end();
    this.#othersAct(call);
    return answer;
  }

  /** What AWS may quote when the operation fails: what was sent, and of a product that goes what it runs with. */
  #secretIn({ operation, body }: Sent): string | undefined {
    if (operation !== "TerminateProvisionedProduct") return SPELLING.exec(body)?.[0];
    const { ProvisionedProductId: id = "" } = JSON.parse(body) as { ProvisionedProductId?: string };
    const inState = [...this.simulation.checkpoint.values()].find((stored) => stored.id === id);
    const known = JSON.stringify(inState?.inputs ?? {}); // what others have set, nobody here can recognise
    const real = Object.values(this.simulation.aws.product(id)?.stack?.parameters ?? {});
    return real.find((value) => SPELLING.test(value) && known.includes(value));
  }

  #troubleFor(operation: string): Trouble["kind"] | undefined {
    const met = this.trouble.filter(
      (trouble) => trouble.operation === operation || trouble.operation === "*",
    );
    for (const trouble of met) trouble.met++;
    const struck = met.find(({ from, times, met: so }) => so >= from && so < from + times);
    return struck?.kind;
  }

  #signed(headers: Record<string, string>): Record<string, string> {
    if (this.step.place !== "otherAccount") return headers;
    return {
      ...headers,
      authorization: (headers["authorization"] ?? "").replace(/\d{12}/, OTHER_ACCOUNT),
    };
  }

  #othersAct(call: number): void {
    const { others } = this.step;
    if (others?.during === call) this.#letAct(others);
  }

  #letAct(others: Others): void {
    if (actAsOthers(this.simulation, others)) this.othersActed = true;
  }

  #end(): void {
    const { stop, simulation } = this;
    if (!stop || this.stopped || this.#process?.dead !== false) return;
    this.stopped = true;
    simulation.note(`    ** ${STOPS[stop.how]}`);
    noteKilled(this, stop.how);
    if (stop.how === "cancel" || stop.how === "cancelTwice") {
      this.#process.cancel();
      this.engine.cancel();
      if (stop.how === "cancelTwice")
        setTimeout(() => {
          if (this.#process?.dead !== false) return;
          simulation.note(`    ** Ctrl-C again`);
          noteKilled(this, "killEngine");
          this.#process.kill();
          this.engine.die();
        }, 100);
      return;
    }
    this.#process.kill();
    if (stop.how === "killEngine") this.engine.die();
  }
}

const STOPS: Record<Stop["how"], string> = {
  cancel: "Ctrl-C",
  cancelTwice: "Ctrl-C",
  killProvider: "the provider process is killed",
  killEngine: "the CLI is killed",
};

const CALM = { place: "home", trouble: [], stop: null, others: null } as const satisfies Pick<
  Step,
  "place" | "trouble" | "stop" | "others"
>;

/** What README tells to do next depends on what was under way. */
function noteKilled({ simulation, underWay }: Command, how: Stop["how"]): void {
  if (how === "cancel" || how === "cancelTwice") return;
  for (const { method, id } of underWay) {
    if (method === "create") simulation.createKilled = true;
    if (method === "update" || method === "delete") simulation.updateKilled = true;
    if (method === "delete") simulation.touched.add(id);
  }
}

function subjectOf(answer: Answer | "hang" | "reset"): string {
  if (typeof answer === "string") return answer;
  if (answer.body.startsWith("<")) return String(answer.status);
  const { RecordDetail: record } = JSON.parse(answer.body || "{}") as {
    RecordDetail?: { RecordId?: string; ProvisionedProductId?: string };
  };
  return [answer.status, record?.ProvisionedProductId, record?.RecordId].filter(Boolean).join(" ");
}
