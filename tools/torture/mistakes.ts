import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { Workers, type Report } from "../../test/torture/workers";

/* Deliberate mistakes, each made in a copy of the checkout: the search is shown to see them. */

interface Mistake {
  name: string;
  file: string;
  /** What stands there, once. */
  right: RegExp;
  /** What stands there instead, as a replacement of `right`. */
  wrong: string;
}

export const MISTAKES: readonly Mistake[] = [
  {
    name: "a random token",
    file: "provider/state/identity.ts",
    right: /tokenPrefix\(identity\) \+ /,
    wrong: "tokenPrefix(identity) + String(Math.random()).slice(2, 10) + ",
  },
  {
    name: "gone in any account",
    file: "provider/product/observe.ts",
    right: /if \(caller === observed\.accountId\) return;/,
    wrong: "if (caller) return;",
  },
  {
    name: "deaf to Ctrl-C",
    file: "provider/engine/createHandler.ts",
    right: /stop: engine\.stop,/,
    wrong: "stop: new AbortController().signal,",
  },
  {
    name: "a failed update recorded as done",
    file: "provider/lifecycle/update.ts",
    right: /\n {4}if \(ended\.succeeded\) \{/,
    wrong: "\n    if (ended.record.RecordId !== undefined) {",
  },
  {
    name: "a secret not wrapped",
    file: "provider/state/secrets.ts",
    right: /export const secret = \(value: unknown\): unknown => /,
    wrong: "export const secret = (value: unknown): unknown => value ?? ",
  },
  {
    name: "a secret not redacted",
    file: "provider/state/recognition.ts",
    right: /export function redact\(text: string, (\w+)([^)]*)\): string \{/,
    wrong: "$&\n  if ($1.length < 1000) return text;",
  },
  {
    name: "ignoreErrors always on",
    file: "provider/config/terminateFlags.ts",
    right: /argument \?\? config\[key\] \?\? false/,
    wrong: "argument ?? config[key] ?? true",
  },
  {
    name: "taking up whatever has the name",
    file: "provider/lifecycle/provision.ts",
    right: /own\.has\(detail\.IdempotencyToken \?\? ""\) \|\|/,
    wrong: 'own.has(detail.IdempotencyToken ?? "none") || Boolean(detail.Id) ||',
  },
  {
    name: "the end of a record not waited for",
    file: "provider/aws/records.ts",
    right: /Status === "SUCCEEDED" \|\| Status === "FAILED"/,
    wrong: '$& || Status === "IN_PROGRESS"',
  },
  {
    name: "the record that was running forgotten",
    file: "provider/state/properties.ts",
    right: /\.\.\.\(state\.pending && \{ __pending: state\.pending \}\),/,
    wrong: "",
  },
  {
    name: "a product that is still being made left out of state",
    file: "provider/engine/thrownErrors.ts",
    right: /id: failure\.id,/,
    wrong: "",
  },
  {
    name: "an update sent when nothing has changed",
    file: "provider/lifecycle/update.ts",
    right: /const sends = unsure \|\|/,
    wrong: "const sends = Boolean(id) ||",
  },
];

/** So many simulations run before a mistake counts as unseen. */
const MOST_SEEDS = 1000;
const root = path.join(__dirname, "..", "..");

/** Makes each mistake, and searches until it is seen. */
export async function mistakes(): Promise<boolean> {
  let unseen = 0;
  for (const mistake of MISTAKES) {
    const seen = await search(mistake);
    if (!seen) unseen++;
    const what = seen ? `seed ${seen.seed}: ${seen.what}` : `not seen in ${MOST_SEEDS} simulations`;
    console.log(`${mistake.name.padEnd(55)} ${what}`);
  }
  return unseen === 0;
}

async function search(mistake: Mistake): Promise<{ seed: number; what: string } | undefined> {
  const copy = await copyWith(mistake);
  const count = availableParallelism();
  const wrong = new Workers(count, copy);
  const right = new Workers(1);
  try {
    for (let first = 1; first <= MOST_SEEDS; first += count) {
      const seeds = Array.from({ length: count }, (_, index) => first + index);
      const reports = await Promise.all(seeds.map((seed) => wrong.carryOut({ simulate: seed })));
      for (const { seed, violations } of reports) {
        const [violation] = violations;
        if (!violation || isBroken(await right.carryOut({ simulate: seed }))) continue;
        return { seed, what: `${violation.rule}: ${violation.text.split("\n")[0]}` };
      }
    }
    return undefined;
  } finally {
    wrong.end();
    right.end();
    await rm(copy, { recursive: true });
  }
}

/** A simulation that breaks a rule without the mistake shows nothing. */
const isBroken = ({ violations }: Report): boolean => violations.length > 0;

const NOT_COPIED = [".git", "node_modules", "dist", "coverage"];

async function copyWith({ name, file, right, wrong }: Mistake): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), "mistake-"));
  for (const part of await readdir(root))
    if (!NOT_COPIED.includes(part))
      await cp(path.join(root, part), path.join(copy, part), { recursive: true });
  await symlink(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  const target = path.join(copy, file);
  await writeFile(target, makeMistake({ name, file, right, wrong }, await readFile(target, "utf8")));
  return copy;
}

/**
 * The text of a mistake's file with the mistake in it.
 *
 * @throws Error when its pattern does not stand there exactly once.
 */
export function makeMistake({ name, file, right, wrong }: Mistake, text: string): string {
  if (text.match(new RegExp(right, "g"))?.length !== 1)
    throw new Error(`${name}: ${file} does not hold ${String(right)} once`);
  return text.replace(right, wrong);
}
