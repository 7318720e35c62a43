import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cloudFormationOperations } from "../../emulator/operations/cloudformation";
import { operations } from "../../emulator/operations";
import { stsOperations } from "../../emulator/operations/sts";
import { createEmulator } from "../../emulator";
import { temporaryFolder } from "../support/sandbox";
import { root } from "../support/setup";

const table = [
  "| service | operation | changes something |",
  "| --- | --- | --- |",
  ...[...operations.values()]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, mutating }) => `| Service Catalog | ${name} | ${mutating ? "yes" : ""} |`),
  ...[...cloudFormationOperations.keys()].sort().map((name) => `| CloudFormation | ${name} | |`),
  ...stsOperations.map((name) => `| STS | ${name} | |`),
].join("\n");

describe("docs/emulator.md", () => {
  it("lists the operations that there are", () => {
    const [, listed] = readFileSync(join(root, "docs", "emulator.md"), "utf8").split("<!-- operations -->\n");
    assert.equal(listed?.trim(), table, `it must end in\n${table}`);
  });

  describe("on what a catalog can say", () => {
    const page = readFileSync(join(root, "docs", "emulator.md"), "utf8");
    const [, text = ""] = /<!-- everything -->\n\n```yaml\n([^]*?)```/.exec(page) ?? [];
    const [, template = ""] = /```yaml\n# catalog\/topic.yaml\n([^]*?)```/.exec(page) ?? [];

    it("shows a catalog that can be used", async () => {
      const folder = temporaryFolder("catalog");
      writeFileSync(join(folder, "catalog.yaml"), text);
      writeFileSync(join(folder, "topic.yaml"), template);
      const emulator = await createEmulator({ catalog: folder });
      await emulator.close();
    });

    it("leaves nothing out", () => {
      const definition = readFileSync(join(root, "emulator", "catalog", "definition.ts"), "utf8");
      const members = [...definition.matchAll(/^ {2}(\w+)\??: /gm)].map(([, name = ""]) => name);
      assert.ok(members.length > 20);
      const said = members.filter((name) => new RegExp(`\\b${name}:`).test(text));
      // Templates by name are for catalogs that are objects in a test.
      assert.deepEqual(
        members.filter((name) => !said.includes(name)),
        ["templates"],
      );
    });
  });
});
