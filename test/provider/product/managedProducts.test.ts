import assert from "node:assert/strict";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { someState } from "../support";

describe("what is known to be in state", () => {
  it("is a product of another resource only if the program has that one, under either of its names", () => {
    const seen = new SeenProducts();
    seen.noteProduct("pp-1");
    assert.equal(seen.otherHolder("pp-1", "urn-a"), undefined);
    seen.noteHolder("pp-1", "urn-new", "urn-old");
    assert.equal(seen.otherHolder("pp-1", "urn-a"), "urn-new");
    assert.equal(seen.otherHolder("pp-1", "urn-new"), undefined);
    assert.equal(seen.otherHolder("pp-1", "urn-old"), undefined);
  });

  it("may be whatever has the name of a resource whose replacements come before the delete", () => {
    const seen = new SeenProducts();
    seen.noteResource("urn-a");
    assert.equal(seen.mayHold("urn-a"), false);
    assert.equal(seen.knows("urn-a"), true);
    seen.noteCreatesFirst("urn-b");
    assert.equal(seen.mayHold("urn-b"), true);
    assert.equal(seen.knows("urn-b"), false);
  });
});

describe("a product that create has returned in this run", () => {
  it("is new, and kept from a delete of whichever resource", () => {
    const seen = new SeenProducts();
    seen.noteProduct("pp-old");
    seen.noteCreated("pp-new", "urn-a");
    assert.deepEqual([seen.isNew("pp-new"), seen.isNew("pp-old")], [true, false]);
    assert.equal(seen.reasonToKeep("pp-new", "urn-a"), "this run has taken it up as the new product");
    assert.equal(seen.reasonToKeep("pp-old", "urn-a"), undefined);
  });

  it("is that of its resource", () => {
    const seen = new SeenProducts();
    seen.noteCreated("pp-new", "urn-a");
    assert.equal(seen.otherHolder("pp-new", "urn-b"), "urn-a");
    assert.equal(seen.otherHolder("pp-new", "urn-a"), undefined);
    assert.equal(seen.claim("pp-new", "web (pp-new)", "urn-b", "urn-b")?.code, "already-managed");
  });
});

describe("a product of another resource of the program", () => {
  it("is not terminated", () => {
    const seen = new SeenProducts();
    seen.noteHolder("pp-1", "urn-a", "urn-a");
    assert.equal(seen.reasonToKeep("pp-1", "urn-b"), "urn-a has it");
    assert.equal(seen.reasonToKeep("pp-1", "urn-a"), undefined);
  });
});

describe("what a create that failed has left", () => {
  it("is told once, to the same resource", () => {
    const seen = new SeenProducts();
    const state = someState();
    seen.leave("urn-a", { id: "pp-1", state });
    assert.equal(seen.leftBy("urn-b"), undefined);
    assert.deepEqual(seen.leftBy("urn-a"), { id: "pp-1", state });
    assert.equal(seen.leftBy("urn-a"), undefined);
  });
});

describe("claiming a product for a resource", () => {
  it("is granted to the only one, under its new name as well", () => {
    const seen = new SeenProducts();
    assert.equal(seen.claim("pp-1", "web (pp-1)", "urn-new", "urn-old"), undefined);
    assert.equal(seen.claim("pp-1", "web (pp-1)", "urn-new", "urn-old"), undefined);
  });

  it("is refused to a second one, and the first keeps it", () => {
    const seen = new SeenProducts();
    seen.claim("pp-1", "web (pp-1)", "urn-a", "urn-a");
    const refusal = seen.claim("pp-1", "web (pp-1)", "urn-b", "urn-b");
    assert.equal(refusal?.code, "already-managed");
    assert.match(
      refusal.message,
      /^web \(pp-1\) is already managed by urn-a\.\nTake one .* pulumi state delete/,
    );
    assert.equal(seen.otherHolder("pp-1", "urn-b"), "urn-a");
  });
});
