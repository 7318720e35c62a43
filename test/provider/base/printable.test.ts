import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { quoteForShell, removeControlCharacters } from "../../../provider/base/printable";

describe("a text from outside", () => {
  for (const [what, text, shown] of [
    ["colours", "\x1b[31mred\x1b[0m", "red"],
    ["a title", "\x1b]0;owned\x07rest", "rest"],
    ["a link", "\x1b]8;;http://x\x1b\\here\x1b]8;;\x1b\\", "here"],
    ["the beginning of a link that never ends", "\x1b]8;;http://x\nnext line", "8;;http://x\nnext line"],
    ["moves of the cursor", "a\x1b[2K\x1b[1Gb", "ab"],
    ["the one-byte forms", "\x9b31mred\x9d0;t\x9c.", "red."],
    ["a return", "error\rfine", "error fine"],
    ["a bell, a backspace, a null", "a\x07b\x08c\0d", "abcd"],
    ["marks of direction", "a\u202eb\u2066c", "abc"],
    ["lines and tabs", "a\r\nb\n\tc", "a\nb\n\tc"],
    ["other letters", "größer 🎉", "größer 🎉"],
  ] as const) {
    it(`is printed without ${what}`, () => assert.equal(removeControlCharacters(text), shown));
  }

  it("never has a control character left", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.doesNotMatch(removeControlCharacters(text), /[\0-\x08\x0b-\x1f\x7f-\x9f]/);
      }),
    );
  });

  it("is one word of a command, whatever it holds", () => {
    for (const word of ["urn::it's", "';touch x;'", "$(id) `id` \\", '"'])
      assert.equal(
        execFileSync("sh", ["-c", `printf %s ${quoteForShell(word)}`], { encoding: "utf8" }),
        word,
      );
  });
});
