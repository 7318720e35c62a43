import assert from "node:assert/strict";
import { diff } from "../../../provider/lifecycle/diff";
import { someInputs, someState } from "../support";

const reasonOf = (state: Parameters<typeof someState>[0]): string =>
  diff(someState(state), someInputs(), someInputs()).reason ?? "";

describe("what diff says of what is not known", () => {
  it("is no record of null, where state shows that an operation runs, and not which one", () => {
    assert.equal(
      reasonOf({ observed: { status: "UNDER_CHANGE", lastRecordId: null } }),
      "an operation was still running: it is followed first",
    );
    const pending = { recordId: "rec-2", fingerprint: "" };
    for (const state of [
      { pending, observed: { status: "UNDER_CHANGE", lastRecordId: null } },
      { observed: { status: "UNDER_CHANGE", lastRecordId: "rec-2" } },
    ])
      assert.equal(reasonOf(state), "record rec-2 was still running: it is followed first");
  });

  const failed = [
    ["TAINTED", "an update", {}],
    ["TAINTED", "a terminate", { lastRecordId: "rec-2" }],
    ["ERROR", "a create", { lastSuccessfulProvisioningRecordId: null }],
    ["ERROR", "an update", {}],
    ["ERROR", "the create of an account", { type: "CONTROL_TOWER_ACCOUNT" }],
  ] as const;
  for (const [status, what, more] of failed)
    it(`is no message that may quote a secret nobody knows here: ${status} by ${what}`, () => {
      const observed = { status, statusMessage: " Value hunter2 is bad ", ...more };
      assert.match(reasonOf({ observed }), /: Value hunter2 is bad$/);
      for (const unknown of [
        { hiddenValues: ["Password"] },
        { hiddenValues: ["*"] },
        { secretMessage: true },
      ])
        assert.doesNotMatch(reasonOf({ observed, ...unknown }), /hunter2/);
      assert.match(reasonOf({ observed, hiddenValues: [] }), /hunter2/);
    });
});
