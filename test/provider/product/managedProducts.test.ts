import assert from "node:assert/strict";
import { SeenProducts } from "../../../provider/product/managedProducts";

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
    seen.noteCreatesFirst("urn-b");
    assert.equal(seen.mayHold("urn-b"), true);
    assert.equal(seen.knows("urn-b"), false);
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
