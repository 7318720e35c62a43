import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cleanEnvironment, installInto, temporaryFolder } from "../support/sandbox";
import { root } from "../support/setup";

describe("unit tests as Pulumi's guide writes them", () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder("guide");
    cpSync(path.join(__dirname, "guide"), folder, { recursive: true });
    const dependencies = { mocha: "", vitest: "", tsx: "" };
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
    installInto(folder, "packed");
  });

  const run = (...args: string[]): string => {
    const { stdout, stderr, status } = spawnSync(process.execPath, args, {
      cwd: folder,
      env: cleanEnvironment({ NO_COLOR: "1" }),
      encoding: "utf8",
    });
    assert.equal(status, 0, stdout + stderr);
    return stdout + stderr;
  };

  it("pass under mocha", () => {
    const mocha = realpathSync(path.join(root, "node_modules", "mocha", "lib", "cli", "cli.js"));
    writeFileSync(path.join(folder, "runner.ts"), `export { before, describe, it } from "mocha";\n`);
    for (const [file, tests] of [
      ["sync.spec.ts", 2],
      ["async.spec.ts", 1],
    ] as const)
      assert.match(run("--import", "tsx", mocha, file), new RegExp(`${tests} passing`));
  });

  it("pass under vitest", () => {
    const vitest = path.join(folder, "node_modules", "vitest", "vitest.mjs");
    writeFileSync(
      path.join(folder, "runner.ts"),
      `export { beforeAll as before, describe, it } from "vitest";\n`,
    );
    assert.match(run(vitest, "run"), /Tests +3 passed/);
  });
});
