import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import type { Outcome } from "./simulate";

/*
 * Simulations run in processes of their own: as many as there are cores, and without the loader of modules that would
 * let real time pass between two steps of virtual time.
 */

export type Order = { simulate: number } | { shrink: number; kind: string };

/** What a worker answers: what has happened, and how long it took, ms. */
export interface Report extends Outcome {
  seed: number;
  took: number;
}

const worker = path.join(__dirname, "worker.ts");

export class Workers {
  readonly #workers: ChildProcess[];
  readonly #idle: ChildProcess[] = [];
  readonly #waiting: ((worker: ChildProcess) => void)[] = [];

  /** @param root of the checkout whose provider and emulator are used; this one unless given */
  constructor(count: number, root?: string) {
    const file = root === undefined ? worker : path.join(root, "test", "torture", "worker.ts");
    this.#workers = Array.from({ length: count }, () =>
      fork(file, { execArgv: ["--require", "tsx/cjs"], ...(root !== undefined && { cwd: root }) }),
    );
    this.#idle.push(...this.#workers);
  }

  /** Runs one simulation, when a worker is free. */
  async carryOut(order: Order): Promise<Report> {
    const child = this.#idle.pop() ?? (await new Promise<ChildProcess>((free) => this.#waiting.push(free)));
    try {
      return await new Promise((resolve, reject) => {
        const failed = (code: number | null) =>
          reject(new Error(`the worker of ${JSON.stringify(order)} ended with ${code}`));
        child.once("exit", failed);
        child.once("message", (report: Report | { error: string }) => {
          child.removeListener("exit", failed);
          if ("error" in report) reject(new Error(`${JSON.stringify(order)}: ${report.error}`));
          else resolve(report);
        });
        child.send(order);
      });
    } finally {
      const next = this.#waiting.shift();
      if (next) next(child);
      else this.#idle.push(child);
    }
  }

  end(): void {
    for (const child of this.#workers) if (child.connected) child.disconnect();
  }
}
