import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { Players } from "../../test/torture/players";

/* Deliberate mistakes, each made in a copy of the checkout: the search is shown to see them. */

export interface Mistake {
  name: string;
  file: string;
  /** What stands there, once. */
  right: string;
  wrong: string;
}

const MISTAKES: Mistake[] = [];

/** So many lives are played before a mistake counts as unseen. */
const MOST_SEEDS = 500;
const root = path.join(__dirname, "..", "..");

/** Makes each mistake, and plays until it is seen. */
export async function mistakes(): Promise<boolean> {
  let unseen = 0;
  for (const mistake of MISTAKES) {
    const seen = await search(mistake);
    if (!seen) unseen++;
    console.log(
      `${mistake.name.padEnd(50)} ${seen ? `seed ${seen.seed}: ${seen.what}` : `not seen in ${MOST_SEEDS} lives`}`,
    );
  }
  return unseen === 0;
}

async function search(mistake: Mistake): Promise<{ seed: number; what: string } | undefined> {
  const copy = await copyWith(mistake);
  const count = availableParallelism();
  const players = new Players(count, copy);
  try {
    for (let first = 1; first <= MOST_SEEDS; first += count) {
      const seeds = Array.from({ length: count }, (_, index) => first + index);
      const reports = await Promise.all(seeds.map((seed) => players.carryOut({ play: seed })));
      const seen = reports.find(({ violations }) => violations.length > 0);
      const [violation] = seen?.violations ?? [];
      if (seen && violation)
        return { seed: seen.seed, what: `${violation.rule}: ${violation.text.split("\n")[0]}` };
    }
    return undefined;
  } finally {
    players.end();
    await rm(copy, { recursive: true });
  }
}

async function copyWith({ name, file, right, wrong }: Mistake): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), "mistake-"));
  for (const part of ["provider", "emulator", "test", "package.json", "tsconfig.json"])
    await cp(path.join(root, part), path.join(copy, part), { recursive: true });
  await symlink(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  const target = path.join(copy, file);
  const text = await readFile(target, "utf8");
  if (text.split(right).length !== 2) throw new Error(`${name}: ${file} does not hold it once: ${right}`);
  await writeFile(
    target,
    text.replace(right, () => wrong),
  );
  return copy;
}
