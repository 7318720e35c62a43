import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cloudFormationOperations } from "../../emulator/operations/cloudformation";
import { operations } from "../../emulator/operations";
import { stsOperations } from "../../emulator/sts";
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
});
