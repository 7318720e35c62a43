import assert from "node:assert/strict";
import { diff } from "../../../provider/lifecycle/diff";
import type { Inputs } from "../../../provider/state/inputs";
import { someInputs, someState } from "../support";

type Change = [what: string, before: Parameters<typeof someState>[0], now?: Partial<Inputs>];

const verdictOf = (before: Change[1], now: Partial<Inputs> = {}) =>
  diff(someState(before), someInputs(now), someInputs());

// What is expected stands on the row as a note; a warning is for what the user must look at.
describe("the severity of a reason", () => {
  const own: Change[] = [
    ["timeouts", {}, { __timeouts: { create: "2h" } }],
    ["another URN", {}, { __urn: "urn-new" }],
    ["the provider's text", {}, { __provider: "new" }],
    ["the aws provider's settings", {}, { __connection: { profile: "p" } }],
    ["default tags", {}, { __connection: { defaultTags: { a: "b" } } }],
    ["what becomes secret", {}, { __secrets: ["tags.a"] }],
    ["what is opened", { inputs: { __secrets: ["tags.a"] } }],
    ["moving over", { movedFrom: "aws" }],
    ["an operation that an interrupted run has begun", { pending: { recordId: "rec-2", fingerprint: "" } }],
  ];
  for (const [what, before, now] of own)
    it(`is that of a note for the user's own change: ${what}`, () => {
      const { reason, expected } = verdictOf(before, now);
      assert.notEqual(reason, undefined);
      assert.equal(expected, true, reason);
    });

  const others: Change[] = [
    ["a failed update", { observed: { status: "TAINTED" } }],
    ["a failed terminate", { observed: { status: "TAINTED", lastRecordId: "rec-2" } }],
    ["a failed create", { observed: { status: "ERROR", lastSuccessfulProvisioningRecordId: null } }],
    ["what was changed outside", { inputs: { provisioningArtifactId: "pa-2" } }],
    ["what may have been changed outside", { unverified: "rec-2" }],
    ["a lost answer", { pending: { recordId: null, fingerprint: "f" } }],
  ];
  for (const [what, before] of others)
    it(`is that of a warning for anything else: ${what}`, () => {
      const { reason, expected } = verdictOf(before);
      assert.notEqual(reason, undefined);
      assert.notEqual(expected, true, reason);
    });

  it("that something is opened says so by name", () => {
    const { reason } = verdictOf({ inputs: { __secrets: ["provisioningParameters.Key", "tags.a"] } });
    assert.match(
      reason ?? "",
      /^provisioningParameters\.Key, tags\.a are not secret any more; nothing is sent/,
    );
  });
});
