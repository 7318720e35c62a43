import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../support/sandbox";

interface Result {
  readonly counts: { passed: number; failed: number; skipped: number };
  readonly output: string;
}

describe("a test that waits for ever", () => {
  const folder = temporaryFolder("stuck");
  const files = Object.entries({
    "before.test.cjs": 'it("is well", () => {});',
    "stuck.test.cjs": `describe("a product", () => {
  it("is done", () => {});
  it("WAYS", async () => { BODY });
  it("comes after", () => {});
});`,
    "after.test.cjs": 'it("is well too", () => {});',
  });
  const run = async (ways: string, body: string): Promise<Result> => {
    for (const [name, text] of files)
      writeFileSync(path.join(folder, name), text.replace("WAYS", ways).replace("BODY", body));
    const { runMocha } = (await import("../../tools/test/runMocha.mjs")) as {
      runMocha: (run: object) => Promise<Result>;
    };
    return runMocha({
      files: files.map(([name]) => path.join(folder, name)),
      options: ["--no-config", "--timeout", "1000"],
      env: process.env,
      patience: 5_000,
    });
  };

  for (const [ways, body] of [
    ["asks again and again", "for (;;) await null;"],
    ["computes", "for (;;);"],
  ] as const)
    it(`fails by its name when it ${ways}, and the other files are run`, async () => {
      const { counts, output } = await run(ways, body);
      assert.deepEqual(counts, { passed: 3, failed: 1, skipped: 0 });
      assert.match(output, new RegExp(`a product ${ways}\n.*stuck\\.test\\.cjs\\) kept the process busy`));
    }).timeout(60_000);

  it("fails as ever when it only waits", async () => {
    const { counts, output } = await run("waits", "await new Promise(() => {});");
    assert.deepEqual(counts, { passed: 4, failed: 1, skipped: 0 });
    assert.match(output, /waits:\s+Error: Timeout of 1000ms exceeded/);
  }).timeout(60_000);
});
