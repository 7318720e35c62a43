import assert from "node:assert/strict";
import { useFakeTimers, type SinonFakeTimers } from "sinon";
import { OperationRow } from "../../../provider/aws/operationRow";
import { followRecord } from "../../../provider/aws/records";
import { watching } from "../../../provider/aws/watcher";
import { systemClock } from "../../../provider/base/clock";
import { testRun } from "../support";

const event = (LogicalResourceId: string, ResourceType: string, ResourceStatus: string) => ({
  ...{ StackId: "arn:stack", PhysicalResourceId: LogicalResourceId },
  ...{ LogicalResourceId, ResourceType, ResourceStatus },
});
const EVENTS = {
  StackEvents: [
    event("Database", "AWS::RDS::DBInstance", "CREATE_IN_PROGRESS"),
    event("Key", "AWS::KMS::Key", "CREATE_COMPLETE"),
  ],
};
const STACK = ["pp-1", "CFN_STACK"] as const;

describe("the row of an operation that is followed", () => {
  const usual = watching.from;
  let timers: SinonFakeTimers;
  beforeEach(() => (timers = useFakeTimers({ now: Date.UTC(2026, 0, 1, 14, 3), loopLimit: 1_000_000 })));
  afterEach(() => {
    timers.restore();
    watching.from = usual;
  });

  function show(followed = 1) {
    const run = { ...testRun({ describeStackEvents: EVENTS }), clock: systemClock };
    const row = new OperationRow(run, "provisioning", "rec-1", () => followed);
    return { run, row, asked: () => run.aws.calls.length };
  }

  it("says what is done, how far it is, and when it began", () => {
    const { run, row } = show();
    row.show("CREATED");
    row.show("IN_PROGRESS", Date.UTC(2026, 0, 1, 13, 59));
    row.show("IN_PROGRESS_IN_ERROR");
    assert.deepEqual(run.row, [
      "progress: provisioning: created (rec-1), begun 14:03 UTC",
      "progress: provisioning: in progress (rec-1), begun 13:59 UTC",
      "progress: provisioning: failed, AWS is cleaning up (rec-1), begun 13:59 UTC",
    ]);
  });

  it("says which resource is under way after half a minute", async () => {
    const { run, row, asked } = show();
    row.show("IN_PROGRESS");
    await timers.tickAsync(29_000);
    await row.showResources(...STACK);
    assert.equal(asked(), 0);
    await timers.tickAsync(1_000);
    await row.showResources(...STACK);
    assert.equal(
      run.row.at(-1),
      "progress: provisioning: in progress (rec-1), begun 14:03 UTC; 1 resource is done, Database (AWS::RDS::DBInstance) is under way",
    );
    row.show("IN_PROGRESS_IN_ERROR");
    assert.match(run.row.at(-1) ?? "", /cleaning up .* Database/);
  });

  it("asks for that less and less often, and for twenty not more often than for five", async () => {
    for (const [followed, least, most] of [
      [1, 25, 50],
      [20, 5, 15],
    ] as const) {
      const { row, asked } = show(followed);
      for (let second = 0; second < 3600; second++) {
        await row.showResources(...STACK);
        await timers.tickAsync(1_000);
      }
      assert.ok(asked() >= least && asked() <= most, `${asked()} in an hour, of ${followed}`);
    }
  });

  it("asks nothing where many are followed, for other products than stacks, or once it is over", async () => {
    for (const [followed, id, type] of [
      [21, "pp-1", "CFN_STACK"],
      [1, "pp-1", "CONTROL_TOWER_ACCOUNT"],
      [1, undefined, "CFN_STACK"],
    ] as const) {
      const { row, asked } = show(followed);
      await timers.tickAsync(60_000);
      await row.showResources(id, type);
      assert.equal(asked(), 0);
    }
    const { run, row } = show();
    await timers.tickAsync(60_000);
    const shown = row.showResources(...STACK);
    row.close();
    await shown;
    assert.deepEqual(run.row, []);
  });

  it("asks again after half a minute, and says nothing where nothing is under way", async () => {
    const { run, row, asked } = show();
    for (const expected of [1, 2]) {
      await timers.tickAsync(30_000);
      await row.showResources(...STACK);
      assert.equal(asked(), expected);
    }
    const quiet = { ...testRun({ describeStackEvents: {} }), clock: systemClock };
    const other = new OperationRow(quiet, "provisioning", "rec-1", () => 1);
    await timers.tickAsync(30_000);
    await other.showResources(...STACK);
    assert.deepEqual([quiet.aws.calls.length, quiet.row], [1, []]);
    assert.equal(run.row.length, 2);
  });

  it("says all that is usual beside ninety-nine others", () => {
    const { run, row } = show(100);
    row.show("IN_PROGRESS");
    assert.equal(run.row.length, 1);
  });

  it("beside a hundred others says only what is out of the ordinary", () => {
    const { run, row } = show(101);
    for (const status of [undefined, "CREATED", "IN_PROGRESS", "IN_PROGRESS_IN_ERROR", "SUCCEEDED"])
      row.show(status);
    assert.equal(run.row.length, 1);
    assert.match(run.row[0] ?? "", /cleaning up/);
  });

  for (const from of [1, Infinity])
    it(`shows the resources of an operation that takes long, where searches begin with ${from}`, async () => {
      watching.from = from;
      const begun = systemClock.now();
      const end = begun + 600_000;
      const askedAt: number[] = [];
      const isRunning = () => systemClock.now() < end;
      const run = testRun({
        describeRecord: () => ({
          RecordDetail: {
            ...{ RecordId: "rec-1", ProvisionedProductId: "pp-1", ProvisionedProductType: "CFN_STACK" },
            Status: isRunning() ? "IN_PROGRESS" : "SUCCEEDED",
          },
        }),
        searchProvisionedProducts: () => ({
          ProvisionedProducts: isRunning()
            ? [{ Id: "pp-1", Type: "CFN_STACK", Status: "UNDER_CHANGE", LastRecordId: "rec-1" }]
            : [],
        }),
        describeStackEvents: () => (askedAt.push(systemClock.now() - begun), EVENTS),
      });
      const followed = followRecord(
        { ...run, clock: systemClock, deadline: end + 600_000 },
        "rec-1",
        "provisioning",
      );
      await timers.runAllAsync();
      assert.equal((await followed).succeeded, true);
      assert.ok(askedAt.length >= 5 && askedAt.length <= 20, `${askedAt.length} times`);
      assert.ok((askedAt[0] ?? Infinity) <= 40_000, `first after ${askedAt[0]} ms`);
      assert.ok(run.row.some((text) => /Database \(AWS::RDS::DBInstance\) is under way$/.test(text)));
      assert.ok(new Set(run.row).size <= 5, "the text says nothing that changes by itself");
    });
});
