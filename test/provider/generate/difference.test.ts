import assert from "node:assert/strict";
import fc from "fast-check";
import { lineDifference } from "../../../provider/generate/difference";

describe("the difference of two texts", () => {
  it("shows what changed with what stands around it", () => {
    const before = "a\nb\nc\nd\ne\nf\ng\nh\ni";
    assert.equal(
      lineDifference(before, before.replace("b", "B\nnew").replace("i", "")),
      "  a\n- b\n+ B\n+ new\n  c\n  d\n…\n  g\n  h\n- i\n+",
    );
  });

  it("makes one of the other, and is empty for equal ones", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const shown = lineDifference(before, after).split("\n");
        const signs = (sign: string) => shown.filter((line) => line.startsWith(sign)).length;
        assert.equal(signs("+") - signs("-"), after.split("\n").length - before.split("\n").length);
        assert.equal(lineDifference(before, before), "");
      }),
    );
  });
});
