#!/usr/bin/env node
import { parseArgs } from "node:util";
import { SetupError } from "./errors";
import { createEmulator } from "./index";
import { profiles } from "./profiles";

const help = `servicecatalog-emulator: an AWS Service Catalog on this machine

  --catalog <folder>  folder with catalog.yaml and its templates (default: the current folder)
  --port <number>     port of 127.0.0.1 (default: any free one)
  --speed <number>    divides all durations; 60 makes a minute a second (default: 1)
  --profile <name>    who all callers are: admin (default), end-user, end-user-role, end-user-account
  --seed <number>     repeats ids and chance of an earlier run
  --parent <pid>      end when that process ends
  --verbose           one line per call, on stderr
  --help              this text

When it is ready it prints one line of JSON on stdout: {"ready":true,"url":…,"env":{…},"seed":…}.
Set the variables of "env", and any AWS client uses the emulator. The account is the 12 digits in the access
key id (123456789012 if there are none), and each account and region has provisioned products of its own.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      catalog: { type: "string", default: "." },
      port: { type: "string" },
      speed: { type: "string" },
      profile: { type: "string", default: "admin" },
      seed: { type: "string" },
      parent: { type: "string" },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const port = number("--port", values.port, 0, 65535);
  const speed = number("--speed", values.speed, Number.MIN_VALUE);
  const seed = number("--seed", values.seed, 0);
  const parent = number("--parent", values.parent, 1);
  const profile = profiles.find((name) => name === values.profile);
  if (!profile) throw new SetupError(`--profile ${values.profile}: there are ${profiles.join(", ")}`);
  const emulator = await createEmulator({
    catalog: values.catalog,
    profile,
    verbose: values.verbose,
    log: (line) => process.stderr.write(`${line}\n`),
    ...(port === undefined ? {} : { port }),
    ...(speed === undefined ? {} : { speed }),
    ...(seed === undefined ? {} : { seed }),
  });
  const { url, env, seed: seedInUse } = emulator;
  process.stdout.write(`${JSON.stringify({ ready: true, url, env, seed: seedInUse })}\n`);

  let watch: NodeJS.Timeout | undefined;
  const end = () => {
    clearInterval(watch);
    void emulator.close();
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  if (parent !== undefined) watch = setInterval(() => isAlive(parent) || end(), 500);
}

function number(option: string, text: string | undefined, min: number, max = Infinity): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !(value >= min && value <= max))
    throw new SetupError(`${option} ${text}: not a number that makes sense here`);
  return value;
}

/** Signal 0 only asks. A process of another user is alive too. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

main().catch((error: unknown) => {
  const isUsers = error instanceof SetupError || (error instanceof TypeError && "code" in error);
  const text = error instanceof Error ? (isUsers ? error.message : error.stack) : String(error);
  process.stderr.write(`servicecatalog-emulator: ${text ?? ""}\n`);
  process.exitCode = 1;
});
