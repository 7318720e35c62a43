import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../support/sandbox";

interface Result {
  readonly counts: { passed: number; failed: number; skipped: number };
  readonly output: string;
}

/** Without a turn for anything else, and without work: 50 ms at a time, or for good. */
const wait = (ms: string) => `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${ms});`;

const BODIES = {
  "asks again and again": `for (;;) { ${wait("50")} await null; }`,
  computes: wait("Infinity"),
  waits: "await new Promise(() => {});",
};

describe("a test that waits for ever", function () {
  this.timeout(60_000);
  let results: Record<keyof typeof BODIES, Promise<Result>>;

  const run = async (ways: string, body: string): Promise<Result> => {
    const folder = temporaryFolder("stuck");
    const files = Object.entries({
      "before.test.cjs": 'it("is well", () => {});',
      "stuck.test.cjs": `describe("a product", () => {
  it("is done", () => {});
  it("${ways}", async () => { ${body} });
  it("comes after", () => {});
});`,
      "after.test.cjs": 'it("is well too", () => {});',
    });
    for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
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

  // At the same time: they do little but wait.
  before(() => {
    results = Object.fromEntries(
      Object.entries(BODIES).map(([ways, body]) => [ways, run(ways, body)]),
    ) as typeof results;
  });

  for (const ways of ["asks again and again", "computes"] as const)
    it(`fails by its name when it ${ways}, and the other files are run`, async () => {
      const { counts, output } = await results[ways];
      assert.deepEqual(counts, { passed: 3, failed: 1, skipped: 0 });
      assert.match(output, new RegExp(`a product ${ways}\n.*stuck\\.test\\.cjs\\) kept the process busy`));
    });

  it("fails as ever when it only waits", async () => {
    const { counts, output } = await results.waits;
    assert.deepEqual(counts, { passed: 4, failed: 1, skipped: 0 });
    assert.match(output, /waits:\s+Error: Timeout of 1000ms exceeded/);
  });
});
