import { defaultGuesses } from "./guesses";
import { truth } from "./index";

/** The table of all claims, in Markdown: what `servicecatalog-emulator --truth` prints. */
export function printTruth(): string {
  const rows = truth.map(({ area, behaviour, evidence, source, guess }) => [
    area,
    behaviour,
    evidence,
    source,
    guess === undefined ? "" : `\`${guess}: ${JSON.stringify(defaultGuesses[guess])}\``,
  ]);
  const lines = [
    ["area", "behaviour", "evidence", "source", "switch"],
    Array<string>(5).fill("---"),
    ...rows,
  ];
  const counts = new Map<string, number>();
  for (const { evidence } of truth) counts.set(evidence, (counts.get(evidence) ?? 0) + 1);
  return [
    ...lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`),
    "",
    `${truth.length} claims: ${[...counts].map(([evidence, count]) => `${count} ${evidence}`).join(", ")}.`,
    "A switch is a member of `createEmulator({ guesses })`, shown with its default.",
    "",
  ].join("\n");
}
