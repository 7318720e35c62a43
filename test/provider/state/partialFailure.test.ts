import assert from "node:assert/strict";
import { problem } from "../../../provider/base/errors";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { someState } from "../support";

describe("a partial failure", () => {
  it("says what its reason says, and has not collided unless that is said", () => {
    const reason = problem("busy", "web is busy");
    const failure = new PartialFailure("pp-1", someState(), reason);
    assert.equal(failure.message, "web is busy");
    assert.equal(failure.cause, reason);
    assert.equal(failure.name, "PartialFailure");
    assert.equal(failure.collided, false);
    assert.equal(new PartialFailure("pp-1", someState(), reason, true).collided, true);
  });
});
