import assert from "node:assert/strict";
import { hiddenValuesOf, secretOutputsOf, STACK_OUTPUT } from "../../../provider/state/secretOutputs";
import type { State } from "../../../provider/state/state";
import { someState } from "../support";

const withOutputs = (outputs: Record<string, string>, more: Parameters<typeof someState>[0] = {}): State =>
  someState({ ...more, observed: { outputs } });
const secretInputs = {
  provisioningParameters: { Key: "s3cret-value" },
  __secrets: ["provisioningParameters.Key"],
};

describe("the secret outputs", () => {
  it("are those that show a secret, of now or of before", () => {
    const outputs = { A: "x-s3cret-value", B: "open", C: Buffer.from("s3cret-value").toString("base64") };
    assert.deepEqual(secretOutputsOf(withOutputs(outputs, { inputs: secretInputs })), ["A", "C"]);
    const before = withOutputs({}, { inputs: secretInputs });
    assert.deepEqual(secretOutputsOf(withOutputs(outputs), before), ["A", "C"]);
  });

  it("are those that were and are still the same", () => {
    const before = withOutputs({ A: "1", B: "2" }, { secretOutputs: ["A", "B"] });
    assert.deepEqual(secretOutputsOf(withOutputs({ A: "1", B: "3", C: "4" }), before), ["A"]);
  });

  it("are known anew once all values are, where it was only not known before", () => {
    const before = withOutputs({ A: "1" }, { secretOutputs: ["A"], hiddenValues: ["Password"] });
    assert.deepEqual(secretOutputsOf(withOutputs({ A: "1" }), before), []);
  });

  const kinds: [string, Parameters<typeof someState>[0]][] = [
    ["kept", { inputs: { provisioningParameters: { P: { usePreviousValue: true }, Q: "known" } } }],
    ["hidden", { hiddenValues: ["P"] }],
    ["of somebody else", { unverified: "rec-1" }],
  ];
  for (const [what, unknown] of kinds) {
    it(`are all, new ones and those that were, with values that are ${what}`, () => {
      const state = withOutputs({ A: "1", B: "2", [STACK_OUTPUT]: "arn" }, unknown);
      assert.deepEqual(secretOutputsOf(state), ["A", "B"]);
      const before = withOutputs({ A: "1" }, { secretOutputs: [] });
      assert.deepEqual(secretOutputsOf(state, before), ["B"]);
      assert.deepEqual(secretOutputsOf(state, { ...before, secretOutputs: ["A"] }), ["A", "B"]);
    });
  }

  it("are those that changed, with values of somebody else", () => {
    const before = withOutputs({ A: "1" }, { secretOutputs: [] });
    assert.deepEqual(secretOutputsOf(withOutputs({ A: "2" }, { unverified: "rec-1" }), before), ["A"]);
    assert.deepEqual(secretOutputsOf(withOutputs({ A: "2" }, { hiddenValues: ["P"] }), before), []);
  });

  it("are all with secretOutputs", () => {
    const state = withOutputs({ A: "1", [STACK_OUTPUT]: "arn" }, { inputs: { secretOutputs: true } });
    assert.deepEqual(secretOutputsOf(state), ["A", STACK_OUTPUT]);
  });
});

describe("hidden values", () => {
  it("are carried along until the program gives a value", () => {
    const before = someState({ hiddenValues: ["A", "B", "C"] });
    const inputs = { provisioningParameters: { A: "known", B: { usePreviousValue: true as const } } };
    assert.deepEqual(hiddenValuesOf(someState({ inputs, hiddenValues: ["D"] }), before), ["B", "C", "D"]);
  });
});
