import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { isAlive } from "../base/processes";
import { SetupError } from "../base/setupError";

/** Those of this process: its pid alone may be that of an earlier one, as in containers, where pids begin anew. */
const held = new Set<string>();

/**
 * Makes sure that only one emulator keeps its state in a file; gives what ends that. It is a file with a pid, so that
 * one whose process was killed holds nobody up.
 */
export function lockFile(path: string): () => void {
  const file = `${path}.lock`;
  if (!tryLock(file)) {
    const pid = Number(textOf(file));
    const isFree = pid === process.pid ? !held.has(file) : !(pid > 0 && isAlive(pid));
    if (isFree) rmSync(file, { force: true });
    if (!isFree || !tryLock(file))
      throw new SetupError(
        `${path}: the emulator with pid ${pid} keeps its state here already. Stop that one or name another file. ` +
          `If it is no emulator, remove ${file}`,
      );
  }
  held.add(file);
  return () => {
    held.delete(file);
    rmSync(file, { force: true });
  };
}

/** Makes the file, unless it is there. */
function tryLock(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new SetupError(`${file}: the state cannot be written (${(error as Error).message})`);
  }
}

/** Empty if it has just been removed. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
