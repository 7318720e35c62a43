import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import type { Call } from "../../emulator";

const styled = process.stdout.isTTY && !process.env["NO_COLOR"];
const style = (code: number) => (text: string) => (styled ? `\x1b[${code}m${text}\x1b[0m` : text);
export const bold = style(1);
export const dim = style(2);

/** Lines of the CLI that say the same in every run, or nothing of the product. */
const noise =
  /^\s*$|^@ |^(Previewing|Updating|Refreshing|Destroying) |^(Duration|Outputs|Diagnostics):|pulumi:pulumi:Stack|Product \(shop\):$| error: update failed$|^ *warning: using pulumi-language-|^  - |^Note that |^The resources in the stack|^If you want to/;

/** Outputs of the stack are shown when they are new. */
const outputs = new Set<string>();

/** Shows what the CLI prints while it prints it, without noise and without saying anything twice. */
export function showOutput(streams: (Readable | null)[]): void {
  let shown = "";
  for (const stream of streams) {
    if (!stream) continue;
    createInterface(stream).on("line", (line) => {
      const text = shorten(line);
      if (noise.test(line) || shown.includes(text.trim()) || outputs.has(text)) return;
      if (/^ {4}\w+ *: "/.test(text)) outputs.add(text);
      shown += `${text}\n`;
      console.log(dim(`  | ${text}`));
    });
  }
}

/** A row repeats in every line what it is about; here it says so once. */
const shorten = (line: string) =>
  line
    .replace("pulumi-nodejs:dynamic/", "")
    .replace(/; error: 1 error occurred:$/, "")
    .replace(/ \[diff: [^\]]*\];/, "")
    .replace(/\t/g, "  ")
    .trimEnd();

/** `ProvisionProduct, DescribeRecord ×6`, in the order of the first of each. */
export function listCalls(calls: Call[]): string {
  const counts = new Map<string, number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  const texts = [...counts].map(([operation, count]) => (count > 1 ? `${operation} ×${count}` : operation));
  return texts.join(", ") || "none";
}

/** Columns as wide as their widest cell, under a line. */
export function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(head), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}
