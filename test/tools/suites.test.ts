import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { runsOf, select, suites } from "../../tools/test/suites.mjs";
import { root } from "../support/setup";

const names = (args: string[]) => select(args).suites.map(({ name }) => name);

describe("npm test", () => {
  it("runs every suite that is not only for asking", () => {
    assert.deepEqual(names([]), ["unit", "wire", "engine"]);
    assert.deepEqual(names(["--grep", "x"]), ["unit", "wire", "engine"]);
  });

  it("runs the suites that are named, and the suite of a file that is named", () => {
    assert.deepEqual(names(["unit", "package"]), ["unit", "package"]);
    assert.deepEqual(names(["test/wire/read.test.ts"]), ["wire"]);
    assert.deepEqual(names(["./test/tools/suites.test.ts", "wire"]), ["unit", "wire"]);
    assert.deepEqual(names(["grpc", "test/wire/read.test.ts"]), ["grpc"], "the same files by another door");
  });

  it("hands everything else to mocha", () => {
    assert.deepEqual(select(["unit", "--grep", "taint", "--bail"]).mocha, ["--grep", "taint", "--bail"]);
  });

  it("runs the whole of a suite, or the file of it that is named", async () => {
    const [engine] = suites.filter(({ name }) => name === "engine");
    const [unit] = suites.filter(({ name }) => name === "unit");
    assert.ok(engine && unit);
    const shared = await runsOf(root, { ...unit, parts: 3 }, []);
    assert.equal(shared.length, 3);
    assert.deepEqual(shared.flat().sort(), (await runsOf(root, unit, [])).flat().sort());
    const apart = await runsOf(root, engine, []);
    assert.ok(apart.length > 0 && apart.every((files) => files.length === 1));
    assert.equal((await runsOf(root, unit, [])).length, 1);
    const file = path.join("test", "tools", "suites.test.ts");
    assert.deepEqual(await runsOf(root, unit, [file]), [[file]]);
    assert.deepEqual(await runsOf(root, engine, [file]), apart);
  });

  it("leaves out no folder of tests", () => {
    const known = suites.flatMap(({ folders }) => folders);
    for (const folder of readdirSync(path.join(root, "test"), { withFileTypes: true })) {
      const files = readdirSync(path.join(root, "test", folder.name), { recursive: true }).map(String);
      if (!files.some((file) => file.endsWith(".test.ts"))) continue;
      assert.ok(known.includes(`test/${folder.name}`), `no suite runs test/${folder.name}`);
    }
    assert.ok(existsSync(path.join(root, "test")));
  });
});
