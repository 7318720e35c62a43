/*
 * Many products at once: `npx tsx bench/many.ts`, after a build; on an idle machine it takes twelve minutes. This
 * provider with the real CLI, a plain client of the AWS SDK and Terraform's schedule, each creates and destroys so many
 * products on an emulator of its own whose operations take 20 s give or take 30 %. What hardly uses the processor,
 * the peers and a single product, runs side by side first; then this provider runs alone. A whole run is kept in
 * bench/results/many.json, from which bench/manyReport.ts writes the documentation; a part of it
 * (`--sizes 50 --rates any,10 --who provider`) only with `--keep`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createEmulator, type Emulator } from "../emulator";
import { Project } from "../test/support/project";
import { plainClient, terraform, type Report } from "./peers";
import { writeRun, type Row, type Who } from "./results";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const BURST = 20;
const catalog = {
  products: [
    {
      name: "web",
      versions: [{ name: "v1", template: { Resources: { Bucket: { Type: "AWS::S3::Bucket" } } } }],
    },
  ],
};

type Result = Pick<Row, "up" | "destroy" | "lost" | "megabytes">;

/** The most memory that a provider process of this project has had, MB; 0 where the system does not tell. */
function watchMemory(home: string): () => number {
  let most = 0;
  const look = () => {
    for (const pid of process.platform === "linux" ? readdirSync("/proc") : [])
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("dynamic-provider")) continue;
        if (!readFileSync(`/proc/${pid}/environ`, "utf8").includes(`PULUMI_HOME=${home}`)) continue;
        const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
        most = Math.max(most, Number(kilobytes ?? 0) / 1024);
      } catch {
        // no process, or one that has ended meanwhile
      }
  };
  const timer = setInterval(look, 500);
  return () => (clearInterval(timer), Math.round(most));
}

async function provider(names: string[], report: Report, emulator: Emulator): Promise<Result> {
  const project = await Project.create({
    program: `
const { ProvisionedProduct } = require("pulumi-servicecatalog");
for (const name of ${JSON.stringify(names)})
  new ProvisionedProduct(name, { name, productName: "web", provisioningArtifactName: "v1" });`,
    env: { ...emulator.env, PULUMI_PARALLEL: String(names.length + 10) },
  });
  const memory = watchMemory(project.env["PULUMI_HOME"] ?? "");
  const timed = async (operation: "up" | "destroy") => {
    const begun = Date.now();
    const running = project.start(operation, "--yes", "--skip-preview", "--json");
    let rest = "";
    running.child.stdout?.on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const [, name] = /"resOutputsEvent".*?::(web-\d+)"/.exec(line) ?? [];
        if (name !== undefined) report(name, operation);
      }
    });
    const { code, stdout, stderr } = await running.result;
    if (code !== 0) console.error(stdout.slice(-2000), stderr.slice(-2000));
    return (Date.now() - begun) / 1000;
  };
  try {
    const up = await timed("up");
    const inState = project
      .state()
      .resources.filter(({ type }) => type.includes("ProvisionedProduct")).length;
    return { up, destroy: await timed("destroy"), lost: names.length - inState, megabytes: memory() };
  } finally {
    await project.remove();
  }
}

const percentile = (sorted: number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;

const nameOf = (who: Who, size: number, rate: number | undefined) => `${who} ${size} at ${rate ?? "any"}`;

async function measure(who: Who, size: number, rate: number | undefined): Promise<Row> {
  const emulator = await createEmulator({
    catalog,
    seed: 17,
    durations: { create: 20_000, terminate: 20_000, lag: 1_000, spread: 0.3 },
  });
  emulator.limitCalls(rate, rate && BURST);
  const reported = new Map<string, number>();
  const report: Report = (name, operation) =>
    void reported.set(
      `${name} ${operation === "up" ? "PROVISION_PRODUCT" : "TERMINATE_PROVISIONED_PRODUCT"}`,
      Date.now(),
    );
  const names = Array.from({ length: size }, (_, index) => `web-${index}`);
  const works = { provider, plain: plainClient, terraform };
  console.log(`${new Date().toISOString().slice(11, 19)} ${nameOf(who, size, rate)} begins`);
  const result: Result = await works[who](names, report, emulator);
  const records = emulator.records();
  const late = records
    .flatMap(({ provisionedProductName: name, type, updatedTime }) => {
      const at = reported.get(`${name} ${type}`);
      return at === undefined ? [] : [(at - updatedTime) / 1000];
    })
    .sort((a, b) => a - b);
  const longest = (type: string) =>
    Math.max(
      0,
      ...records.filter((record) => record.type === type).map((r) => (r.updatedTime - r.createdTime) / 1000),
    );
  const calls = emulator.calls();
  const throttled = calls.filter(({ error }) => error?.startsWith("Throttling")).length;
  const limit = (type: string, needed: number) =>
    Math.max(longest(type), rate === undefined ? 0 : (needed * size - BURST) / rate);
  const counts = new Map<string, number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  console.log(
    `${nameOf(who, size, rate)}: ${[...counts].map(([operation, count]) => `${count} ${operation}`).join(", ")}`,
  );
  const completed = [...reported.keys()].filter((key) => key.endsWith(" PROVISION_PRODUCT")).length;
  const left = emulator.products().length;
  await emulator.close();
  const row: Row = {
    who,
    size,
    rate: rate ?? "any",
    callsAProduct: calls.length / size,
    throttled: throttled / calls.length,
    ...result,
    upLimit: limit("PROVISION_PRODUCT", 3),
    destroyLimit: limit("TERMINATE_PROVISIONED_PRODUCT", 2),
    lateMedian: percentile(late, 0.5),
    late95: percentile(late, 0.95),
    completed,
    left,
  };
  console.log(JSON.stringify(row));
  return row;
}

const SIZES = "1,50,200";
const RATES = "any,10";
const WHO = "provider,plain,terraform";

void (async () => {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string", default: SIZES },
      rates: { type: "string", default: RATES },
      who: { type: "string", default: WHO },
      keep: { type: "boolean", default: false },
    },
  });
  const isWhole = values.sizes === SIZES && values.rates === RATES && values.who === WHO;
  const isKept = isWhole || values.keep;
  const at = new Date().toISOString();
  const rows: Row[] = [];
  const keep = (row: Row) => {
    rows.push(row);
    if (isKept) writeRun({ at, rows });
  };
  const all = values.sizes
    .split(",")
    .flatMap((size) =>
      values.rates
        .split(",")
        .map((rate) => [Number(size), rate === "any" ? undefined : Number(rate)] as const),
    );
  const wanted = (values.who.split(",") as Who[]).flatMap((who) =>
    all.map(([size, rate]) => ({ who, size, rate })),
  );
  const isAlone = ({ who, size }: (typeof wanted)[number]) => who === "provider" && size > 1;
  const begin = async ({ who, size, rate }: (typeof wanted)[number]) => keep(await measure(who, size, rate));
  await Promise.all(wanted.filter((one) => !isAlone(one)).map(begin));
  for (const one of wanted.filter(isAlone)) await begin(one);
})();
