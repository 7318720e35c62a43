import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { type PulumiCli, pulumiCli } from "./pulumiCli";
import { atExit, type Installed, installInto, temporaryFolder } from "./sandbox";

export interface ProjectOptions {
  /** the text of the program, or every file of the project by its name */
  program: string | Record<string, string>;
  language?: "typescript" | "javascript" | "esm";
  name?: string;
  stack?: string;
  /** stack configuration, set before the first run */
  config?: Record<string, string>;
  /** added to the environment of every command, such as the `env` of an emulator */
  env?: Record<string, string>;
  /** a folder that is searched for programs before all others, such as one with a plugin of the test's own */
  path?: string;
  installed?: Installed;
}

export interface Result {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** the engine's events, of a command that ran with --json */
  events: EngineEvent[];
  /** what the engine said about resources or the stack, without the debug messages */
  messages: string[];
  /** how many resources had which operation: `{ create: 1, same: 2 }` */
  changes: Record<string, number>;
}

export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  custom: boolean;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  initErrors?: string[];
  aliases?: string[];
  provider?: string;
  [other: string]: unknown;
}

export interface State {
  resources: StateResource[];
  pendingOperations: { type: string; resource: StateResource }[];
}

/**
 * A Pulumi project of its own in a temporary folder, driven by the real CLI: own stack, own state,
 * own Pulumi home, own passphrase. `remove` it when the test is over.
 */
export class Project {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly name: string;
  readonly stack: string;
  readonly #cli: PulumiCli;
  readonly #home: string;
  readonly #children = new Set<ChildProcess>();
  readonly #release: () => void;

  private constructor(options: ProjectOptions) {
    this.name = options.name ?? "project";
    this.stack = options.stack ?? "test";
    this.#home = temporaryFolder("project");
    this.folder = path.join(this.#home, "program");
    for (const folder of ["program", "state", "pulumi", "tmp"]) mkdirSync(path.join(this.#home, folder));
    this.#cli = pulumiCli(this.#home, randomBytes(16).toString("hex"));
    // Killed runs leave pipes in the temporary folder, so that has to be one that goes away.
    const own = { TMPDIR: path.join(this.#home, "tmp"), TEMP: path.join(this.#home, "tmp") };
    this.env = { ...this.#cli.env, ...own, ...options.env };
    if (options.path) this.env["PATH"] = options.path + path.delimiter + this.env["PATH"];
    this.#writeFiles(options);
    installInto(this.folder, options.installed);
    this.#release = atExit(() => this.#stop());
  }

  static async create(options: ProjectOptions): Promise<Project> {
    const project = new Project(options);
    await project.#expect("stack", "init", project.stack);
    const config = Object.entries(options.config ?? {});
    if (config.length) {
      await project.#expect(
        "config",
        "set-all",
        ...config.flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]),
      );
    }
    return project;
  }

  /** `pulumi up` without a preview before it, as events */
  up(...args: string[]): Promise<Result> {
    return this.run("up", "--yes", "--skip-preview", "--json", ...args);
  }

  /** `pulumi preview` as events */
  preview(...args: string[]): Promise<Result> {
    return this.run("preview", "--json", ...args);
  }

  refresh(...args: string[]): Promise<Result> {
    return this.run("refresh", "--yes", "--skip-preview", "--json", ...args);
  }

  destroy(...args: string[]): Promise<Result> {
    return this.run("destroy", "--yes", "--skip-preview", "--json", ...args);
  }

  /** Any command of the CLI, exactly as it is given. */
  run(...args: string[]): Promise<Result> {
    return this.start(...args).result;
  }

  /** Starts a command that the test wants to watch or interrupt. */
  start(...args: string[]): Running {
    const running = new Running(this.#cli.bin, args, this.folder, this.env);
    this.#children.add(running.child);
    running.child.once("close", () => this.#children.delete(running.child));
    return running;
  }

  /** Replaces the program, or any other file of the project. */
  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  async config(key: string, value: string, options: { secret?: boolean } = {}): Promise<void> {
    await this.#expect("config", "set", options.secret ? "--secret" : "--plaintext", key, value);
  }

  /** The state as it is stored, secrets encrypted. */
  state(): State {
    const { checkpoint } = JSON.parse(this.stateText()) as {
      checkpoint: {
        latest?: { resources?: StateResource[]; pending_operations?: State["pendingOperations"] };
      };
    };
    const resources = checkpoint.latest?.resources ?? [];
    for (const resource of resources) {
      delete resource["sourcePosition"];
      delete resource["stackTrace"];
    }
    return { resources, pendingOperations: checkpoint.latest?.pending_operations ?? [] };
  }

  /** Every byte of the state file, for tests that look for what must not be in it. */
  stateText(): string {
    return readFileSync(this.stateFile, "utf8");
  }

  get stateFile(): string {
    return path.join(this.#home, "state", ".pulumi", "stacks", this.name, `${this.stack}.json`);
  }

  /** The one resource of this logical name. */
  resource(name: string): StateResource | undefined {
    return this.state().resources.find(({ urn }) => urn.endsWith(`::${name}`));
  }

  /** The outputs of the stack, decrypted. */
  async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.#expect("stack", "output", "--json", "--show-secrets");
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** Stops what this project started and is still running, then removes its folder. */
  async remove(): Promise<void> {
    const ended = [...this.#children].map((child) => new Promise((resolve) => child.once("close", resolve)));
    this.#stop();
    this.#release();
    await Promise.all(ended);
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 3 });
  }

  #stop(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    this.#killOrphans();
  }

  async #expect(...args: string[]): Promise<Result> {
    const result = await this.run(...args);
    if (result.code !== 0)
      throw new Error(`pulumi ${args.join(" ")} failed:\n${result.stdout}${result.stderr}`);
    return result;
  }

  #writeFiles({ program, language = "javascript" }: ProjectOptions): void {
    this.write("Pulumi.yaml", `name: ${this.name}\nruntime: nodejs\n`);
    const type = language === "esm" ? "module" : "commonjs";
    const main = language === "typescript" ? "index.ts" : "index.js";
    this.write("package.json", JSON.stringify({ name: this.name, private: true, type, main }));
    if (language === "typescript") {
      const compilerOptions = {
        target: "es2022",
        module: "node20",
        strict: true,
        skipLibCheck: true,
        types: ["node"],
      };
      this.write("tsconfig.json", JSON.stringify({ compilerOptions }));
    }
    const files = typeof program === "string" ? { [main]: program } : program;
    for (const [file, text] of Object.entries(files)) this.write(file, text);
  }

  /**
   * The language host and the providers of a killed CLI live on. They are known by the Pulumi home
   * in their environment, which no other process has.
   */
  #killOrphans(): void {
    if (process.platform !== "linux") return;
    for (const pid of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
      try {
        if (readFileSync(`/proc/${pid}/environ`, "utf8").includes(`PULUMI_HOME=${this.#home}${path.sep}`)) {
          process.kill(Number(pid), "SIGKILL");
        }
      } catch {
        // It has ended meanwhile, or belongs to another user.
      }
    }
  }
}

/** A command of the CLI that is running. */
export class Running {
  readonly child: ChildProcess;
  readonly result: Promise<Result>;
  #stdout = "";
  #stderr = "";
  readonly #listeners = new Set<() => void>();

