import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../support/setup";

interface Rule {
  name: string;
}
interface Report {
  summary: { violations: { rule: Rule }[] };
}

const configuration = path.join(root, ".dependency-cruiser.cjs");
const { forbidden } = createRequire(__filename)(configuration) as { forbidden: Rule[] };

/** One import that each rule forbids: file and what it imports. */
function breach(rule: string): [file: string, imported: string][] {
  const [, folder, room] = /^(.*)\/([a-z]+)-uses-only-rooms-below$/.exec(rule) ?? [];
  if (folder && room)
    return [[`${folder}/${room}/low.ts`, `${folder}/${FLOOR_ABOVE[folder]?.(room)}/high.ts`]];
  return OTHERS[rule] ?? [];
}

/** A room above: the highest one, but for rooms of one floor, which do not know each other. */
const FLOOR_ABOVE: Record<string, (room: string) => string> = {
  emulator: () => "http",
  "emulator/cloudformation": () => "template",
  provider: (room) => (room === "check" ? "lifecycle" : "plugin"),
};

const OTHERS: Record<string, [string, string][]> = {
  "no-circle": [
    ["emulator/base/one.ts", "emulator/base/other.ts"],
    ["emulator/base/other.ts", "emulator/base/one.ts"],
  ],
  "emulator-knows-no-provider": [["emulator/base/a.ts", "provider/base/b.ts"]],
  "provider-knows-no-emulator": [["provider/base/a.ts", "emulator/base/b.ts"]],
  "patterns-know-neither": [["patterns/a.ts", "emulator/base/b.ts"]],
  "patterns-have-one-door": [["provider/check/p.ts", "patterns/match.ts"]],
  "only-doors-import-pulumi": [["provider/base/pulumi.ts", "node_modules/@pulumi/pulumi/index.ts"]],
  "nobody-imports-a-composition-root": [["provider/base/root.ts", "provider/index.ts"]],
  "rooms-exist": [["provider/loose.ts", "provider/base/b.ts"]],
};

describe("each rule about rooms", function () {
  this.timeout(60_000);
  let found: Set<string>;

  before(() => {
    const folder = mkdtempSync(path.join(tmpdir(), "rooms-"));
    try {
      writeFileSync(path.join(folder, "tsconfig.json"), "{}");
      for (const [file, imported] of forbidden.flatMap(({ name }) => breach(name))) {
        const specifier = path.relative(path.dirname(file), imported).replace(/^(?!\.)/, "./");
        write(folder, imported, "");
        write(
          folder,
          file,
          `import type { T } from "${specifier.replace(/\.ts$/, "")}";\nexport type T = 1;\n`,
        );
      }
      found = new Set(violations(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const { name } of forbidden)
    it(`can fail: ${name}`, () => assert.ok(found.has(name), `the breach of ${name} was not seen`));
});

function write(folder: string, file: string, text: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  if (text !== "" || !existsSync(target)) writeFileSync(target, text, { flag: "a" });
}

function violations(folder: string): string[] {
  const command = path.join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const args = [
    command,
    "--config",
    configuration,
    "--output-type",
    "json",
    "provider",
    "emulator",
    "patterns",
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  assert.notEqual(stdout, "", stderr);
  return (JSON.parse(stdout) as Report).summary.violations.map(({ rule }) => rule.name);
}
