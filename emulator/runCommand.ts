import { spawn } from "node:child_process";
import { constants } from "node:os";
import { SetupError } from "./base/setupError";

/** What would lead a client past the emulator, or to credentials that are not meant for it. */
const misleading = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
];

/** Runs a command with the emulator's environment, and answers the exit code that tells how it ended. */
export function runCommand(
  [command = "", ...args]: readonly string[],
  env: Record<string, string>,
): Promise<number> {
  const inherited = Object.entries(process.env).filter(([name]) => !misleading.includes(name));
  const child = spawn(command, args, {
    stdio: "inherit",
    env: { ...Object.fromEntries(inherited), ...env },
    // Programs of npm are batch files on Windows, which only a shell can start.
    shell: process.platform === "win32",
  });
  // The terminal sends Ctrl-C to the command as well; it decides when to end, and we end after it.
  const wait = () => undefined;
  const handOn = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on("SIGINT", wait).on("SIGTERM", handOn).on("SIGHUP", handOn);
  return new Promise<number>((resolve, reject) => {
    child.once("error", (error) => reject(new SetupError(`${command}: ${error.message}`)));
    child.once("close", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(() => process.off("SIGINT", wait).off("SIGTERM", handOn).off("SIGHUP", handOn));
}
