import assert from "node:assert/strict";
import { drift } from "../../../provider/product/drift";
import { someState, testRun } from "../support";

const tags = { team: "blue" };

describe("what was changed outside", () => {
  const driftOf = (record: object) => {
    const state = someState({ inputs: { tags } });
    return drift(testRun({}), state, state.observed, record);
  };

  it("is not known of tags that AWS does not show", async () => {
    assert.equal((await driftOf({})).tags, undefined);
  });

  it("are tags that differ, and those that are gone", async () => {
    assert.deepEqual((await driftOf({ RecordTags: [{ Key: "team", Value: "red" }] })).tags, { team: "red" });
    assert.deepEqual((await driftOf({ RecordTags: [{ Key: "aws:servicecatalog:x", Value: "1" }] })).tags, {});
  });

  it("is nothing where they are the same", async () => {
    assert.equal((await driftOf({ RecordTags: [{ Key: "team", Value: "blue" }] })).tags, undefined);
  });
});
