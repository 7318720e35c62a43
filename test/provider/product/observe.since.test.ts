import assert from "node:assert/strict";
import type { Ended } from "../../../provider/aws/records";
import { describeAfterOperation, observe, observeSince } from "../../../provider/product/observe";
import { nothingObserved } from "../../../provider/state/observed";
import { awsError, someObserved, testRun } from "../support";

const ARN = "arn:aws:servicecatalog:us-east-1:210987654321:stack/shop/pp-1";
const STACK = "arn:aws:cloudformation:us-east-1:210987654321:stack/SC/1";

/** A product that says all that AWS may say, but for what the test says of it. */
const shown = (detail: object = {}) => ({
  ProvisionedProductDetail: {
    Id: "pp-1",
    Arn: ARN,
    Name: "shop",
    Status: "AVAILABLE",
    StatusMessage: "fine\u001b[31m",
    Type: "CFN_STACK",
    CreatedTime: new Date(0),
    LaunchRoleArn: "arn:launch",
    LastRecordId: "rec-2",
    LastProvisioningRecordId: "rec-2",
    LastSuccessfulProvisioningRecordId: "rec-2",
    ProductId: "prod-shown",
    ProvisioningArtifactId: "pa-shown",
    ...detail,
  },
});
const RECORD = {
  RecordDetail: {
    RecordId: "rec-2",
    RecordType: "UPDATE_PROVISIONED_PRODUCT",
    ProductId: "prod-record",
    ProvisioningArtifactId: "pa-record",
    PathId: "lpv3-record",
    LaunchRoleArn: "arn:launch-of-record",
  },
  RecordOutputs: [
    { OutputKey: "CloudformationStackARN", OutputValue: STACK },
    { OutputKey: "Size", OutputValue: "small" },
  ],
};
const OUTPUTS = { CloudformationStackARN: STACK, Size: "small" };

const look = (detail: object = {}) =>
  testRun({ describeProvisionedProduct: shown(detail), describeRecord: RECORD });

/** The end of an update of the product, as its record shows it. */
const update = (more: Partial<Ended> = {}): Ended => ({
  record: RECORD.RecordDetail,
  outputs: OUTPUTS,
  succeeded: true,
  atFirstLook: false,
  ...more,
});

describe("a product that is looked at", () => {
  it("is as Describe shows it, and the record that has made it so", async () => {
    const context = look();
    const found = await observeSince(context, "pp-1");
    assert.deepEqual(found, {
      observed: {
        arn: ARN,
        name: "shop",
        status: "AVAILABLE",
        statusMessage: "fine",
        type: "CFN_STACK",
        createdTime: "1970-01-01T00:00:00.000Z",
        launchRoleArn: "arn:launch",
        lastRecordId: "rec-2",
        lastProvisioningRecordId: "rec-2",
        lastSuccessfulProvisioningRecordId: "rec-2",
        cloudwatchDashboardNames: [],
        productId: "prod-record",
        provisioningArtifactId: "pa-record",
        pathId: "lpv3-record",
        region: "us-east-1",
        accountId: "210987654321",
        stackArn: STACK,
        outputs: OUTPUTS,
      },
      record: RECORD.RecordDetail,
    });
    assert.deepEqual(context.aws.named("describeProvisionedProduct"), [{ Id: "pp-1" }]);
    assert.deepEqual(context.aws.named("describeRecord"), [{ Id: "rec-2" }]);
  });

  it("says nothing of what AWS leaves out, and asks for no record where it has none", async () => {
    const context = testRun({ describeProvisionedProduct: {} });
    const observed = nothingObserved();
    assert.deepEqual(await observeSince(context, "pp-1"), { observed });
    const longFailed = update({ succeeded: false, atFirstLook: true });
    assert.deepEqual(await observeSince(context, "pp-1", undefined, longFailed), { observed });
    assert.deepEqual(context.aws.named("describeRecord"), []);
  });

  it("has product, version and role of its description where the record does not tell them, and of the record otherwise", async () => {
    const silent = testRun({ describeProvisionedProduct: shown(), describeRecord: {} });
    const observed = await observe(silent, "pp-1");
    assert.deepEqual(
      [observed?.productId, observed?.provisioningArtifactId, observed?.pathId, observed?.launchRoleArn],
      ["prod-shown", "pa-shown", null, "arn:launch"],
    );
    assert.equal(
      (await observe(look({ LaunchRoleArn: undefined }), "pp-1"))?.launchRoleArn,
      "arn:launch-of-record",
    );
  });

  for (const [last, detail] of [
    ["that succeeded", { LastProvisioningRecordId: "rec-8", LastRecordId: "rec-9" }],
    ["that provisioned", { LastSuccessfulProvisioningRecordId: undefined, LastRecordId: "rec-9" }],
    ["there is", { LastSuccessfulProvisioningRecordId: undefined, LastProvisioningRecordId: undefined }],
  ] as const)
    it(`is as the last record ${last} has made it`, async () => {
      const context = look(detail);
      await observe(context, "pp-1");
      assert.deepEqual(context.aws.named("describeRecord"), [{ Id: "rec-2" }]);
    });

  it("keeps what the record says as long as that record is the last, and then reads the new one", async () => {
    const before = someObserved({ lastSuccessfulProvisioningRecordId: "rec-2", outputs: OUTPUTS });
    const same = await observeSince(look(), "pp-1", before);
    assert.equal(same?.record, undefined);
    const { productId, provisioningArtifactId, pathId, outputs, stackArn, launchRoleArn } =
      same?.observed ?? {};
    assert.deepEqual(
      [productId, provisioningArtifactId, pathId, outputs, stackArn, launchRoleArn],
      ["prod-1", "pa-1", "lpv3-1", OUTPUTS, STACK, "arn:launch"],
    );
    const other = await observeSince(look(), "pp-1", someObserved({ outputs: { Size: "old" } }));
    assert.deepEqual(other?.record, RECORD.RecordDetail);
    assert.deepEqual(
      [other.observed.productId, other.observed.pathId, other.observed.outputs],
      ["prod-record", "lpv3-record", OUTPUTS],
    );
  });

  for (const [what, detail, known] of [
    ["is AVAILABLE", { Status: "AVAILABLE" }, {}],
    ["is under another change", { Status: "UNDER_CHANGE", LastRecordId: "rec-3" }, {}],
    [
      "is under the change that was known to go on",
      { Status: "UNDER_CHANGE" },
      { lastSuccessfulProvisioningRecordId: "rec-1" },
    ],
  ] as const)
    it(`is seen anew where it ${what}`, async () => {
      const before = someObserved({
        name: "before",
        lastRecordId: "rec-2",
        lastSuccessfulProvisioningRecordId: "rec-2",
        ...known,
      });
      assert.equal((await observeSince(look(detail), "pp-1", before))?.observed.name, "shop");
    });
});

