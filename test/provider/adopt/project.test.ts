import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { targetOf } from "../../../provider/adopt/project";

describe("the project of adopt", () => {
  const before = process.cwd();
  let folder = "";
  beforeEach(() => process.chdir((folder = mkdtempSync(path.join(tmpdir(), "adopt-")))));
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
  const write = (text: string) => writeFileSync(path.join(folder, "Pulumi.yaml"), text);

  it("is that of Pulumi.yaml", () => {
    write("name: shop\nruntime: nodejs\n");
    assert.equal(targetOf("dev", undefined).target.project, "shop");
  });

  for (const text of ["name: [", "", "- a\n", "7\n", "name: {}\n", "runtime: nodejs\n"]) {
    it(`is an error that names the file when that is ${JSON.stringify(text)}`, () => {
      write(text);
      assert.throws(() => targetOf("dev", undefined), { code: "arguments", message: /Pulumi\.yaml/ });
      assert.equal(targetOf("dev", "other").target.project, "other");
    });
  }
});
