#!/usr/bin/env node
import { help as adoptHelp, runAdopt } from "./adopt/command";
import { formatProblem, messageOf, Problem } from "./base/errors";
import { removeControlCharacters } from "./base/printable";
import { help as generateHelp, runGenerate } from "./generate/command";

const help = `pulumi-servicecatalog: commands beside the package for Pulumi programs

  adopt      takes provisioned products that exist into a Pulumi stack, as they are
  generate   writes a class with types for each product of the catalog

pulumi-servicecatalog <command> --help says more. Both only read AWS.
`;

interface Command {
  help: string;
  run: (args: string[]) => Promise<void>;
  /** What to say besides, when AWS does not allow a call. */
  denied: string;
}

const commands: Record<string, Command> = {
  adopt: {
    help: adoptHelp,
    run: runAdopt,
    denied: "A smaller --owner may be allowed: self, role, account.",
  },
  generate: {
    help: generateHelp,
    run: runGenerate,
    denied:
      "The caller needs servicecatalog:SearchProducts, DescribeProduct, ListLaunchPaths and DescribeProvisioningParameters.",
  },
};

async function main(): Promise<void> {
  const [name = "", ...args] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command && !args.includes("--help")) return run(command, args);
  const isAsked = command !== undefined || name === "--help";
  (isAsked ? process.stdout : process.stderr).write(command?.help ?? help);
  if (!isAsked) process.exitCode = 1;
}

async function run({ run, denied }: Command, args: string[]): Promise<void> {
  try {
    await run(args);
  } catch (error) {
    const text = error instanceof Problem ? formatProblem(error) : messageOf(error);
    const hint = /AccessDenied/.test(text) ? `${denied}\n` : "";
    process.stderr.write(
      `pulumi-servicecatalog: ${removeControlCharacters(text)}\nNothing was changed.\n${hint}`,
    );
    process.exitCode = 1;
  }
}

void main();
