import assert from "node:assert/strict";
import { waitWhileTerminating } from "../../../provider/product/waitForRemoval";
import { awsError, testRun } from "../support";

const HOLDER = { Id: "pp-1", LastRecordId: "rec-9" };

/** A product that is terminated, and is seen for so many milliseconds after its record has ended. */
function leaving(lag: number, record: { RecordType?: string; Status?: string } = {}) {
  const context = testRun({
    describeRecord: {
      RecordDetail: {
        RecordId: "rec-9",
        RecordType: "TERMINATE_PROVISIONED_PRODUCT",
        Status: "SUCCEEDED",
        ...record,
      },
    },
    describeProvisionedProduct: () =>
      context.clock.now() < context.clock.begun + lag
        ? { ProvisionedProductDetail: HOLDER }
        : awsError("ResourceNotFoundException"),
  });
  return context;
}

describe("waiting for the product that has our name", () => {
  for (const lag of [0, 400, 29_000])
    it(`asks again when it is gone ${lag} ms after its terminate`, async () => {
      const context = leaving(lag);
      assert.equal(await waitWhileTerminating(context, HOLDER, 0), true);
      assert.deepEqual(context.aws.named("describeProvisionedProduct")[0], { Id: "pp-1" });
      assert.ok(context.clock.now() - context.clock.begun <= lag + 500);
    });

  it("gives up on one that stays for longer than AWS lags", async () => {
    const context = leaving(Infinity);
    assert.equal(await waitWhileTerminating(context, HOLDER, 0), false);
    assert.equal(context.clock.now() - context.clock.begun, 30_000);
  });

  for (const [what, record] of [
    ["whose terminate has failed", { Status: "FAILED" }],
    ["that is being updated", { RecordType: "UPDATE_PROVISIONED_PRODUCT" }],
  ] as const)
    it(`does not wait for one ${what}`, async () => {
      const context = leaving(Infinity, record);
      assert.equal(await waitWhileTerminating(context, HOLDER, 0), false);
      assert.deepEqual(context.clock.pauses, []);
    });

  it("does not wait for one without a record", async () => {
    assert.equal(await waitWhileTerminating(leaving(0), { Id: "pp-1" }, 0), false);
  });

  it("asks again for one that is not seen, until the lag is over", async () => {
    const context = testRun({});
    const until = context.clock.now() + 500;
    assert.equal(await waitWhileTerminating(context, undefined, until), true);
    assert.equal(await waitWhileTerminating(context, undefined, until), true);
    assert.equal(await waitWhileTerminating(context, undefined, until), false);
  });

  it("ends with the run", async () => {
    const context = leaving(Infinity);
    context.clock.onWake = () => context.stopper.abort();
    await assert.rejects(waitWhileTerminating(context, HOLDER, 0), /stopped/);
  });
});
