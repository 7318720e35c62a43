import assert from "node:assert/strict";
import { ageOf, describeRecord, followRecord, isOld, pauseBetweenLooks } from "../../../provider/aws/records";
import { awsError, testRun, type TestRun } from "../support";

/** A record that has one status after the other, and keeps the last one. */
function record(...statuses: (string | undefined)[]) {
  const left = [...statuses];
  return () => {
    const Status = left.length > 1 ? left.shift() : left[0];
    return {
      RecordDetail: { RecordId: "rec-1", Status },
      RecordOutputs: [{ OutputKey: "A", OutputValue: "1" }],
    };
  };
}

describe("the time between two looks", () => {
  it("is a second, then six hundredths of the operation's age, from 250 ms to 30 s", () => {
    for (const [age, expected] of [
      [0, 250],
      [1_500, 500],
      [6_000, 1_000],
      [60_000, 3_600],
      [180_000, 10_800],
      [600_000, 30_000],
      [43_200_000, 30_000],
    ] as const) {
      assert.equal(pauseBetweenLooks(age, 0.5), expected, `age ${age}`);
    }
  });

  it("is spread by a fifth to either side, so that products do not look in step", () => {
    assert.equal(pauseBetweenLooks(60_000, 0), 2_880);
    assert.equal(Math.round(pauseBetweenLooks(60_000, 1)), 4_320);
  });
});

describe("following an operation", () => {
  it("ends when its record has, with outputs", async () => {
    const context = testRun({ describeRecord: record("CREATED", "IN_PROGRESS", "SUCCEEDED") });
    const ended = await followRecord(context, "rec-1", "provisioning");
    assert.equal(ended.succeeded, true);
    assert.equal(ended.atFirstLook, false);
    assert.deepEqual(ended.outputs, { A: "1" });
    assert.equal(context.aws.calls.length, 3);
    assert.deepEqual(context.row, [
      "progress: provisioning: created (rec-1), begun 22:13 UTC",
      "progress: provisioning: in progress (rec-1), begun 22:13 UTC",
      "progress: provisioning: succeeded (rec-1), begun 22:13 UTC",
    ]);
  });

  it("tells a failure from a success, and says that AWS is cleaning up", async () => {
    const context = testRun({ describeRecord: record("IN_PROGRESS_IN_ERROR", "FAILED") });
    assert.equal((await followRecord(context, "rec-1", "updating")).succeeded, false);
    assert.deepEqual(context.row, [
      "progress: updating: failed, AWS is cleaning up (rec-1), begun 22:13 UTC",
      "progress: updating: failed (rec-1), begun 22:13 UTC",
    ]);
  });

  it("tells when it had ended before", async () => {
    const context = testRun({ describeRecord: record("SUCCEEDED") });
    assert.equal((await followRecord(context, "rec-1", "x")).atFirstLook, true);
    assert.deepEqual(context.clock.pauses, []);
  });

  it("shows when AWS says that it began", async () => {
    const context = testRun({
      describeRecord: () => ({
        RecordDetail: { Status: "SUCCEEDED", CreatedTime: new Date(context.clock.begun - 600_000) },
      }),
    });
    await followRecord(context, "rec-1", "provisioning");
    assert.deepEqual(context.row, ["progress: provisioning: succeeded (rec-1), begun 22:03 UTC"]);
  });

  it("waits through statuses that nobody knows, and through none", async () => {
    const context = testRun({ describeRecord: record("NEW_STATUS", undefined, "SUCCEEDED") });
    assert.equal((await followRecord(context, "rec-1", "x")).succeeded, true);
    assert.match(context.row[0] ?? "", /new status/);
  });

  it("looks less and less often", async () => {
    const context = testRun({ describeRecord: record("IN_PROGRESS") }, { timeout: 20 * 60_000 });
    await assert.rejects(followRecord(context, "rec-1", "x"), { code: "timeout" });
    const looks = context.aws.calls.length;
    // Half a minute takes some thirty looks, each further minute soon two.
    assert.ok(looks > 80 && looks < 130, `${looks} looks in 20 minutes`);
    assert.ok(Math.max(...context.clock.pauses) <= 36_000);
    assert.ok(Math.min(...context.clock.pauses) >= 200);
  });

  it("ends at the timeout, not after it, and names the record", async () => {
    const context = testRun({ describeRecord: record("IN_PROGRESS") }, { timeout: 60_000 });
    await assert.rejects(followRecord(context, "rec-1", "provisioning"), {
      code: "timeout",
      message: /provisioning: record rec-1 is in progress after /,
    });
    assert.ok(context.clock.now() <= context.deadline);
  });

  it("ends at once when the run is stopped while it waits", async () => {
    const context = testRun({ describeRecord: record("IN_PROGRESS") });
    context.clock.onWake = () => context.stopper.abort();
    await assert.rejects(followRecord(context, "rec-1", "x"), { code: "interrupted" });
    assert.equal(context.aws.calls.length, 1);
  });

  it("believes for 30 s that a new record is not visible yet", async () => {
    const left = [awsError("ResourceNotFoundException"), awsError("ResourceNotFoundException")];
    const context = testRun({ describeRecord: () => left.shift() ?? record("SUCCEEDED")() });
    assert.equal((await followRecord(context, "rec-1", "x")).succeeded, true);
  });

  it("does not believe it for longer", async () => {
    const context = testRun({ describeRecord: () => awsError("ResourceNotFoundException", "gone") });
    await assert.rejects(followRecord(context, "rec-1", "x"), { name: "ResourceNotFoundException" });
    const waited = context.clock.now() - context.clock.begun;
    assert.ok(waited >= 30_000 && waited <= 45_000, `${waited} ms`);
  });

  it("passes on what AWS answered to a look", async () => {
    const context = testRun({ describeRecord: () => awsError("ExpiredTokenException") });
    await assert.rejects(followRecord(context, "rec-1", "x"), { name: "ExpiredTokenException" });
  });
});

