/*
 * Many products at once: `npx tsx bench/many.ts [--sizes 1,50,200] [--rates any,10] [--who provider,plain,terraform]`,
 * after a build. This provider with the real CLI, a plain client of the AWS SDK and Terraform's schedule, each creates
 * and destroys so many products on an emulator whose operations take 20 s give or take 30 %. It takes about 20 minutes
 * on an idle machine. Results go to bench/results/many.json, from which bench/manyReport.ts writes the documentation.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createEmulator, type Emulator } from "../emulator";
import { Project } from "../test/support/project";
import { plainClient, terraform, type Report } from "./peers";
import { RESULTS, readResults, type Row, type Who } from "./results";

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

async function measure(who: Who, size: number, rate: number | undefined): Promise<Row> {
  const emulator = await createEmulator({
    catalog,
    seed: 17,
    durations: { create: 20_000, terminate: 20_000, lag: 1_000, spread: 0.3 },
  });
  Object.assign(process.env, emulator.env);
  emulator.limitCalls(rate, rate && BURST);
  const reported = new Map<string, number>();
  const report: Report = (name, operation) =>
    void reported.set(
      `${name} ${operation === "up" ? "PROVISION_PRODUCT" : "TERMINATE_PROVISIONED_PRODUCT"}`,
      Date.now(),
    );
  const names = Array.from({ length: size }, (_, index) => `web-${index}`);
  const works = { provider, plain: plainClient, terraform };
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
  console.log([...counts].map(([operation, count]) => `${count} ${operation}`).join(", "));
  const completed = [...reported.keys()].filter((key) => key.endsWith(" PROVISION_PRODUCT")).length;
  const left = emulator.products().length;
  await emulator.close();
  return {
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
}

void (async () => {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string", default: "1,50,200" },
      rates: { type: "string", default: "any,10" },
      who: { type: "string", default: "provider,plain,terraform" },
    },
  });
  for (const size of values.sizes.split(",").map(Number))
    for (const rate of values.rates.split(","))
      for (const who of values.who.split(",") as Who[]) {
        const row = await measure(who, size, rate === "any" ? undefined : Number(rate));
        console.log(JSON.stringify(row));
        const others = readResults().filter(
          (other) => other.who !== who || other.size !== size || other.rate !== row.rate,
        );
        writeFileSync(RESULTS, `${JSON.stringify([...others, row], undefined, 2)}\n`);
      }
})();
