import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { makeMistake, MISTAKES } from "../../../tools/torture/mistakes";
import { root } from "../../support/setup";

describe("a deliberate mistake of the search", () => {
  for (const mistake of MISTAKES)
    it(`can be made where the code stands now: ${mistake.name}`, async () => {
      const text = await readFile(path.join(root, mistake.file), "utf8");
      assert.notEqual(makeMistake(mistake, text), text);
    });
});
