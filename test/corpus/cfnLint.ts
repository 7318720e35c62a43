import { execFileSync } from "node:child_process";
import { cleanEnvironment } from "../support/sandbox";
import type { Python } from "../support/setup";

interface Finding {
  Filename: string;
  Level: string;
  Rule: { Id: string };
  Message: string;
}

/** The files in which cfn-lint finds an error, with what it says of each. */
export function errorsIn({ bin, modules }: Python, files: readonly string[]): Map<string, string[]> {
  const program = "import sys; from cfnlint.runner import main; sys.exit(main())";
  const options = ["--format", "json", "--non-zero-exit-code", "none", "--regions", "us-east-1"];
  const output = execFileSync(bin, ["-c", program, ...options, "--template", ...files], {
    env: cleanEnvironment({ PYTHONPATH: modules }),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 100_000_000,
  });
  const errors = new Map<string, string[]>();
  for (const { Filename, Level, Rule, Message } of JSON.parse(output) as Finding[])
    if (Level === "Error") errors.set(Filename, [...(errors.get(Filename) ?? []), `${Rule.Id} ${Message}`]);
  return errors;
}
