import assert from "node:assert/strict";
import {
  differingArguments,
  effectiveTags,
  isIgnoredTag,
  isPreviousValue,
  pick,
} from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";

describe("inputs", () => {
  it("differ in their arguments, absent in whatever way being the same", () => {
    assert.deepEqual(
      differingArguments({ name: "a", tags: { b: "1" } }, { name: "a", tags: { b: "2" }, pathId: "p" }),
      ["pathId", "tags"],
    );
    assert.deepEqual(differingArguments({ pathId: null as never }, {}), []);
    assert.deepEqual(differingArguments({ ignoreErrors: false }, {}), ["ignoreErrors"]);
  });

  it("say a previous value in one way", () => {
    assert.equal(isPreviousValue({ usePreviousValue: true }), true);
    for (const other of [
      { usePreviousValue: false },
      { usePreviousValue: "true" },
      "true",
      undefined,
      null,
      [true],
    ])
      assert.equal(isPreviousValue(other), false);
  });

  it("are picked where they are there", () => {
    assert.deepEqual(pick({ a: 1, b: null, c: undefined, d: false, e: 2 }, ["a", "b", "c", "d", "x"]), {
      a: 1,
      d: false,
    });
  });
});

describe("the tags that are sent", () => {
  const ignoreTags = { keys: ["cost"], keyPrefixes: ["aws:", "x-"] };

  it("are the default ones and over them the resource's own, less the ignored", () => {
    const __connection = { defaultTags: { a: "1", b: "1", cost: "1" }, ignoreTags };
    assert.deepEqual(effectiveTags({ tags: { b: "2", "x-y": "1" }, __connection }), { a: "1", b: "2" });
    assert.deepEqual(effectiveTags({ tags: { a: "1" } }), { a: "1" });
    assert.deepEqual(effectiveTags({}), {});
  });

  it("have no letter of what is not known as a whole", () => {
    const unknown = UNKNOWN as never;
    assert.deepEqual(effectiveTags({ tags: unknown, __connection: { defaultTags: unknown } }), {});
  });

  it("are left alone by key or by the beginning of one", () => {
    const ignored = (key: string) => isIgnoredTag({ ignoreTags }, key);
    assert.deepEqual(["cost", "aws:x", "x-1", "costs", "ax-1"].map(ignored), [
      true,
      true,
      true,
      false,
      false,
    ]);
    assert.equal(isIgnoredTag(undefined, "cost"), false);
    assert.equal(isIgnoredTag({ ignoreTags: {} }, "cost"), false);
  });
});
