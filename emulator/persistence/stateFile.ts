import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { lockFile } from "./lock";
import { readSnapshot, type Snapshot } from "./snapshot";
import { SetupError } from "../base/setupError";

/** A file that keeps the emulator's state over restarts: that of one emulator, until it is closed. */
export class StateFile {
  readonly path: string;
  private written: string | undefined;
  private unlock: (() => void) | undefined;

  constructor(path: string) {
    this.path = resolve(path);
    this.unlock = lockFile(this.path);
  }

  /** From now on it may be another emulator's, and nothing is written any more. */
  close(): void {
    this.unlock?.();
    this.unlock = undefined;
  }

  /** Undefined if there is none yet. A file that cannot be used is an error, and stays as it is. */
  read(): ReturnType<typeof readSnapshot> | undefined {
    let text: string;
    try {
      text = readFileSync(this.path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw new SetupError(`${this.path}: ${(error as Error).message}`);
    }
    return readSnapshot(parse(text), this.path);
  }

  /** Whole or not at all: whoever reads the file finds the old state or the new one, also after a crash. */
  write(snapshot: Snapshot): void {
    if (!this.unlock) return;
    const text = `${JSON.stringify(snapshot, null, 1)}\n`;
    // The time alone is not worth a write.
    const content = JSON.stringify({ ...snapshot, now: 0 });
    if (content === this.written) return;
    const partial = `${this.path}.${process.pid}.partial`;
    try {
      // What an earlier process left there, or a link that somebody put there to lead elsewhere.
      rmSync(partial, { force: true });
      // For its owner only, since passwords are among the parameters; never what is there already.
      const file = openSync(partial, "wx", 0o600);
      try {
        writeFileSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(partial, this.path);
    } catch (error) {
      rmSync(partial, { force: true });
      throw new SetupError(`${this.path}: the state cannot be written (${(error as Error).message})`);
    }
    this.written = content;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
