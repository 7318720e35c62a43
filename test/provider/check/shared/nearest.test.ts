import assert from "node:assert/strict";
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

  it("is the closer one of two", () => {
    assert.equal(nearest("pathIt", ["pathName", "pathId"]), "pathId");
  });
});