  constructor(bin: string, args: string[], cwd: string, env: NodeJS.ProcessEnv) {
    const child = spawn(bin, args.includes("--non-interactive") ? args : [...args, "--non-interactive"], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#stdout += text;
      this.#listeners.forEach((listener) => listener());
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr += text;
      this.#listeners.forEach((listener) => listener());
    });
    this.result = new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        resolve(toResult(code, signal, this.#stdout, this.#stderr));
        this.#listeners.forEach((listener) => listener());
      });
    });
  }

  /** Resolves as soon as the command has printed what is looked for. */
  async printed(wanted: string | RegExp): Promise<void> {
    const found = () => {
      const text = this.#stdout + this.#stderr;
      return typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
    };
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        const done = found();
        if (!done && this.child.exitCode === null && this.child.signalCode === null) return;
        this.#listeners.delete(look);
        if (done) resolve();
        else
          reject(new Error(`The command ended without printing ${wanted}:\n${this.#stdout}${this.#stderr}`));
      };
      this.#listeners.add(look);
      look();
    });
  }

  /** Sends a signal to the CLI alone, as a CI system does. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

function toResult(
  code: number | null,
  signal: NodeJS.Signals | null,
  stdout: string,
  stderr: string,
): Result {
  const events = stdout
    .split("\n")
    .filter((line) => line.startsWith('{"'))
    .map((line) => JSON.parse(line) as EngineEvent);
  const diagnostics = events.flatMap(({ diagnosticEvent }) => (diagnosticEvent ? [diagnosticEvent] : []));
  const messages = diagnostics
    .filter(({ severity }) => String(severity) !== "debug")
    .map(({ message }) => message);
  const summary = events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent;
  return { code, signal, stdout, stderr, events, messages, changes: summary?.resourceChanges ?? {} };
}
