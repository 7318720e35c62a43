import assert from "node:assert/strict";
import { newNamesInRun } from "../../../provider/check/namesInRun";

describe("the names that the resources of a program ask for", () => {
  it("are one resource's each, within a place", () => {
    const names = newNamesInRun();
    assert.equal(names.claim("here", "web", "urn:a"), undefined);
    assert.equal(names.claim("here", "web", "urn:a"), undefined, "it may ask again");
    assert.equal(names.claim("here", "web", "urn:b"), "urn:a");
    assert.equal(names.claim("here", "web", "urn:a"), undefined, "it is still its own");
    assert.equal(names.claim("there", "web", "urn:b"), undefined);
    assert.equal(names.claim("here", "shop", "urn:c"), undefined);
  });

  it("are free again when a resource takes another one", () => {
    const names = newNamesInRun();
    names.claim("here", "web", "urn:a");
    names.claim("here", "shop", "urn:a");
    assert.equal(names.claim("here", "web", "urn:b"), undefined);
    assert.equal(names.claim("here", "shop", "urn:b"), "urn:a");
  });

  it("of one run are no other run's", () => {
    newNamesInRun().claim("here", "web", "urn:a");
    assert.equal(newNamesInRun().claim("here", "web", "urn:b"), undefined);
  });
});
