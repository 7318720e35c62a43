import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isInstalled } from "../../tools/setup/dependencies.mjs";
import { temporaryFolder } from "../support/sandbox";

type Packages = Record<string, { version: string; optional?: boolean }>;

describe("dependencies", () => {
  const wanted: Packages = {
    "": { version: "1.0.0" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/for-another-platform": { version: "1.0.0", optional: true },
  };
  const there = (packages?: Packages) => {
    const root = temporaryFolder("dependencies");
    writeFileSync(path.join(root, "package-lock.json"), JSON.stringify({ packages: wanted }));
    if (packages) {
      mkdirSync(path.join(root, "node_modules"));
      writeFileSync(path.join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));
    }
    return isInstalled(root);
  };

  it("are there when every package has its version, those for other platforms aside", async () => {
    assert.equal(await there({ "node_modules/a": { version: "1.0.0" } }), true);
  });

  it("are not there when one is missing or has another version, or nothing was installed", async () => {
    assert.equal(await there({}), false);
    assert.equal(await there({ "node_modules/a": { version: "1.0.1" } }), false);
    assert.equal(await there(), false);
  });
});
