import { execFile } from "node:child_process";
import type { Emulator } from "../../emulator";
import { cleanEnvironment } from "../support/sandbox";
import { python } from "../support/setup";

export interface Answer {
  code: number;
  /** What the command printed, as JSON; undefined if it printed none. */
  json: unknown;
  stdout: string;
  stderr: string;
  /** `ResourceNotFoundException`, as the CLI names it. */
  error: string | undefined;
}

export const tools = python();
/** Said in the name of what is skipped. */
export const without = tools ? "" : " (skipped: there is no Python to run it)";

/** Runs a module of Python against the emulator, as a user of it would. */
export function runPython(emulator: Emulator, args: readonly string[], input = ""): Promise<Answer> {
  if (!tools) throw new Error("there is no Python");
  const { bin, modules } = tools;
  const env = cleanEnvironment({
    ...emulator.env,
    PYTHONPATH: modules,
    AWS_PAGER: "",
    AWS_MAX_ATTEMPTS: "1",
  });
  return new Promise((resolve) => {
    const child = execFile(bin, args, { env, timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({
        code: error ? Number(error.code ?? 1) : 0,
        json: jsonOf(stdout),
        stdout,
        stderr,
        error: /An error occurred \((\w+)\)/.exec(stderr)?.[1],
      }),
    );
    child.stdin?.end(input);
  });
}

/** `aws servicecatalog …` for a command line whose words are separated by blanks, and more words as they are. */
export const aws = (emulator: Emulator, line: string, ...words: string[]): Promise<Answer> =>
  runPython(emulator, ["-m", "awscli", ...line.split(" "), ...words, "--output", "json"]);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
