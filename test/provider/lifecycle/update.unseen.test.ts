import assert from "node:assert/strict";
import { update } from "../../../provider/lifecycle/update";
import { awsError, someInputs, someState, testRun, type TestRun } from "../support";

/** State shows that an operation runs, and not which one. */
const busy = someState({ observed: { status: "UNDER_CHANGE", lastRecordId: null } });

interface Shown {
  /** Describe shows the record from this moment on, ms. */
  from?: number;
  type?: string;
  status?: string;
}

function play({ from = 0, type = "UPDATE_PROVISIONED_PRODUCT", status = "SUCCEEDED" }: Shown = {}): TestRun {
  let last = "rec-8";
  const context: TestRun = testRun({
    describeProvisionedProduct: () => ({
      ProvisionedProductDetail: {
        Id: "pp-1",
        Name: "web",
        Type: "CFN_STACK",
        Status: context.clock.now() < context.clock.begun + from ? "UNDER_CHANGE" : "AVAILABLE",
        ...(context.clock.now() >= context.clock.begun + from && {
          LastRecordId: last,
          LastProvisioningRecordId: last,
          LastSuccessfulProvisioningRecordId: last,
        }),
      },
    }),
    describeRecord: ({ Id }) => ({
      RecordDetail: {
        RecordId: Id,
        RecordType: Id === "rec-8" ? type : "UPDATE_PROVISIONED_PRODUCT",
        Status: Id === "rec-8" ? status : "SUCCEEDED",
        ProductId: "prod-1",
        ProvisioningArtifactId: "pa-1",
      },
    }),
    describeProvisioningParameters: {},
    describeStackEvents: {},
    updateProvisionedProduct: () => ({ RecordDetail: { RecordId: (last = "rec-9") } }),
  });
  return context;
}

describe("an update of a product that is under change, of which state does not know by what", () => {
  for (const from of [0, 3_000, 10_000])
    it(`follows what AWS shows ${from} ms later, and brings the product to what the program says`, async () => {
      const context = play({ from });
      const { observed, inputs } = await update(context, "pp-1", busy, someInputs());
      assert.deepEqual(context.aws.named("describeRecord")[0], { Id: "rec-8" });
      assert.equal(context.aws.named("updateProvisionedProduct").length, 1);
      assert.deepEqual([observed.status, observed.lastRecordId], ["AVAILABLE", "rec-9"]);
      assert.deepEqual(inputs, someInputs());
    });

  it("sends nothing where that was the create, with what the program says", async () => {
    const context = play({ type: "PROVISION_PRODUCT" });
    const state = await update(context, "pp-1", busy, someInputs());
    assert.deepEqual(context.aws.named("updateProvisionedProduct"), []);
    assert.equal(state.observed.status, "AVAILABLE");
  });

  it("does not wait for a record of what is not under change any more", async () => {
    const shown = { ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE" } };
    const context = testRun({ describeProvisionedProduct: shown });
    await update(context, "pp-1", busy, someInputs());
    assert.deepEqual(context.clock.pauses, []);
    assert.equal(context.aws.calls.length, 1);
  });

  it("is not that whose answer was lost: of this it is known what was asked for", async () => {
    const context = play();
    await update(context, "pp-1", { ...busy, pending: { recordId: null, fingerprint: "x" } }, someInputs());
    assert.equal(context.aws.named("updateProvisionedProduct").length, 1);
    assert.doesNotMatch(context.row.join(), /following the operation that was running/);
  });

  it("is no success while AWS does not show it", async () => {
    const context = play({ from: Infinity });
    await assert.rejects(update(context, "pp-1", busy, someInputs()), {
      code: "busy",
      message: /^web \(pp-1\) is under change, and AWS does not show by which operation\.\nNothing was sent;/,
    });
    assert.ok(context.clock.now() - context.clock.begun <= 10_500);
    const stopped = play({ from: Infinity });
    stopped.clock.onWake = () => stopped.stopper.abort();
    await assert.rejects(update(stopped, "pp-1", busy, someInputs()), { code: "interrupted" });
  });

  it("says so when the product is gone", async () => {
    const context = testRun({ describeProvisionedProduct: awsError("ResourceNotFoundException") });
    await assert.rejects(update(context, "pp-1", busy, someInputs()), { code: "not-found" });
  });
});
