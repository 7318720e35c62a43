/** So many unchanged lines are shown around changes. */
const CONTEXT = 2;

/** How a text differs from what it was, line by line: `-` is gone, `+` is new. Empty for equal texts. */
export function lineDifference(before: string, after: string): string {
  const lines = compared(before.split("\n"), after.split("\n"));
  const isNear = (at: number) =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ sign }) => sign !== " ");
  const shown: string[] = [];
  let left = false;
  for (const [at, { sign, line }] of lines.entries()) {
    if (!isNear(at)) left = true;
    else {
      if (left && shown.length > 0) shown.push("…");
      left = false;
      shown.push(`${sign} ${line}`.trimEnd());
    }
  }
  return shown.join("\n");
}

interface Line {
  sign: " " | "-" | "+";
  line: string;
}

/** By the longest common subsequence of what stands between equal beginnings and ends. */
function compared(before: string[], after: string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  const same = (lines: string[]): Line[] => lines.map((line) => ({ sign: " ", line }));
  return [
    ...same(before.slice(0, start)),
    ...changed(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function changed(before: string[], after: string[]): Line[] {
  const common = commonLengths(before, after);
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ sign: " ", line: before[i] ?? "" });
      i++;
      j++;
    } else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1)))
      lines.push({ sign: "-", line: before[i++] ?? "" });
    else lines.push({ sign: "+", line: after[j++] ?? "" });
  }
  return lines;
}

/** By places in both, the length of the longest common subsequence of what follows. */
function commonLengths(before: string[], after: string[]): number[][] {
  const rows: number[][] = [Array.from({ length: after.length + 1 }, () => 0)];
  for (const line of [...before].reverse()) {
    const below = rows[0] ?? [];
    const row = Array.from({ length: after.length + 1 }, () => 0);
    for (let j = after.length - 1; j >= 0; j--)
      row[j] = line === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    rows.unshift(row);
  }
  return rows;
}
