import assert from "node:assert/strict";
import fc from "fast-check";
import { onLine } from "../../../emulator/base/printable";

describe("a text that anybody has sent, on a line for people", () => {
  for (const [what, text, shown] of [
    ["the end of the line", "web\n12:00:00.000 Terminate web", "web\\u000a12:00:00.000 Terminate web"],
    ["a return and a separator", "a\r\u2028b", "a\\u000d\\u2028b"],
    ["colours", "\x1b[31mred", "\\u001b[31mred"],
    ["a title", "\x1b]0;owned\x07", "\\u001b]0;owned\\u0007"],
    ["the one-byte forms", "\x9b2J", "\\u009b2J"],
    ["another direction", "a\u202eb", "a\\u202eb"],
    ["nothing else", "größer → 🎉 web-1", "größer → 🎉 web-1"],
  ] as const)
    it(`shows instead of obeying: ${what}`, () => assert.equal(onLine(text), shown));

  it("is one line without control characters, whatever it holds, and not longer than a name can be", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => {
        const line = onLine(text);
        assert.doesNotMatch(line, /[\p{Cc}\p{Zl}\p{Zp}]/u);
        assert.ok(line.length <= 6 * 201);
      }),
    );
    assert.equal(onLine("x".repeat(1_000_000)), `${"x".repeat(200)}…`);
    assert.equal(onLine("x".repeat(200)), "x".repeat(200));
  });
});
