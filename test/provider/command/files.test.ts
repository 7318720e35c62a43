import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isThere, PRIVATE, writeAnew } from "../../../provider/command/files";

describe("a file that a command writes", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "adopt-"))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const mode = (file: string) => (lstatSync(file).mode & 0o777).toString(8);

  it("is for the user alone, whatever was there", () => {
    const file = path.join(folder, "a");
    writeAnew(file, "one", PRIVATE);
    assert.deepEqual([readFileSync(file, "utf8"), mode(file)], ["one", "600"]);
    chmodSync(file, 0o644);
    writeAnew(file, "two", PRIVATE);
    assert.deepEqual([readFileSync(file, "utf8"), mode(file)], ["two", "600"]);
  });

  it("never leads elsewhere", () => {
    const [target, link, dangling] = ["target", "link", "dangling"].map((name) => path.join(folder, name));
    assert.ok(target && link && dangling);
    writeFileSync(target, "theirs");
    symlinkSync(target, link);
    symlinkSync(path.join(folder, "nowhere"), dangling);
    for (const file of [link, dangling]) {
      assert.ok(isThere(file), "a link that leads nowhere is in the way too");
      writeAnew(file, "mine", PRIVATE);
      assert.ok(lstatSync(file).isFile());
      assert.equal(readFileSync(file, "utf8"), "mine");
    }
    assert.equal(readFileSync(target, "utf8"), "theirs");
    assert.ok(!existsSync(path.join(folder, "nowhere")));
    assert.ok(!isThere(path.join(folder, "nothing")));
  });
});
