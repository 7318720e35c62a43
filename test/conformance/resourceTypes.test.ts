import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { makeTable, tableFile } from "../../tools/resourceTypes/table.mjs";
import { tools, without } from "./awsCli";

(tools ? describe : describe.skip)(`the table of resource types${without}`, () => {
  it("is what its sources say", async () => {
    const made = await makeTable();
    const kept = await readFile(tableFile, "utf8");
    assert.ok(made === kept, "it is made anew by: node tools/resourceTypes.mjs");
  });
});
