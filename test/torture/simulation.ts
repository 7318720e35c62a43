import type { Properties } from "../support/providerProcess";
import { EmulatedAws } from "./aws";
import type { Checkpoint } from "./checkpoint";
import { Machine } from "./determinism";
import { Declared } from "./program";
import type { Scenario } from "./scenario";
import type { Violation } from "./violation";

/*
 * Everything that a simulation consists of: the machine, AWS, the program, state, and what has happened so far.
 */

export class Simulation {
  readonly machine: Machine;
  readonly aws: EmulatedAws;
  readonly program: Declared[];
  readonly checkpoint: Checkpoint = new Map();
  readonly log: string[] = [];
  readonly violations: Violation[] = [];

  /** What was noted last, and how often again since: calls are repeated for hours. */
  #last = "";
  #again = 0;

  /** Nothing has gone wrong since the last `up` in which nothing did: what is said and sent now has no excuse. */
  calm = true;
  /** A create was killed since the last `up`: README says to run `up` before anything else. */
  createKilled = false;
  /** An update or a delete was killed since: README says to use `--refresh`. */
  updateKilled = false;
  /** Products that others, or a run that was killed, have changed or ended without a look at them since. */
  readonly touched = new Set<string>();
  /** When others last acted. */
  lastAct = -Infinity;
  /** An update came so soon after what others had done that no look could show that: their values are taken for known. */
  othersUnseen = false;
  /** Products that a run which had taken them up has updated before they were in state: if it was killed, nobody knows. */
  readonly updatedUnseen = new Set<string>();
  /** What the create asked for that has begun a product. */
  readonly provisionedFor = new Map<string, Properties>();
  /** Products that were imported as they are: the next `up` brings them to what the program says. */
  readonly imported = new Set<string>();
  /** Products that a refresh has promised to update in the next `up`. */
  readonly promised = new Set<string>();
  /** What was asked of AWS when it last succeeded, by product. */
  readonly granted = new Map<string, string>();

  constructor(readonly scenario: Scenario) {
    this.machine = new Machine(scenario.chance);
    this.aws = new EmulatedAws(scenario.chance, scenario.guesses, scenario.skew);
    this.program = [new Declared(0, scenario.type), new Declared(1, "CFN_STACK")];
    for (const declared of this.program) declared.there = declared.slot === 0;
  }

  note(line: string): void {
    const text = line.trimStart();
    if (text.includes(" -> ") && text === this.#last) {
      this.#again++;
      return;
    }
    if (this.#again > 0) this.log.push(`${" ".repeat(11)}    (and so ${this.#again} times more)`);
    [this.#last, this.#again] = [text, 0];
    const seconds = ((Date.now() - this.machine.begun) / 1000).toFixed(2).padStart(9);
    this.log.push(`${seconds}  ${line}`);
  }

  /** A catalog that cannot be read does not say which parameters are NoEcho: the program has to. */
  get catalogFails(): boolean {
    const lookups = ["*", "DescribeProvisioningParameters", "DescribeProduct"];
    return this.scenario.steps.some(({ trouble }) =>
      trouble.some(({ operation }) => lookups.includes(operation)),
    );
  }

  /** Writes a violation down; the log shows where. */
  violate(rule: string, text: string): void {
    this.violations.push({ rule, text });
    this.note(`!! ${rule}: ${text}`);
  }

  get declared(): Declared[] {
    return this.program.filter(({ there }) => there);
  }

  /** Somebody else has made a product of the name that the resource is to have. */
  nameIsTheirs({ productsName }: Declared): boolean {
    const holder = this.aws.products().find(({ name }) => name === productsName);
    const isKnown = [...this.checkpoint.values()].some(({ id }) => id === holder?.id);
    return holder !== undefined && this.aws.strangers.has(holder.id) && !isKnown;
  }

  /** Where the resource stands in state. */
  stored({ name, aliases }: Declared) {
    const key = [name, ...aliases].find((candidate) => this.checkpoint.has(candidate));
    return key === undefined ? undefined : this.checkpoint.get(key);
  }
}
