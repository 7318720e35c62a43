import type { Properties } from "../support/providerProcess";
import { type Checkpoint, clear, differing, marked, type Stored } from "./checkpoint";
import type { Declared } from "./program";
import { ending, Partial, type ProviderProcess } from "./providerProcess";

/*
 * Pulumi's engine as far as a resource of a dynamic provider can tell: which calls it makes in which order, what it
 * keeps of their answers, and what of that is left when it, or the provider process, ends before its time.
 */

/** One call of the provider. */
export interface Rpc {
  readonly method: "check" | "diff" | "create" | "update" | "read" | "delete";
  readonly process: ProviderProcess;
  readonly name: string;
  readonly id: string;
  readonly olds: Properties;
  readonly news: Properties;
  answer?: unknown;
  error?: Error;
}

/** Of the CLI, by SIGKILL or the second Ctrl-C. */
export class EngineDied extends Error {}

export interface Result {
  /** The process of the CLI was there to the end. */
  survived: boolean;
  /** By resource. */
  readonly errors: { name: string; text: string }[];
  /** What was done, or in a preview would be, by resource. */
  readonly done: Map<string, Operation>;
}
export type Operation = "create" | "update" | "replace" | "same" | "delete" | "read" | "gone";

export interface Surroundings {
  process(): ProviderProcess;
  begins(rpc: Rpc): void;
  ends(rpc: Rpc): void;
}

/** Something of a plan to be carried out. */
type Plan = { operation: Operation; carryOut: () => Promise<void> };

