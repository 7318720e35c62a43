/* Writes the table of docs/many-products.md and docs/many-products.svg from bench/results/many.json: `npx tsx bench/manyReport.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readRuns, type Row, type Run, type Who } from "./results";

const docs = path.join(__dirname, "..", "docs");
const NAMES: Record<Who, string> = {
  provider: "this provider",
  plain: "plain SDK client, 5 s",
  terraform: "Terraform's schedule",
};
const ORDER = Object.keys(NAMES);
const rateOf = ({ rate }: Row) => (rate === "any" ? Infinity : rate);

const sorted = (rows: Row[]) =>
  [...rows].sort(
    (a, b) => a.size - b.size || rateOf(b) - rateOf(a) || ORDER.indexOf(a.who) - ORDER.indexOf(b.who),
  );

const HEAD = [
  ...["products", "calls admitted", "", "calls a product", "refused", "`up` ÷ limit", "`destroy` ÷ limit"],
  ...["reported after the end, median / 95 % (s)", "provisioned", "left behind", "memory (MB)"],
];
/** Whoever gives some up has an early end, which says nothing. */
const wall = (took: number, limit: number, isDone: boolean) =>
  isDone ? `${took.toFixed(0)} s ÷ ${limit.toFixed(0)} s = ${(took / limit).toFixed(2)}` : "not all done";
const cells = (row: Row) => [
  row.size,
  row.rate === "any" ? "any number" : `${row.rate} a second`,
  NAMES[row.who],
  row.callsAProduct.toFixed(1),
  `${(100 * row.throttled).toFixed(1)} %`,
  wall(row.up, row.upLimit, row.completed === row.size),
  wall(row.destroy, row.destroyLimit, row.left === 0),
  `${row.lateMedian.toFixed(1)} / ${row.late95.toFixed(1)}`,
  row.completed,
  row.left,
  row.megabytes ?? "",
];

/** What nobody can do better: three calls for each create, two for each destroy, and no time lost. */
const limitOf = ({ size, rate, upLimit, destroyLimit }: Row) => [
  size,
  rate === "any" ? "any number" : `${rate} a second`,
  ...["the limit", "5.0", "0.0 %", `${upLimit.toFixed(0)} s`, `${destroyLimit.toFixed(0)} s`],
  ...["0.0 / 0.0", size, 0, ""],
];

const line = (texts: (string | number)[]) => `| ${texts.join(" | ")} |`;
function table({ at, rows }: Run): string {
  const lines = sorted(rows).flatMap((row) =>
    row.who === "provider" ? [limitOf(row), cells(row)] : [cells(row)],
  );
  const head = [line(HEAD), line(HEAD.map(() => "---"))];
  return [`Run of ${at.slice(0, 16).replace("T", " ")} UTC:`, "", ...head, ...lines.map(line)].join("\n");
}

const [FROM, TO] = ["<!-- measured by bench/many.ts -->", "<!-- end of what was measured -->"];
/** The latest first. */
const runs = readRuns().reverse();
const page = path.join(docs, "many-products.md");
const text = readFileSync(page, "utf8");
const [before, after] = [text.slice(0, text.indexOf(FROM)), text.slice(text.indexOf(TO))];
writeFileSync(page, `${before}${FROM}\n\n${runs.map(table).join("\n\n")}\n\n${after}`);

/** Bars of the calls a product, the refused ones dark, one group for each size and rate. */
function plot(): string {
  const [left, width, bar, gap] = [230, 420, 14, 12];
  const rows = sorted(runs[0]?.rows ?? []);
  const most = Math.max(1, ...rows.map(({ callsAProduct }) => callsAProduct));
  const colours: Record<Who, string> = { provider: "#3b6fb6", plain: "#9aa5b1", terraform: "#c7b299" };
  let y = 40;
  let group = "";
  const parts = rows.map((row) => {
    const key = `${row.size} products, ${row.rate === "any" ? "any number of calls" : `${row.rate} calls a second`}`;
    const title =
      key === group ? "" : `<text x="8" y="${(y += group ? gap + 16 : 0)}" font-weight="bold">${key}</text>`;
    if (title) y += 8;
    group = key;
    const [all, refused] = [row.callsAProduct, row.callsAProduct * row.throttled].map(
      (calls) => (calls / most) * width,
    );
    const mark = [
      title,
      `<text x="${left - 6}" y="${y + 11}" text-anchor="end">${NAMES[row.who]}</text>`,
      `<rect x="${left}" y="${y}" width="${all?.toFixed(1)}" height="${bar}" fill="${colours[row.who]}"/>`,
      `<rect x="${left}" y="${y}" width="${refused?.toFixed(1)}" height="${bar}" fill="#b03a2e"/>`,
      `<text x="${(left + (all ?? 0) + 6).toFixed(1)}" y="${y + 11}">${row.callsAProduct.toFixed(1)}</text>`,
    ];
    y += bar + 4;
    return mark.filter(Boolean).join("\n");
  });
  const height = y + 16;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="${height}" viewBox="0 0 720 ${height}" font-family="sans-serif" font-size="12">
<rect width="720" height="${height}" fill="white"/>
<text x="8" y="18" font-size="14">Calls a product, create and destroy together; red: refused by AWS</text>
${parts.join("\n")}
</svg>
`;
}
writeFileSync(path.join(docs, "many-products.svg"), plot());
