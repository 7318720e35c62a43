// npm run torture -- [--seeds 1-2000 | --seed 17 | --mistakes]
//   --seeds A-B    plays these lives, and tells the smallest one of each kind that breaks a rule
//   --seed N       plays one life and tells it
//   --mistakes     shows that deliberate mistakes are seen
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Players, type Report } from "../../test/torture/players";
import { kindOf } from "../../test/torture/violation";
import { mistakes } from "./mistakes";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1-2000" },
    seed: { type: "string" },
    mistakes: { type: "boolean", default: false },
  },
});

/** So many kinds of violations are made small and told; all are counted. */
const MOST_KINDS = 10;

async function playOne(seed: number): Promise<boolean> {
  const players = new Players(1);
  const { story, violations } = await players.carryOut({ play: seed });
  players.end();
  console.log(story.join("\n"));
  return violations.length === 0;
}

async function playAll(first: number, last: number): Promise<boolean> {
  const begun = Date.now();
  const players = new Players(availableParallelism());
  const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const kinds = new Map<string, Report[]>();
  let done = 0;
  await Promise.all(
    seeds.map(async (seed) => {
      const report = await players.carryOut({ play: seed });
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
    const { story } = await players.carryOut({ shrink: report.seed, kind });
    console.log(`\n${kind}\n${story.join("\n")}`);
  }
  players.end();
  const bad = found.flatMap(([, reports]) => reports).length;
  console.log(`\n${seeds.length} lives in ${seconds(begun)}: ${bad} of them break a rule`);
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
  if (values.seed !== undefined) return playOne(Number(values.seed));
  const [first = 1, last = first] = values.seeds.split("-").map(Number);
  return playAll(first, last);
}

void main().then((good) => (process.exitCode = good ? 0 : 1));