describe("a product after its operation", () => {
  const seen = async (detail: object, ended: Ended) => {
    const context = look(detail);
    const observed = await observe(context, "pp-1", ended);
    return { context, observed };
  };

  it("is as the record says, with one call, though its description may lag behind", async () => {
    for (const behind of [
      { Status: "UNDER_CHANGE" },
      { Status: "TAINTED", LastRecordId: "rec-1", LastProvisioningRecordId: "rec-1" },
      { LastSuccessfulProvisioningRecordId: "rec-1", LastRecordId: "rec-1" },
    ]) {
      const { context, observed } = await seen(behind, update());
      assert.deepEqual(
        [observed?.status, observed?.statusMessage, observed?.outputs, observed?.productId],
        ["AVAILABLE", null, OUTPUTS, "prod-record"],
      );
      assert.deepEqual(
        [
          observed?.lastRecordId,
          observed?.lastProvisioningRecordId,
          observed?.lastSuccessfulProvisioningRecordId,
        ],
        ["rec-2", "rec-2", "rec-2"],
      );
      assert.equal(context.aws.calls.length, 1);
    }
  });

  it("is as it is described where that shows the same record", async () => {
    const { observed } = await seen({ Status: "PLAN_IN_PROGRESS" }, update());
    assert.deepEqual([observed?.status, observed?.statusMessage], ["PLAN_IN_PROGRESS", "fine"]);
  });

  const SINCE = {
    Status: "UNDER_CHANGE",
    LastRecordId: "rec-9",
    LastProvisioningRecordId: "rec-9",
    LastSuccessfulProvisioningRecordId: "rec-8",
  };
  for (const [what, ended] of [
    ["it had long ended", update({ atFirstLook: true })],
    ["it has failed", update({ succeeded: false, atFirstLook: true })],
    [
      "it was none that provisions",
      update({
        record: { ...RECORD.RecordDetail, RecordType: "EXECUTE_PROVISIONED_PRODUCT_SERVICE_ACTION" },
      }),
    ],
    ["it is of no known type", update({ record: { RecordId: "rec-2" } })],
  ] as const)
    it(`is as it is described where others came since and ${what}`, async () => {
      const { context, observed } = await seen(SINCE, ended);
      assert.deepEqual(
        [observed?.status, observed?.lastRecordId, observed?.lastSuccessfulProvisioningRecordId],
        ["UNDER_CHANGE", "rec-9", "rec-8"],
      );
      assert.deepEqual(context.aws.named("describeRecord"), [{ Id: "rec-8" }]);
    });

  it("that had ended at the first look is as its record says where nothing came since", async () => {
    const { context, observed } = await seen({ Status: "UNDER_CHANGE" }, update({ atFirstLook: true }));
    assert.equal(observed?.status, "AVAILABLE");
    assert.equal(context.aws.calls.length, 1);
  });
});

describe("a description is repeated", () => {
  const waits = async (detail: object | undefined, ended: Ended | undefined) => {
    const context = testRun({
      describeProvisionedProduct: detail ? shown(detail) : awsError("ResourceNotFoundException"),
    });
    await describeAfterOperation(context, "pp-1", ended);
    return context.clock.pauses.length > 0;
  };
  const failed = (atFirstLook: boolean) => update({ succeeded: false, atFirstLook });
  const created = (atFirstLook: boolean) =>
    update({ record: { RecordId: "rec-2", RecordType: "PROVISION_PRODUCT" }, atFirstLook });

  for (const [what, detail, ended, expected] of [
    ["of a product that was just provisioned and is not seen", undefined, created(false), true],
    ["of one that was provisioned long ago and is not seen", undefined, created(true), false],
    ["of one that is gone after its update", undefined, update(), false],
    ["of one that is gone", undefined, undefined, false],
    ["that is from before an update that failed", { LastRecordId: "rec-1" }, failed(false), true],
    [
      "that shows another record than one that failed long ago",
      { LastRecordId: "rec-3" },
      failed(true),
      false,
    ],
    ["that shows how the update failed", { Status: "TAINTED" }, failed(false), false],
    ["that shows a failed one as going on", { Status: "UNDER_CHANGE" }, failed(true), true],
  ] as const)
    it(`${expected ? "" : "not "}${what}`, async () => {
      assert.equal(await waits(detail, ended), expected);
    });
});
