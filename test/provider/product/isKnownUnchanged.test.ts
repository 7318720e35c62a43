import assert from "node:assert/strict";
import type { ProvisionedProductAttribute } from "@aws-sdk/client-service-catalog";
import { isKnownUnchanged } from "../../../provider/product/isKnownUnchanged";
import { observeSince } from "../../../provider/product/observe";
import type { State } from "../../../provider/state/state";
import { accountInPages } from "../aws/accountInPages";
import { someInputs, testRun } from "../support";

/** An account of ten old products, whose pages are read, with the state of one. */
async function play(shown: Pick<ProvisionedProductAttribute, "Status" | "StatusMessage"> = {}) {
  const account = accountInPages();
  const { run } = account;
  const ids = Array.from({ length: 10 }, (_, n) => account.provision(`web-${n}`, shown));
  run.clock.advance(3_600_000);
  const [id = ""] = ids;
  const observed = (await observeSince(run, id))?.observed;
  assert.ok(observed);
  const state: State = { inputs: someInputs(), observed };
  for (const n of [1, 2, 3]) await isKnownUnchanged(run, `pp-none-${n}`, state);
  return { account, id, state, ask: (changed: State = state) => isKnownUnchanged(run, id, changed) };
}

describe("whether a product is known to be unchanged", () => {
  it("is told by pages that show what is in state", async () => {
    assert.equal(await (await play()).ask(), true);
  });

  it("is told of one that has a message, which is in state as well", async () => {
    const { state, ask } = await play({ StatusMessage: "a\u001b[31mmessage" });
    assert.equal(state.observed.statusMessage, "amessage");
    assert.equal(await ask(), true);
    assert.equal(await ask({ ...state, observed: { ...state.observed, statusMessage: null } }), false);
  });

  it("is not of one that is TAINTED, as it was", async () => {
    assert.equal(await (await play({ Status: "TAINTED" })).ask(), false);
  });

  for (const [what, changed] of [
    ["another record was the last", { lastRecordId: "rec-old" }],
    ["another record was the last that provisioned", { lastProvisioningRecordId: "rec-old" }],
    ["another record succeeded last", { lastSuccessfulProvisioningRecordId: "rec-old" }],
    ["it was TAINTED", { status: "TAINTED" }],
    ["it was under change", { status: "UNDER_CHANGE" }],
    ["it had a message", { statusMessage: "something" }],
    ["it had another version", { provisioningArtifactId: "pa-0" }],
    ["it was another product's", { productId: "prod-0" }],
    ["it had another name", { name: "web" }],
    ["it had another ARN", { arn: "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-x" }],
    ["nothing was known", { lastRecordId: null }],
  ] as const)
    it(`is not where ${what} when state was written`, async () => {
      const { state, ask } = await play();
      assert.equal(await ask({ ...state, observed: { ...state.observed, ...changed } }), false);
    });

  it("is not while an operation is in state", async () => {
    const { state, ask } = await play();
    assert.equal(await ask({ ...state, pending: { recordId: "rec-1", fingerprint: "" } }), false);
  });

  it("is not of a product that no page shows", async () => {
    const { account, id, ask } = await play();
    account.terminate(id);
    account.run.clock.advance(3_600_000);
    assert.equal(await ask(), false);
  });

  it("costs no call where state knows no record, however many ask", async () => {
    const { account, state } = await play();
    const calls = account.run.aws.calls.length;
    account.run.clock.advance(3_600_000); // what was read is old
    const unknown = { ...state, observed: { ...state.observed, lastRecordId: null } };
    for (let n = 0; n < 10; n++) await isKnownUnchanged(account.run, `pp-unknown-${n}`, unknown);
    assert.equal(account.run.aws.calls.length, calls);
  });

  it("costs no call where few ask", async () => {
    const { state } = await play();
    assert.equal(await isKnownUnchanged(testRun({}), "pp-1", state), false);
  });
});
