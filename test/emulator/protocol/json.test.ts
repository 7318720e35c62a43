import assert from "node:assert/strict";
import fc from "fast-check";
import { encode, javaDouble, Timestamp } from "../../../emulator/protocol/json";

describe("wire", () => {
  it("writes moments as in the recordings", () => {
    assert.equal(javaDouble(1536068318.933), "1.536068318933E9");
    assert.equal(javaDouble(1536063943), "1.536063943E9");
    assert.equal(javaDouble(1700000000), "1.7E9");
  });

  it("keeps every millisecond", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000_000, max: 4e12 }), (ms) => {
        assert.equal(Number(encode(new Timestamp(ms))), ms / 1000);
      }),
    );
  });

  it("sorts members and leaves absent ones out", () => {
    assert.equal(
      encode({ b: [1, undefined, "x"].slice(0, 1), a: undefined, A: { z: true, c: null } }),
      '{"A":{"c":null,"z":true},"b":[1]}',
    );
  });
});
