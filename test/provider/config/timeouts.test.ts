import assert from "node:assert/strict";
import { operationTimeout } from "../../../provider/config/timeouts";
import { someInputs } from "../support";

describe("the timeout of an operation", () => {
  it("is 12 hours, as CloudFormation has it", () => {
    assert.equal(operationTimeout(someInputs(), "create"), 12 * 3_600_000);
  });

  it("is what customTimeouts say for this operation", () => {
    const inputs = someInputs({ __timeouts: { update: "90s" } });
    assert.equal(operationTimeout(inputs, "update"), 90_000);
    assert.equal(operationTimeout(inputs, "delete"), 12 * 3_600_000);
  });
});
