/*
 * What looking costs: `npx tsx bench/check.ts [number of resources ...]`, after a build; with `report` only the
 * documentation is written anew.
 *
 * Previews of so many new products of one version and refreshes of as many that exist, against the floor: the same
 * program with a dynamic provider that does nothing. On an emulator that answers at once, and on one whose answers take
 * the time of AWS's. Times depend on the machine, differences less. All three sizes take about ten minutes. Results go to
 * bench/results/check.json, and from there into docs/many-products.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createEmulator, type Emulator } from "../emulator";
import { Project } from "../test/support/project";

const ARGUMENTS = process.argv.slice(2);
const RESULTS = path.join(__dirname, "results", "check.json");
const ROUND_TRIP = 30;
const RUNS = 2; // in turn; the best of each counts

/** Times in seconds. */
interface Row {
  command: "preview" | "refresh";
  count: number;
  floor: number;
  /** With a service that answers at once, and with one at AWS's distance. */
  near: number;
  far: number;
  calls: Record<string, number>;
}

const template = {
  Parameters: {
    Size: { Type: "String", AllowedValues: ["small", "medium", "large"] },
    Owner: { Type: "String", AllowedPattern: "[a-z][a-z0-9-]*", MaxLength: 20 },
    Count: { Type: "Number", MinValue: 1, MaxValue: 10 },
    Zones: { Type: "CommaDelimitedList", AllowedValues: ["a", "b", "c"] },
    Password: { Type: "String", NoEcho: true, MinLength: 8, Default: "only-for-tests" },
  },
  Rules: {
    SmallInTests: {
      RuleCondition: { "Fn::Equals": [{ Ref: "Owner" }, "test"] },
      Assertions: [{ Assert: { "Fn::Equals": [{ Ref: "Size" }, "small"] }, AssertDescription: "small only" }],
    },
  },
  Resources: { Bucket: { Type: "AWS::S3::Bucket" } },
};

const args = `{
  name: "bench-" + i, productName: "web", provisioningArtifactName: "v1", tags: { team: "a" },
  provisioningParameters: { Size: "small", Owner: "owner-" + i, Count: 1 + i % 10, Zones: ["a", "b"] },
}`;

const ours = (count: number) => `
  const { ProvisionedProduct } = require("pulumi-servicecatalog");
  for (let i = 0; i < ${count}; i++) new ProvisionedProduct("web-" + i, ${args});`;

const nothing = `exports.handler = () => ({
  check: async (olds, inputs) => ({ inputs }),
  create: async (inputs) => ({ id: inputs.name, outs: inputs }),
  read: async (id, props) => ({ id, props }),
})`;
const floor = (count: number) => `
  const pulumi = require("@pulumi/pulumi");
  for (let i = 0; i < ${count}; i++)
    new pulumi.CustomResource("pulumi-nodejs:dynamic/bench:Nothing", "web-" + i,
      { ...${args}, __provider: ${JSON.stringify(nothing)} });`;

async function timed(project: Project, ...command: string[]): Promise<number> {
  const begun = performance.now();
  const { code, stdout, stderr } = await project.run(...command);
  if (code !== 0) throw new Error(stdout + stderr);
  return (performance.now() - begun) / 1000;
}

const preview = (project: Project) => timed(project, "preview", "--suppress-outputs");
const refresh = (project: Project) =>
  timed(project, "refresh", "--yes", "--skip-preview", "--suppress-outputs");

function countCalls(emulator: Emulator): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const { operation } of emulator.calls()) calls[operation] = (calls[operation] ?? 0) + 1;
  return calls;
}

async function measure(count: number): Promise<Row[]> {
  // Its time passes when told: what is provisioned is there at once, and old when it is refreshed.
  const emulator = await createEmulator({
    catalog: { products: [{ name: "web", versions: [{ name: "v1", template }] }] },
    clock: "virtual",
    durations: { create: 0, lag: 0 },
  });
  const open = (program: string) =>
    Project.create({ program, env: { ...emulator.env, PULUMI_EXPERIMENTAL: "true" } });
  const projects = [await open(floor(count)), await open(ours(count))] as const;
  const compare = async (
    command: Row["command"],
    of: (project: Project) => Promise<number>,
  ): Promise<Row> => {
    const [none, some] = projects;
    const row = { command, count, floor: Infinity, near: Infinity, far: Infinity, calls: {} };
    for (let run = 0; run < RUNS; run++) {
      row.floor = Math.min(row.floor, await of(none));
      emulator.clearCalls();
      row.near = Math.min(row.near, await of(some));
      row.calls = countCalls(emulator);
      emulator.delayCalls("*", ROUND_TRIP);
      row.far = Math.min(row.far, await of(some));
      emulator.clearCallFaults();
    }
    return row;
  };
  try {
    const previews = await compare("preview", preview);
    for (const project of projects) {
      Object.assign(project.env, { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_PARALLEL: "100" });
      await timed(project, "up", "--yes", "--skip-preview", "--suppress-outputs");
      for (const name of ["PULUMI_SKIP_CHECKPOINTS", "PULUMI_PARALLEL"]) delete project.env[name];
    }
    await emulator.advance(3_600_000);
    return [previews, await compare("refresh", refresh)];
  } finally {
    for (const project of projects) await project.remove();
    await emulator.close();
  }
}

const HEAD = [
  "command",
  "resources",
  "floor",
  "over it, calls answered at once",
  `in ${ROUND_TRIP} ms`,
  "calls",
];
const cells = ({ command, count, floor: base, near, far, calls }: Row) => [
  `\`${command}\``,
  count,
  `${base.toFixed(1)} s`,
  ...[near, far].map((seconds) => `${(seconds - base).toFixed(1)} s`),
  Object.entries(calls)
    .map(([operation, times]) => `${times} ${operation}`)
    .join(", "),
];
const line = (texts: (string | number)[]) => `| ${texts.join(" | ")} |`;

/** Puts the table between its marks in docs/many-products.md. */
function report(rows: Row[]): void {
  const table = [line(HEAD), line(HEAD.map(() => "---")), ...rows.map((row) => line(cells(row)))].join("\n");
  console.log(table);
  const page = path.join(__dirname, "..", "docs", "many-products.md");
  const [from, to] = ["<!-- measured by bench/check.ts -->", "<!-- end of what bench/check.ts measured -->"];
  const text = readFileSync(page, "utf8");
  const [before, after] = [text.slice(0, text.indexOf(from)), text.slice(text.indexOf(to))];
  writeFileSync(page, `${before}${from}\n\n${table}\n\n${after}`);
}

async function main(): Promise<void> {
  if (ARGUMENTS[0] === "report") return report(JSON.parse(readFileSync(RESULTS, "utf8")) as Row[]);
  const rows: Row[] = [];
  for (const count of ARGUMENTS.length > 0 ? ARGUMENTS.map(Number) : [1, 100, 1000]) {
    rows.push(...(await measure(count)));
    console.error(rows.slice(-2));
  }
  if (ARGUMENTS.length > 0) return;
  rows.sort((a, b) => a.command.localeCompare(b.command) || a.count - b.count);
  writeFileSync(RESULTS, `${JSON.stringify(rows, null, 2)}\n`);
  report(rows);
}

void main();
