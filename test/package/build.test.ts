import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { build } from "../../tools/build/index.mjs";
import { temporaryFolder } from "../support/sandbox";
import { root } from "../support/setup";

describe("the build of the everyday tests", function () {
  this.timeout(60_000);

  it("gives the JavaScript of the package, byte for byte, and no declarations", async () => {
    const copy = temporaryFolder("build");
    const parts = ["package.json", "package-lock.json", "tsconfig.json", "provider", "emulator", "patterns"];
    for (const part of parts) cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
    mkdirSync(path.join(copy, "node_modules"));
    for (const name of readdirSync(path.join(root, "node_modules")))
      if (!name.startsWith("."))
        symlinkSync(path.join(root, "node_modules", name), path.join(copy, "node_modules", name));
    await build({ root: copy, declarations: false });

    const published = filesIn(path.join(root, "dist")).filter((file) => !file.endsWith(".d.ts"));
    assert.deepEqual(filesIn(path.join(copy, "dist")), published);
    for (const file of published) {
      const [here, there] = [copy, root].map((each) => readFileSync(path.join(each, "dist", file), "utf8"));
      // The compiler lays data out anew.
      if (file.endsWith(".json")) assert.deepEqual(JSON.parse(here ?? ""), JSON.parse(there ?? ""));
      // Each bundle names the place of what it has taken in.
      else if (file !== path.join("plugin", "index.js")) assert.equal(here, there, file);
    }
  });
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
    .sort();
