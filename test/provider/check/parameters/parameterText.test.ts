import assert from "node:assert/strict";
import fc from "fast-check";
import { parameterText } from "../../../../provider/check/parameters/parameterText";
import { UNKNOWN } from "../../../../provider/state/values";

describe("the text of a parameter", () => {
  for (const [value, text] of [
    ["as it is", "as it is"],
    ["", ""],
    [true, "true"],
    [false, "false"],
    [0, "0"],
    [-0, "0"],
    [-1.5, "-1.5"],
    [1e21, "1000000000000000000000"],
    [1.5e22, "15000000000000000000000"],
    [-1.25e-7, "-0.000000125"],
    [5e-324, `0.${"0".repeat(323)}5`],
    [["a", 1, true], "a,1,true"],
    [[], ""],
    [["", ""], ","],
  ] as const) {
    it(`of ${JSON.stringify(value)} is ${JSON.stringify(text.slice(0, 30))}`, () => {
      assert.equal(parameterText(value), text);
    });
  }

  it("of a number never has an exponent, and is that number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = parameterText(value);
        assert.match(text, /^-?\d+(\.\d+)?$/);
        assert.equal(Number(text), value === 0 ? 0 : value);
      }),
      { numRuns: 1000 },
    );
  });

  it("of a list with an unknown element is unknown", () => {
    assert.equal(parameterText(["a", UNKNOWN, "b,c"]), UNKNOWN);
  });

  const types = "must be a string, a number, a boolean, or a list of them";
  for (const [what, value, reason] of [
    ["infinity", Infinity, "is not a finite number"],
    ["NaN", NaN, "is not a finite number"],
    ["an object", { a: "geheim" }, types],
    ["null", null, types],
    ["a list in a list", [["geheim"]], "a list cannot hold lists"],
    [
      "an element with a comma",
      ["geheim,b"],
      "an element contains a comma, which CloudFormation treats as a separator",
    ],
  ] as const) {
    it(`does not exist for ${what}, which is said without quoting it`, () => {
      assert.throws(() => parameterText(value), { message: reason });
    });
  }
});
