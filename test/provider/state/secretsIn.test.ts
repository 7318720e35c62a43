import assert from "node:assert/strict";
import { inputsOf, secretsIn } from "../../../provider/state/secretsIn";
import { someInputs, someState } from "../support";

const given = {
  provisioningParameters: { Key: "s3cret", Size: "small" },
  tags: { a: "longer-s3cret" },
  __secrets: ["provisioningParameters.Key", "tags"],
};

describe("the secrets in a state or in inputs", () => {
  it("are the texts at their paths, longest first", () => {
    assert.deepEqual(secretsIn(someInputs(given)), ["longer-s3cret", "s3cret"]);
    assert.deepEqual(secretsIn(someState({ inputs: given })), ["longer-s3cret", "s3cret"]);
  });

  it("are none where none are named, and where there is nothing", () => {
    assert.deepEqual(secretsIn(someInputs()), []);
    assert.deepEqual(secretsIn(undefined), []);
  });

  it("are those of the inputs, wherever they stand", () => {
    const inputs = someInputs();
    assert.equal(inputsOf(inputs), inputs);
    const state = someState();
    assert.equal(inputsOf(state), state.inputs);
    assert.equal(inputsOf(undefined), undefined);
  });
});
