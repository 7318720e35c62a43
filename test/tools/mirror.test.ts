import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "../support/setup";

/** What a unit test belongs to: `a/b.test.ts` and `a/b.aspect.test.ts` test `a/b.ts`. */
const MIRRORED = ["provider", "emulator", "patterns"];

describe("unit tests", () => {
  for (const folder of MIRRORED.filter((each) => existsSync(path.join(root, each)))) {
    it(`of ${folder}/ are named after the file that they test`, () => {
      const tests = readdirSync(path.join(root, "test", folder), {
        recursive: true,
        encoding: "utf8",
      }).filter((file) => file.endsWith(".test.ts"));
      assert.ok(tests.length > 0);
      assert.deepEqual(
        tests.filter((file) => !existsSync(path.join(root, folder, sourceOf(file)))),
        [],
      );
    });
  }
});

/** Whose every verb and noun has a unit file of its own. */
const CORE = ["check", "lifecycle", "product", "aws", "state", "base"];

/** They hold types and constants only. */
const WITHOUT_CODE = ["aws/delays.ts", "state/state.ts"];

describe("the core", () => {
  it("has a unit file for each of its files", () => {
    const isTested = (file: string): boolean => {
      const folder = path.join(root, "test", "provider", path.dirname(file));
      const name = path.basename(file, ".ts");
      const tests = existsSync(folder) ? readdirSync(folder) : [];
      return tests.some((test) => test.startsWith(`${name}.`) && test.endsWith(".test.ts"));
    };
    const files = CORE.flatMap((room) =>
      readdirSync(path.join(root, "provider", room), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => path.join(room, file)),
    );
    assert.deepEqual(
      files.filter((file) => !isTested(file)),
      WITHOUT_CODE,
    );
  });
});

/** `check/index.cases.test.ts` tests `check/index.ts`. */
const sourceOf = (test: string): string =>
  path.join(path.dirname(test), `${path.basename(test).split(".")[0] ?? ""}.ts`);
