import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as emulator from "../../emulator";
import * as program from "../../provider";
import * as handler from "../../provider/handler";

/*
 * What users can import. A name that goes, or comes by accident, is a change of the public interface: change the
 * list with it, and think of docs/compatibility.md.
 */
const listed = JSON.parse(readFileSync(path.join(__dirname, "exports.json"), "utf8")) as Record<
  string,
  string[]
>;

describe("the public interface", () => {
  for (const [subpath, module] of Object.entries({
    ".": program,
    "./handler": handler,
    "./emulator": emulator,
  })) {
    it(`of ${subpath} is what the list says`, () => {
      assert.deepEqual(Object.keys(module).sort(), listed[subpath]);
    });
  }

  it("has the subpaths that the list names", () => {
    const manifest = JSON.parse(readFileSync(path.join(__dirname, "../../package.json"), "utf8")) as {
      exports: Record<string, unknown>;
    };
    assert.deepEqual(Object.keys(manifest.exports).sort(), [...Object.keys(listed), "./package.json"].sort());
  });

  it("of the handler has the methods that the text in every state calls", () => {
    assert.deepEqual(Object.keys(handler.handler).sort(), [
      "check",
      "configure",
      "create",
      "delete",
      "diff",
      "read",
      "update",
    ]);
  });
});