describe("a record", () => {
  it("is read page by page", async () => {
    const context = testRun({
      describeRecord: ({ PageToken }: Record<string, unknown>) =>
        PageToken === undefined
          ? {
              RecordDetail: { RecordId: "rec-1" },
              RecordOutputs: [{ OutputKey: "A", OutputValue: "1" }],
              NextPageToken: "2",
            }
          : {
              RecordDetail: {},
              RecordOutputs: [{ OutputKey: "B" }, { OutputValue: "of no key" }],
              NextPageToken: "",
            },
    });
    assert.deepEqual(await describeRecord(context, "rec-1"), {
      record: { RecordId: "rec-1" },
      outputs: { A: "1", B: "" },
    });
    assert.deepEqual(context.aws.named("describeRecord"), [{ Id: "rec-1" }, { Id: "rec-1", PageToken: "2" }]);
  });
});

describe("the age of a record", () => {
  const at = (context: TestRun, ms: number) => ({ CreatedTime: new Date(context.clock.begun + ms) });

  it("is by AWS's clock, whatever this machine's says", () => {
    const context = testRun({});
    assert.equal(ageOf(context, {}), context.clock.now(), "what has no time is as old as can be");
    assert.equal(ageOf(context, at(context, -5_000)), 5_000);
    const aws = { ...context.aws, clockOffset: () => 60_000 };
    assert.equal(ageOf({ ...context, aws }, at(context, 55_000)), 5_000);
  });

  it("makes it older than this run from two seconds before it on: AWS's own machines may be apart so far", () => {
    const context = testRun({});
    const begun = context.clock.now();
    const old = (ms: number) => isOld(context, at(context, ms), begun);
    assert.deepEqual([0, -1_000, -2_000, -2_001, -60_000].map(old), [false, false, false, true, true]);
    context.clock.advance(30_000);
    assert.deepEqual([0, -1_000, -2_001].map(old), [false, false, true], "however late it is looked at");
    assert.equal(isOld(context, {}, begun), false);
  });
});
