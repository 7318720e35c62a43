import { execFileSync } from "node:child_process";
import path from "node:path";

/** The folder of this checkout. */
export const root = path.resolve(__dirname, "../..");

export interface Version {
  version: string;
  path: string;
}

interface SetUp {
  cli?: string | undefined;
  languages?: string | undefined;
  yaml?: string | undefined;
  nodes?: Version[] | undefined;
  typescripts?: Version[] | undefined;
  python?: Python | undefined;
  corpus?: string | undefined;
}

/** A Python, and the folder with the modules that it is to have. */
export interface Python {
  bin: string;
  modules: string;
}

// `npm test` has set up everything before it starts a suite, and hands on where things are.
const known = JSON.parse(process.env["SERVICECATALOG_SETUP"] ?? "{}") as SetUp;

/** The folder of the Pulumi CLI; set up on the spot when mocha was started by hand. */
export function pulumiBin(): string {
  known.cli ??= setUp("cli").cli;
  if (!known.cli) throw new Error("tools/setup.mjs answered without a folder of the Pulumi CLI");
  return known.cli;
}

/** The folder with the programs that other languages than JavaScript need. */
export function languages(): string {
  known.languages ??= setUp("languages").languages;
  if (!known.languages) throw new Error("tools/setup.mjs answered without the programs for other languages");
  return known.languages;
}

/** The folder of the language host for YAML, undefined where there is none; only the demo sets it up. */
export const yamlHost = (): string | undefined => known.yaml;

/** A Node.js of every major version that the provider supports, oldest first. */
export function nodeBinaries(): Version[] {
  known.nodes ??= setUp("nodes").nodes;
  if (!known.nodes?.length) throw new Error("tools/setup.mjs answered without a Node.js to test on");
  return known.nodes;
}

/** The folder of every TypeScript that our declarations must satisfy, oldest first. */
export function typeScripts(): Version[] {
  known.typescripts ??= setUp("typescripts").typescripts;
  if (!known.typescripts?.length)
    throw new Error("tools/setup.mjs answered without a TypeScript to check with");
  return known.typescripts;
}

/** Undefined where there is none. */
export function python(): Python | undefined {
  if (!("SERVICECATALOG_SETUP" in process.env)) known.python ??= setUp("python").python;
  return known.python;
}

/** The folder with packages that ship templates; undefined where there is no Python. */
export function corpus(): string | undefined {
  if (!("SERVICECATALOG_SETUP" in process.env)) Object.assign(known, setUp("corpus"));
  return known.corpus;
}

function setUp(part: "cli" | "languages" | "nodes" | "typescripts" | "python" | "corpus"): SetUp {
  const answer = execFileSync(process.execPath, [path.join(root, "tools", "setup.mjs"), part], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(answer) as SetUp;
}
