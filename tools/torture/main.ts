// npm run torture -- [--seeds 1-2000 | --seed 17 | --mistakes]
//   --seeds A-B    runs these simulations, and shows the smallest one of each kind that breaks a rule
//   --seed N       runs one simulation and shows what happens
//   --mistakes     shows that deliberate mistakes are seen
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Workers, type Report } from "../../test/torture/workers";
import { kindOf } from "../../test/torture/violation";
import { mistakes } from "./mistakes";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1-2000" },
    seed: { type: "string" },
    mistakes: { type: "boolean", default: false },
  },
});

/** So many kinds of violations are made small and shown; all are counted. */
const MOST_KINDS = 10;

async function simulateOne(seed: number): Promise<boolean> {
  const workers = new Workers(1);
  const { log, violations } = await workers.carryOut({ simulate: seed });
  workers.end();
  console.log(log.join("\n"));
  return violations.length === 0;
}

async function simulateAll(first: number, last: number): Promise<boolean> {
  const begun = Date.now();
  const workers = new Workers(availableParallelism());
  const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const kinds = new Map<string, Report[]>();
  let done = 0;
  await Promise.all(
    seeds.map(async (seed) => {
      const report = await workers.carryOut({ simulate: seed });
      if (++done % 100 === 0) console.log(`${done} of ${seeds.length}, ${seconds(begun)}`);
      const [violation] = report.violations;
      if (!violation) return;
      const kind = kindOf(violation);
      kinds.set(kind, [...(kinds.get(kind) ?? []), report]);
    }),
  );
  const found = [...kinds].sort(([, a], [, b]) => b.length - a.length);
  for (const [kind, reports] of found.slice(0, MOST_KINDS)) {
    const [report] = reports;
    if (!report) continue;
    const { log } = await workers.carryOut({ shrink: report.seed, kind });
    console.log(`\n${kind}\n${log.join("\n")}`);
  }
  workers.end();
  const bad = found.flatMap(([, reports]) => reports).length;
  console.log(`\n${seeds.length} simulations in ${seconds(begun)}: ${bad} of them break a rule`);
  for (const [kind, reports] of found)
    console.log(`${String(reports.length).padStart(5)}  ${kind}  (seeds ${list(reports)})`);
  return bad === 0;
}

const list = (reports: readonly Report[]): string => {
  const all = reports.map(({ seed }) => seed).sort((a, b) => a - b);
  return `${all.slice(0, 8).join(", ")}${all.length > 8 ? ", …" : ""}`;
};

const seconds = (begun: number): string => `${Math.round((Date.now() - begun) / 1000)} s`;

async function main(): Promise<boolean> {
  if (values.mistakes) return mistakes();
  if (values.seed !== undefined) return simulateOne(Number(values.seed));
  const [first = 1, last = first] = values.seeds.split("-").map(Number);
  return simulateAll(first, last);
}

void main().then((good) => (process.exitCode = good ? 0 : 1));
