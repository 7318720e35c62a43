import assert from "node:assert/strict";
import {
  confirmGone,
  describeAfterOperation,
  describeProvisionedProduct,
  observeSince,
} from "../../../provider/product/observe";
import { awsError, someObserved, testRun } from "../support";

const ended = (succeeded: boolean, atFirstLook = false) => ({
  record: { RecordId: "rec-2", RecordType: "UPDATE_PROVISIONED_PRODUCT" },
  outputs: {},
  succeeded,
  atFirstLook,
});

describe("what is known of a product", () => {
  it("stays when AWS leaves out optional members, with one call", async () => {
    const context = testRun({
      describeProvisionedProduct: {
        ProvisionedProductDetail: { Id: "pp-1", LastRecordId: "rec-1", LastProvisioningRecordId: "rec-1" },
      },
    });
    const before = someObserved({ outputs: { Size: "small" } });
    const found = await observeSince(context, "pp-1", before);
    assert.equal(found?.record, undefined);
    const { lastSuccessfulProvisioningRecordId, productId, outputs } = found?.observed ?? {};
    assert.deepEqual(
      [lastSuccessfulProvisioningRecordId, productId, outputs],
      ["rec-1", "prod-1", { Size: "small" }],
    );
    const again = await observeSince(context, "pp-1", found?.observed);
    assert.equal(again?.record, undefined);
    assert.equal(context.aws.named("describeRecord").length, 0);
  });

  it("is not replaced by what Describe shows from before", async () => {
    const before = someObserved();
    const context = testRun({
      describeProvisionedProduct: {
        ProvisionedProductDetail: { Id: "pp-1", Status: "UNDER_CHANGE", LastRecordId: "rec-1" },
      },
    });
    assert.deepEqual(await observeSince(context, "pp-1", before), { observed: before });
  });
});

describe("the dashboards of a product", () => {
  it("are those that have a name", async () => {
    const shown = (more: object) =>
      testRun({ describeProvisionedProduct: { ProvisionedProductDetail: {}, ...more } });
    const dashboards = { CloudWatchDashboards: [{ Name: "one" }, {}, { Name: "two" }] };
    const found = await describeProvisionedProduct(shown(dashboards), { Id: "pp-1" });
    assert.deepEqual(found?.dashboards, ["one", "two"]);
    assert.deepEqual((await describeProvisionedProduct(shown({}), { Name: "web" }))?.dashboards, []);
  });
});

describe("after a failed operation", () => {
  const changingUntil = (lag: number) => {
    const context = testRun({
      describeProvisionedProduct: () => ({
        ProvisionedProductDetail: {
          Id: "pp-1",
          Status: context.clock.now() < context.clock.begun + lag ? "UNDER_CHANGE" : "TAINTED",
          LastRecordId: "rec-2",
        },
      }),
    });
    return context;
  };

  for (const [lag, status] of [
    [0, "TAINTED"],
    [10_000, "TAINTED"],
    [10_250, "TAINTED"],
    [10_500, "UNDER_CHANGE"],
    [Infinity, "UNDER_CHANGE"],
  ] as const)
    it(`a product that is under change for ${lag} ms more is seen as ${status}`, async () => {
      const context = changingUntil(lag);
      const found = await describeAfterOperation(context, "pp-1", ended(false));
      assert.equal(found?.detail.Status, status);
      assert.ok(context.clock.now() - context.clock.begun <= 10_250);
    });

  it("a product is looked at once where it has succeeded", async () => {
    const context = changingUntil(Infinity);
    await describeAfterOperation(context, "pp-1", ended(true));
    assert.deepEqual(context.clock.pauses, []);
  });

  it("the end of the run ends the waiting", async () => {
    const context = changingUntil(Infinity);
    context.clock.onWake = () => context.stopper.abort();
    await assert.rejects(describeAfterOperation(context, "pp-1", ended(false)), /stopped/);
    assert.deepEqual(context.clock.pauses, [250]);
  });
});

describe("a product that is not found", () => {
  it("is gone in its own account only", async () => {
    await confirmGone(testRun({}), "pp-1", someObserved());
    await assert.rejects(
      confirmGone(testRun({}, { account: "999999999999" }), "pp-1", someObserved()),
      /pp-1 \(web\) belongs to account 123456789012, but the credentials are for account 999999999999/,
    );
  });

  describe("before AWS has shown where it is", () => {
    const unseen = someObserved({ arn: null, accountId: null, lastProvisioningRecordId: "rec-0" });

    it("is gone where its record is known", async () => {
      const context = testRun({ describeRecord: { RecordDetail: { RecordId: "rec-1" } } });
      await confirmGone(context, "pp-1", unseen);
      await confirmGone(context, "pp-1", { ...unseen, lastRecordId: null });
      assert.deepEqual(context.aws.named("describeRecord"), [{ Id: "rec-1" }, { Id: "rec-0" }]);
    });

    it("belongs elsewhere where its record is not known", async () => {
      const describeRecord = () => Promise.reject(awsError("ResourceNotFoundException"));
      await assert.rejects(
        confirmGone(testRun({ describeRecord }), "pp-1", unseen),
        /pp-1 \(web\) is not known in eu-west-1 of account 123456789012, and neither is its record rec-1: it belongs elsewhere/,
      );
    });

    it("is gone where no record is known of it: nothing has begun", async () => {
      const context = testRun({});
      const never = { ...unseen, lastRecordId: null, lastProvisioningRecordId: null };
      await confirmGone(context, "pp-1", never);
      assert.deepEqual(context.aws.calls, []);
    });

    it("is not gone where its record may not be asked for", async () => {
      const describeRecord = () => Promise.reject(awsError("AccessDeniedException"));
      await assert.rejects(confirmGone(testRun({ describeRecord }), "pp-1", unseen), /AccessDenied/);
    });
  });

  it("is not gone when the account cannot be asked", async () => {
    const context = testRun({});
    const aws = { ...context.aws, accountId: () => Promise.reject(awsError("AccessDenied")) };
    await assert.rejects(confirmGone({ ...context, aws }, "pp-1", someObserved()), /AccessDenied/);
  });
});
