import assert from "node:assert/strict";
import { refresh } from "../../../provider/lifecycle/refresh";
import { someState, testRun } from "../support";

const begun = new Date(1_700_000_000_000);
const later = new Date(begun.getTime() + 1_000);

/** A product as Describe shows it, perhaps not yet as it is, and records by their times. */
const play = (lastRecordId: string | undefined, times: Record<string, Date>) =>
  testRun({
    describeProvisionedProduct: {
      ProvisionedProductDetail: {
        Id: "pp-1",
        Name: "web",
        Status: "AVAILABLE",
        Type: "EXTERNAL",
        ...(lastRecordId && {
          LastRecordId: lastRecordId,
          LastProvisioningRecordId: lastRecordId,
          LastSuccessfulProvisioningRecordId: lastRecordId,
        }),
      },
    },
    describeRecord: ({ Id }) => ({
      RecordDetail: {
        RecordId: Id,
        RecordType: "UPDATE_PROVISIONED_PRODUCT",
        Status: "SUCCEEDED",
        CreatedTime: times[String(Id)],
        ProductId: "prod-1",
        ProvisioningArtifactId: "pa-1",
        PathId: "lpv3-1",
      },
    }),
  });

describe("a refresh after an interrupted run", () => {
  const pending = { recordId: "rec-2", fingerprint: "asked" };
  const interrupted = someState({ pending, observed: { status: "UNDER_CHANGE", lastRecordId: "rec-2" } });

  for (const [what, shown] of [
    ["no record", undefined],
    ["the record before", "rec-1"],
  ] as const)
    it(`keeps the operation that was running while Describe shows ${what}`, async () => {
      const context = play(shown, { "rec-1": begun, "rec-2": later });
      const state = await refresh(context, "pp-1", interrupted);
      assert.deepEqual(state, interrupted);
      const asked = shown === undefined ? [] : [{ Id: "rec-2" }, { Id: "rec-1" }];
      assert.deepEqual(context.aws.named("describeRecord"), asked);
    });

  for (const [what, time] of [
    ["after it", later],
    ["at the same moment", begun],
  ] as const)
    it(`forgets it when another one has come ${what}`, async () => {
      const state = await refresh(play("rec-3", { "rec-2": begun, "rec-3": time }), "pp-1", interrupted);
      assert.equal(state?.pending, undefined);
      assert.equal(state?.observed.lastRecordId, "rec-3");
    });

  it("that lost an answer says by which record to look, when there is one, and whose it is stays open", async () => {
    const unknown = someState({ pending: { recordId: null, fingerprint: "asked" } });
    const same = await refresh(play("rec-1", {}), "pp-1", unknown);
    assert.deepEqual(same?.pending, { recordId: null, fingerprint: "asked" });
    const none = await refresh(play(undefined, {}), "pp-1", unknown);
    assert.deepEqual(none?.pending, { recordId: null, fingerprint: "asked" });
    const changed = await refresh(play("rec-2", {}), "pp-1", unknown);
    assert.deepEqual(changed?.pending, { recordId: "rec-2", fingerprint: "" });
  });
});

describe("a refresh of a product that was updated outside, whose parameters cannot be read", () => {
  for (const given of [{}, { Purpose: "logs" }])
    it(`leaves a state that makes the next up send those of the program: ${JSON.stringify(given)}`, async () => {
      const before = someState({ inputs: { provisioningParameters: given } });
      const context = play("rec-2", { "rec-2": later });
      const state = await refresh(context, "pp-1", before);
      assert.equal(state?.unverified, "rec-2");
      assert.match(context.row.join(), /the next pulumi up sends those of the program/);
    });
});
