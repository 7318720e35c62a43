#!/usr/bin/env node
import { parseArgs } from "node:util";
import { runCommand } from "./runCommand";
import { createEmulator } from "./index";
import { profiles } from "./service/policies";
import { isAlive } from "./base/processes";
import { printTruth } from "./truth/print";
import { SetupError } from "./base/setupError";

const help = `servicecatalog-emulator: an AWS Service Catalog on this machine

servicecatalog-emulator [options]                   serves until it is stopped
servicecatalog-emulator [options] -- <command> …    serves while the command runs, with "env" set for it

  --catalog <folder>  folder with catalog.yaml and its templates (default: the current folder)
  --skip-broken-templates
                      leave versions out whose templates CloudFormation refuses, instead of not starting
  --port <number>     port of 127.0.0.1 (default: any free one)
  --speed <number>    divides all durations; 60 makes a minute a second (default: 1)
  --clock <which>     real (default), or virtual: it stands still but for POST /emulator/advance
  --profile <name>    who all callers are: admin (default), end-user, end-user-role, end-user-account
  --guess <name=value>  another position of a switch that --truth prints; may be given several times
  --seed <number>     repeats ids and chance of an earlier run
  --state <file>      keep what happens in this file, and go on from it at the next start; parameter
                      values are in it in clear; one emulator at a time
  --parent <pid>      end when that process ends
  --verbose           one line per call, on stderr
  --truth             print how each behaviour is known of AWS, and the switches for what is guessed
  --help              this text

When it is ready it prints one line of JSON on stdout: {"ready":true,"url":…,"env":{…},"seed":…}.
Set the variables of "env", and any AWS client uses the emulator. The account is the 12 digits in the access
key id (123456789012 if there are none), and each account and region has provisioned products of its own.
The address in a browser shows all of it. Tests inject faults and more by POST <address>/emulator/<name>.
`;

async function main(): Promise<void> {
  const given = process.argv.slice(2);
  const end = given.indexOf("--");
  const command = end < 0 ? [] : given.slice(end + 1);
  if (end >= 0 && command.length === 0) throw new SetupError("there is no command after --");
  const { values } = parseArgs({
    args: end < 0 ? given : given.slice(0, end),
    options: {
      catalog: { type: "string", default: "." },
      "skip-broken-templates": { type: "boolean", default: false },
      port: { type: "string" },
      speed: { type: "string" },
      clock: { type: "string", default: "real" },
      profile: { type: "string", default: "admin" },
      guess: { type: "string", multiple: true, default: [] },
      seed: { type: "string" },
      state: { type: "string" },
      parent: { type: "string" },
      verbose: { type: "boolean", default: false },
      truth: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || values.truth) {
    process.stdout.write(values.help ? help : printTruth());
    return;
  }
  const port = number("--port", values.port, 0, 65535);
  const speed = number("--speed", values.speed, Number.MIN_VALUE);
  const seed = number("--seed", values.seed, 0);
  const parent = number("--parent", values.parent, 1);
  const profile = profiles.find((name) => name === values.profile);
  if (!profile) throw new SetupError(`--profile ${values.profile}: there are ${profiles.join(", ")}`);
  const clock = (["real", "virtual"] as const).find((name) => name === values.clock);
  if (!clock) throw new SetupError(`--clock ${values.clock}: there are real, virtual`);
  const emulator = await createEmulator({
    catalog: values.catalog,
    skipBrokenTemplates: values["skip-broken-templates"],
    clock,
    profile,
    guesses: Object.fromEntries(values.guess.map(guessOf)),
    verbose: values.verbose,
    log: (line) => process.stderr.write(`${line}\n`),
    ...(port === undefined ? {} : { port }),
    ...(speed === undefined ? {} : { speed }),
    ...(seed === undefined ? {} : { seed }),
    ...(values.state === undefined ? {} : { state: values.state }),
  });
  const { url, env, seed: seedInUse } = emulator;
  if (command.length > 0) {
    process.exitCode = await runCommand(command, env).finally(() => emulator.close());
    return;
  }
  let watch: NodeJS.Timeout | undefined;
  const close = () => {
    clearInterval(watch);
    void emulator.close();
  };
  process.once("SIGINT", close).once("SIGTERM", close).once("SIGHUP", close);
  if (parent !== undefined) watch = setInterval(() => isAlive(parent) || close(), 500);
  process.stdout.write(`${JSON.stringify({ ready: true, url, env, seed: seedInUse })}\n`);
}

function number(option: string, text: string | undefined, min: number, max = Infinity): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !(value >= min && value <= max))
    throw new SetupError(`${option} ${text}: not a number that makes sense here`);
  return value;
}

/** A position as `--truth` prints it, where texts may go without quotes. */
function guessOf(text: string): [string, unknown] {
  const [, name, value = ""] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (name === undefined) throw new SetupError(`--guess ${text}: not of the form name=value`);
  try {
    return [name, JSON.parse(value)];
  } catch {
    return [name, value];
  }
}

main().catch((error: unknown) => {
  const isUsers = error instanceof SetupError || (error instanceof TypeError && "code" in error);
  const text = error instanceof Error ? (isUsers ? error.message : error.stack) : String(error);
  process.stderr.write(`servicecatalog-emulator: ${text ?? ""}\n`);
  process.exitCode = 1;
});
