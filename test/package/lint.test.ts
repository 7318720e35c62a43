import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { packed } from "../support/sandbox";
import { root } from "../support/setup";

describe("the packed package", () => {
  const command = (name: string, ...args: string[]) => {
    const bin = path.join(root, "node_modules", ...name.split("/"));
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, stdout + stderr);
  };

  it("has nothing for publint to find", () => {
    command("publint/src/cli.js", "run", packed(), "--strict");
  });

  it("has the right types for every way of resolving modules", () => {
    command("@arethetypeswrong/cli/dist/index.js", packed(), "--no-emoji", "--no-color");
  });
});
