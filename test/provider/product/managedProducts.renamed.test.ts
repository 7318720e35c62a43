import assert from "node:assert/strict";
import { SeenProducts } from "../../../provider/product/managedProducts";

const [before, now] = ["urn-before", "urn-now"] as const;

describe("the product of a resource that was renamed with an alias", () => {
  it("is its own under both URNs, in whatever order the engine shows it", () => {
    // `up --refresh` compares it under the URN in state first, then under that of the program, then in the update.
    const ways: [urn: string, inState: string][][] = [
      [
        [before, before],
        [now, before],
        [now, now],
      ],
      [
        [now, before],
        [now, now],
      ],
      [
        [now, before],
        [before, before],
        [now, before],
      ],
    ];
    for (const way of ways) {
      const seen = new SeenProducts();
      seen.noteProduct("pp-1");
      for (const [urn, inState] of way)
        assert.equal(seen.claim("pp-1", "web (pp-1)", urn, inState), undefined, JSON.stringify(way));
      assert.equal(seen.otherHolder("pp-1", now, before), undefined);
      assert.equal(seen.reasonToKeep("pp-1", now), undefined, "a delete by the new URN terminates it");
    }
  });

  it("is that of the other resource where the program uses the old name for another one", () => {
    const seen = new SeenProducts();
    seen.claim("pp-1", "web (pp-1)", now, before);
    assert.equal(seen.otherHolder("pp-1", "urn-third"), now);
    assert.equal(seen.claim("pp-1", "web (pp-1)", "urn-third", "urn-third")?.code, "already-managed");
  });
});