/** The engine during one command. */
export class Engine {
  readonly result: Result = { survived: true, errors: [], done: new Map() };
  readonly #death = ending(() => new EngineDied());
  #cancelled = false;

  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly surroundings: Surroundings,
  ) {}

  /** The first Ctrl-C: what runs may end, nothing new begins. */
  cancel(): void {
    this.#cancelled = true;
  }

  die(): void {
    this.#death.comes();
  }

  preview(program: readonly Declared[]): Promise<Result> {
    return this.#run(async (process) => {
      for (const declared of program) {
        if (this.#isOver()) return;
        await this.#attempt(declared.name, async () => {
          const { operation } = await this.#plan(process, declared, true);
          this.result.done.set(declared.name, operation);
        });
      }
      for (const name of this.#removed(program)) this.result.done.set(name, "delete");
    });
  }

  up(program: readonly Declared[], { refresh = false } = {}): Promise<Result> {
    return this.#run(async (process) => {
      if (refresh) await this.#refreshAll(process);
      const underWay: Promise<void>[] = [];
      for (const declared of program) {
        if (this.#isOver()) break;
        await this.#attempt(declared.name, async () => {
          const { operation, carryOut } = await this.#plan(process, declared, false);
          const work = async () => {
            await carryOut();
            this.result.done.set(declared.name, operation);
          };
          if (this.#isOver()) return;
          const carriedOut = this.#attempt(declared.name, work);
          carriedOut.catch(() => undefined); // the death of the engine comes up once, below or in what is asked next
          underWay.push(carriedOut);
        });
      }
      await Promise.all(underWay);
      if (this.#isOver()) return;
      await Promise.all(this.#removed(program).map((name) => this.#deleteStored(process, name)));
    });
  }

  refresh(): Promise<Result> {
    return this.#run((process) => this.#refreshAll(process));
  }

  /** @param only of these resources, as with `--target` */
  destroy(only: readonly string[] = [...this.checkpoint.keys()]): Promise<Result> {
    return this.#run(async (process) => {
      await Promise.all(only.map((name) => this.#deleteStored(process, name)));
    });
  }

  async #run(work: (process: ProviderProcess) => Promise<void>): Promise<Result> {
    const process = this.surroundings.process();
    try {
      await work(process);
    } catch (error) {
      if (!(error instanceof EngineDied)) throw error;
      this.result.survived = false;
    }
    process.cancel(); // as at the end of every run
    process.kill();
    return this.result;
  }

  #isOver(): boolean {
    return this.#cancelled || this.result.errors.length > 0;
  }

  /** `work` on a resource, whose error is that resource's. */
  async #attempt(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof EngineDied || !(error instanceof Error)) throw error;
      this.result.errors.push({ name, text: error.message });
    }
  }

  async #ask<T>(rpc: Rpc, call: () => Promise<T>): Promise<T> {
    this.surroundings.begins(rpc);
    try {
      const answer = await Promise.race([call(), this.#death.promise]);
      rpc.answer = answer;
      this.surroundings.ends(rpc);
      return answer;
    } catch (error) {
      if (!(error instanceof EngineDied)) {
        rpc.error = error as Error;
        this.surroundings.ends(rpc);
      }
      throw error;
    }
  }

  /** Where the resource stands in state: under its name, or under one that it had. */
  #find({ name, aliases }: Declared): string | undefined {
    return [name, ...aliases].find((candidate) => this.checkpoint.has(candidate));
  }

  #removed(program: readonly Declared[]): string[] {
    const kept = program.map((declared) => this.#find(declared));
    return [...this.checkpoint.keys()].filter((name) => !kept.includes(name)).reverse();
  }

  async #check(process: ProviderProcess, declared: Declared, olds: Properties, dryRun: boolean) {
    const news = declared.inputs(dryRun);
    const rpc: Rpc = { method: "check", process, name: declared.name, id: "", olds, news };
    const { inputs, failures } = await this.#ask(rpc, () => process.check(clear(olds), clear(news)));
    if (failures.length > 0) throw new CheckFailed(failures.map(({ reason }) => reason).join("\n"));
    return marked(inputs, news);
  }

  /** Check and diff, one resource after the other. */
  async #plan(process: ProviderProcess, declared: Declared, dryRun: boolean): Promise<Plan> {
    const key = this.#find(declared);
    const old = key === undefined ? undefined : this.checkpoint.get(key);
    const create = (inputs: Properties) => () => this.#create(process, declared, inputs);
    if (key === undefined || !old)
      return {
        operation: "create",
        carryOut: create(await this.#check(process, declared, {}, dryRun)),
      };
    const replace = async (): Promise<Plan> => {
      const inputs = await this.#check(process, declared, {}, dryRun);
      return {
        operation: "replace",
        carryOut: async () => {
          await this.#delete(process, key, old);
          if (this.#cancelled) throw new Error("update canceled");
          await this.#create(process, declared, inputs);
        },
      };
    };
    if (old.taint) return replace();
    const inputs = await this.#check(process, declared, old.inputs, dryRun);
    const { name } = declared;
    const rpc: Rpc = { method: "diff", process, name, id: old.id, olds: old.outputs, news: inputs };
    const verdict = await this.#ask(rpc, () => process.diff(old.id, clear(old.outputs), clear(inputs)));
    const changes = verdict.changes ?? differing(old.inputs, inputs).length > 0;
    if (verdict.replaces?.length && changes) return replace();
    if (changes || old.initErrors.length > 0)
      return { operation: "update", carryOut: () => this.#update(process, declared, key, old, inputs) };
    return {
      operation: "same",
      carryOut: async () => {
        await Promise.resolve();
        this.#store(key, declared.name, { ...old, urn: declared.urn, inputs });
      },
    };
  }

  async #create(process: ProviderProcess, declared: Declared, inputs: Properties): Promise<void> {
    const { name, urn } = declared;
    const stored = (id: string, outputs: Properties, initErrors: string[]): Stored => ({
      urn,
      id,
      inputs,
      outputs: marked(outputs, inputs),
      initErrors,
      taint: false,
    });
    try {
      const { id, outs } = await this.#ask(
        { method: "create", process, name, id: "", olds: {}, news: inputs },
        () => process.create(clear(inputs)),
      );
      this.checkpoint.set(name, stored(id, outs, []));
    } catch (error) {
      if (error instanceof Partial)
        this.checkpoint.set(name, stored(error.id, error.properties, error.reasons));
      throw error;
    }
  }

  async #update(
    process: ProviderProcess,
    declared: Declared,
    key: string,
    old: Stored,
    inputs: Properties,
  ): Promise<void> {
    const { name, urn } = declared;
    const rpc: Rpc = { method: "update", process, name, id: old.id, olds: old.outputs, news: inputs };
    const keep = (outputs: Properties, kept: Properties, initErrors: string[]) =>
      this.#store(key, name, {
        ...old,
        urn,
        inputs: kept,
        outputs: marked(outputs, inputs),
        initErrors,
      });
    try {
      const { outs } = await this.#ask(rpc, () => process.update(old.id, clear(old.outputs), clear(inputs)));
      keep(outs, inputs, []);
    } catch (error) {
      if (error instanceof Partial) keep(error.properties, old.inputs, error.reasons);
      throw error;
    }
  }

  #store(before: string, name: string, stored: Stored): void {
    if (before !== name) this.checkpoint.delete(before);
    this.checkpoint.set(name, stored);
  }

  async #delete(process: ProviderProcess, name: string, { id, outputs }: Stored): Promise<void> {
    const rpc: Rpc = { method: "delete", process, name, id, olds: outputs, news: {} };
    await this.#ask(rpc, () => process.delete(id, clear(outputs)));
    this.checkpoint.delete(name);
  }

  async #deleteStored(process: ProviderProcess, name: string): Promise<void> {
    const stored = this.checkpoint.get(name);
    if (!stored || this.#cancelled) return;
    await this.#attempt(name, async () => {
      await this.#delete(process, name, stored);
      this.result.done.set(name, "delete");
    });
  }

  async #refreshAll(process: ProviderProcess): Promise<void> {
    await Promise.all(
      [...this.checkpoint].map(([name, stored]) =>
        this.#attempt(name, () => this.#refresh(process, name, stored)),
      ),
    );
  }

  async #refresh(process: ProviderProcess, name: string, old: Stored): Promise<void> {
    const { id, outputs } = old;
    const rpc: Rpc = { method: "read", process, name, id, olds: outputs, news: {} };
    const answer = await this.#ask(rpc, () => process.read(id, clear(outputs)));
    if (!answer.id) {
      this.checkpoint.delete(name);
      this.result.done.set(name, "gone");
      return;
    }
    const props = marked(answer.props ?? {}, outputs);
    const shown: Rpc = { method: "diff", process, name, id, olds: props, news: old.inputs };
    const verdict = await this.#ask(shown, () => process.diff(id, clear(props), clear(old.inputs)));
    const inputs = answer.inputs ? marked(answer.inputs, old.inputs) : old.inputs;
    this.checkpoint.set(name, { ...old, inputs, outputs: props, initErrors: [] });
    const changes = verdict.changes ?? differing(old.inputs, inputs).length > 0;
    this.result.done.set(name, changes ? "read" : "same");
  }
}

/** The program is wrong: the run ends before anything of this resource is touched. */
export class CheckFailed extends Error {}
