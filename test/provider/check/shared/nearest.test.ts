import assert from "node:assert/strict";
import fc from "fast-check";
import { nearest } from "../../../../provider/check/shared/nearest";
import { ARGUMENTS } from "../../../../provider/state/inputs";

describe("the nearest word", () => {
  for (const [word, meant] of [
    ["productID", "productId"],
    ["prodcutName", "productName"],
    ["provisioningParameter", "provisioningParameters"],
    ["provisionningArtifactName", "provisioningArtifactName"],
    ["tag", "tags"],
    ["nmae", "name"],
  ] as const) {
    it(`to ${word} is ${meant}`, () => assert.equal(nearest(word, ARGUMENTS), meant));
  }

  for (const word of ["banana", "x", "", "launchConstraint"]) {
    it(`to ${JSON.stringify(word)} is none`, () => assert.equal(nearest(word, ARGUMENTS), undefined));
  }

  it("is the closer one of two, and none where two are as near", () => {
    assert.equal(nearest("pathIt", ["pathName", "pathId"]), "pathId");
    assert.equal(nearest("cart", ["card", "cars"]), undefined);
  });

  /** The fewest insertions, deletions, substitutions and swaps of neighbours, none of which touches another. */
  const edits = (a: string, b: string): number => {
    if (a === "" || b === "") return a.length + b.length;
    const isSwapped = a.length > 1 && a[0] === b[1] && a[1] === b[0];
    return Math.min(
      edits(a.slice(1), b) + 1,
      edits(a, b.slice(1)) + 1,
      edits(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
      isSwapped ? edits(a.slice(2), b.slice(2)) + 1 : Infinity,
    );
  };

  it("has as few mistakes as are tolerated, and one character of it at least", () => {
    const word = fc.stringMatching(/^[abc]{0,5}$/);
    fc.assert(
      fc.property(word, word, fc.constantFrom(undefined, 0, 0.5, 1), (a, b, tolerance) => {
        const limit = Math.max(1, Math.floor(a.length * (tolerance ?? 1 / 3)));
        const isNear = edits(a, b) <= limit && edits(a, b) < a.length;
        assert.equal(nearest(a, [b], tolerance), isNear ? b : undefined);
      }),
      { numRuns: 1000 },
    );
  });
});
