import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { YAML_HOST } from "../../tools/setup/cli.mjs";
import { findYamlHost } from "../../tools/setup/languages.mjs";
import { temporaryFolder } from "../support/sandbox";

describe("the language host for YAML", () => {
  const root = temporaryFolder("hosts");
  const folder = (name: string, ...files: string[]) => {
    const target = path.join(root, name);
    mkdirSync(target);
    for (const file of files) {
      writeFileSync(path.join(target, file), "");
      chmodSync(path.join(target, file), 0o755);
    }
    return target;
  };
  const without = folder("without");
  const beside = folder("beside", YAML_HOST);
  const searched = folder("searched", YAML_HOST);
  const built = () => Promise.resolve("built");

  it("is the one beside the CLI, else the one on PATH, else one that is built", async () => {
    assert.equal(await findYamlHost(beside, { searched, build: built }), beside);
    assert.equal(await findYamlHost(without, { searched, build: built }), searched);
    assert.equal(await findYamlHost(without, { searched: without, build: built }), "built");
  });

  it("is missing where none can be built, which is no failure", async () => {
    const build = () => Promise.reject(new Error("go is not installed"));
    assert.equal(await findYamlHost(without, { searched: "", build }), undefined);
  });
});
