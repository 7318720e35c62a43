import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { once } from "../../tools/setup/cache.mjs";
import { temporaryFolder } from "../support/sandbox";

describe("what is set up once", () => {
  let root: string;
  beforeEach(() => {
    root = temporaryFolder("cache");
  });
  const fill = (partial: string) => writeFile(path.join(partial, "made"), "");

  it("is made once for all who ask at the same time, and found afterwards", async () => {
    const folder = path.join(root, "deep", "thing");
    let made = 0;
    const slowly = async (partial: string) => {
      made++;
      await new Promise((resolve) => setImmediate(resolve));
      await fill(partial);
    };
    assert.deepEqual(await Promise.all([once(folder, slowly), once(folder, slowly)]), [folder, folder]);
    await once(folder, slowly);
    assert.equal(made, 1);
    assert.deepEqual(readdirSync(path.dirname(folder)), ["thing"]);
  });

  it("is not there at all when making it fails, and can be made again", async () => {
    const folder = path.join(root, "thing");
    const fail = async (partial: string) => {
      await fill(partial);
      throw new Error("no disk space");
    };
    await assert.rejects(once(folder, fail), /no disk space/);
    assert.deepEqual(readdirSync(root), []);
    await once(folder, fill);
    assert.ok(existsSync(path.join(folder, "made")));
  });

  it("is made by the next one when a process was killed over it", async () => {
    const folder = path.join(root, "thing");
    mkdirSync(`${folder}.999999999.partial`);
    writeFileSync(`${folder}.lock`, "");
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(`${folder}.lock`, longAgo, longAgo);
    await once(folder, fill);
    assert.deepEqual(readdirSync(root), ["thing"]);
  });
});
