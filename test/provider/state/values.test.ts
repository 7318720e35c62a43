import assert from "node:assert/strict";
import fc from "fast-check";
import {
  canonical,
  toPlainJson,
  hasUnknown,
  UNKNOWN,
  ownValue,
  withoutAbsent,
} from "../../../provider/state/values";

describe("values", () => {
  it("canonical text is the same whatever the order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const turned = (part: unknown): unknown =>
          Array.isArray(part)
            ? part.map(turned)
            : typeof part === "object" && part !== null
              ? Object.fromEntries(
                  Object.entries(part)
                    .reverse()
                    .map(([key, item]) => [key, turned(item)]),
                )
              : part;
        assert.equal(canonical(turned(value)), canonical(value));
        assert.deepEqual(JSON.parse(canonical(value)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("the unknown marker is the engine's, found at any depth", () => {
    assert.equal(UNKNOWN, "04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    assert.ok(hasUnknown({ a: [{ b: UNKNOWN }], c: "known" }));
    assert.ok(!hasUnknown({ a: [{ b: `x${UNKNOWN}`, c: null }] }));
  });

  it("clean leaves nothing that the engine cannot take", () => {
    assert.deepEqual(toPlainJson({ a: undefined, b: { c: undefined, d: new Date(0) }, e: NaN, f: null }), {
      b: { d: "1970-01-01T00:00:00.000Z" },
      e: null,
      f: null,
    });
  });

  it("absent members are undefined and null, not false, 0 or empty", () => {
    assert.deepEqual(withoutAbsent({ a: undefined, b: null, c: false, d: 0, e: "" }), {
      c: false,
      d: 0,
      e: "",
    });
  });

  it("a key has the value that it was given, and no other", () => {
    const given = JSON.parse('{"toString":"a","__proto__":"b"}') as Record<string, string>;
    const found = ["toString", "__proto__", "constructor"].map((key) => ownValue(given, key));
    assert.deepEqual(found, ["a", "b", undefined]);
  });
});
