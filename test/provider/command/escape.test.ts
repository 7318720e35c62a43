import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import vm from "node:vm";
import fc from "fast-check";
import {
  commandWord,
  commentText,
  configKey,
  literalText,
  propertyName,
} from "../../../provider/command/escape";

const evaluate = (code: string): unknown => vm.runInNewContext(code) as unknown;
const anything = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "*/ evil() /*",
    "\n evil()",
    "\u2028evil()",
    "`${evil()}`",
    '"+evil()+"',
    "\x1b]0;x\x07",
    "__proto__",
  ),
);

describe("text from outside in a program", () => {
  it("is the same string, in printable characters", () => {
    fc.assert(
      fc.property(anything, (text) => {
        assert.equal(evaluate(literalText(text)), text);
        assert.doesNotMatch(literalText(text), /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]/u);
      }),
    );
  });

  it("is the key of a property and nothing else", () => {
    fc.assert(
      fc.property(anything, (key) => {
        const object = evaluate(`Object.entries({ ${propertyName(key)}: 1 })`);
        assert.equal(JSON.stringify(object), JSON.stringify([[key, 1]]));
      }),
    );
  });

  it("neither ends a comment nor begins a line", () => {
    fc.assert(
      fc.property(anything, (text) => {
        assert.equal(evaluate(`1 /* ${commentText(text)} */ + 1`), 2);
        assert.equal(evaluate(`1 // ${commentText(text)}\n + 1`), 2);
      }),
    );
  });

  it("is one word of a command, and a key that Pulumi's configuration takes", () => {
    for (const word of ["web1Password", "a b", "';x", "$(x)", "adopted.ts"])
      assert.equal(execFileSync("sh", ["-c", `printf %s ${commandWord(word)}`], { encoding: "utf8" }), word);
    assert.equal(commandWord("dir/adopted.ts"), "dir/adopted.ts");
    fc.assert(fc.property(anything, (text) => void assert.match(configKey(text), /^[\w-]*$/)));
  });
});
