import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cachedCli, isOlder, OLDEST, onPath, pinnedVersion } from "../../tools/setup/cli.mjs";
import { cacheRoot } from "../../tools/setup/cache.mjs";
import { temporaryFolder } from "../support/sandbox";

const exe = process.platform === "win32" ? ".exe" : "";

describe("the Pulumi CLI on PATH", () => {
  const root = temporaryFolder("path");
  const folder = (name: string, ...files: string[]) => {
    const target = path.join(root, name);
    mkdirSync(target);
    for (const file of files) {
      writeFileSync(path.join(target, file + exe), "");
      chmodSync(path.join(target, file + exe), 0o755);
    }
    return target;
  };
  const empty = folder("empty");
  const cliOnly = folder("cli-only", "pulumi");
  const hostOnly = folder("host-only", "pulumi-language-nodejs");
  const both = folder("both", "pulumi", "pulumi-language-nodejs");
  const joined = (...folders: string[]) => folders.join(path.delimiter);
  const version = (text: string) => () => Promise.resolve(text);

  it("is taken with its language host beside it or elsewhere on PATH", async () => {
    assert.equal(await onPath(joined(empty, both), version(OLDEST)), both);
    assert.equal(await onPath(joined(hostOnly, cliOnly), version("3.300.0")), cliOnly);
  });

  it("is not taken without its language host, which `npx pulumi` would only have after a download", async () => {
    await assert.rejects(
      onPath(joined(empty, cliOnly), version(OLDEST)),
      /pulumi-language-nodejs.* is neither there/,
    );
  });

  it("is not taken when it is too old, does not run or is not there", async () => {
    await assert.rejects(
      onPath(both, version("3.215.9")),
      new RegExp(`has version 3\\.215\\.9; ${OLDEST} or newer`),
    );
    await assert.rejects(
      onPath(both, () => Promise.reject(new Error("cannot execute"))),
      /cannot execute/,
    );
    await assert.rejects(onPath(empty, version(OLDEST)), /there is none/);
    await assert.rejects(onPath("", version(OLDEST)), /there is none/);
  });

  it("is compared by numbers", () => {
    assert.equal(isOlder("3.9.0", "3.216.0"), true);
    assert.equal(isOlder("3.216.0", "3.216.0"), false);
    assert.equal(isOlder("3.259.0-dev.0", "3.216.0"), false);
    assert.equal(isOlder("4.0.0", "3.216.0"), false);
    assert.equal(isOlder("3.216.0+dirty", "3.216.1"), true);
  });
});

describe("the Pulumi CLI of this project", () => {
  it("is kept under its version and the pins it is built from", () => {
    assert.match(pinnedVersion(), /^3\.\d+\.\d+$/);
    const folder = cachedCli("cache");
    assert.equal(path.dirname(folder), "cache");
    assert.ok(path.basename(folder).startsWith(`cli-${pinnedVersion()}-`));
    assert.equal(cachedCli("cache"), folder);
  });

  it("is kept where the system keeps caches", () => {
    const own = "pulumi-servicecatalog";
    assert.equal(cacheRoot({ XDG_CACHE_HOME: "/xdg" }, "linux", "/home/me"), path.join("/xdg", own));
    assert.equal(cacheRoot({}, "linux", "/home/me"), path.join("/home/me", ".cache", own));
    assert.equal(cacheRoot({}, "darwin", "/Users/me"), path.join("/Users/me", "Library", "Caches", own));
    assert.equal(cacheRoot({ LOCALAPPDATA: "C:\\Local" }, "win32", "C:\\me"), path.join("C:\\Local", own));
  });
});
