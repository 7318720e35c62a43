import assert from "node:assert/strict";
import {
  describeOperation,
  pauseWhileBusy,
  waitForOtherOperation,
} from "../../../provider/product/waitForOperation";
import { problem } from "../../../provider/base/errors";
import { awsError, someObserved, testRun } from "../support";

const running = (begun: number, status: string) =>
  testRun({
    describeRecord: {
      RecordDetail: {
        RecordId: "rec-7",
        RecordType: "UPDATE_PROVISIONED_PRODUCT",
        Status: status,
        CreatedTime: new Date(begun),
        RecordTags: [
          { Key: "aws:servicecatalog:provisioningPrincipalArn", Value: "arn:aws:iam::1:user/ann" },
        ],
      },
    },
  });

describe("waiting for somebody else's operation", () => {
  it("ends within its own bound, and says whose it is and what to do", async () => {
    const context = running(1_700_000_000_000, "IN_PROGRESS");
    const settings = { ...context.settings, waitForOthers: 60_000 };
    await assert.rejects(
      waitForOtherOperation({ ...context, settings }, "pp-1", someObserved(), "rec-7"),
      (error: unknown) => {
        assert.ok(error instanceof Error);
        assert.match(error.message, /^web \(pp-1\) is still busy: UPDATE_PROVISIONED_PRODUCT \(record rec-7/);
        assert.match(error.message, /begun .* ago by arn:aws:iam::1:user\/ann\) has not ended/);
        assert.match(error.message, /Nothing was sent.*\n.*waitForOthers 2h/);
        return true;
      },
    );
    const waited = context.clock.now() - context.clock.begun;
    assert.ok(waited > 30_000 && waited <= 60_000, String(waited));
    assert.match(context.row.join("\n"), /note: .* is running; waiting up to 1 min for it to end/);
  });

  it("is never longer than the operation's own timeout", async () => {
    const context = running(1_700_000_000_000, "IN_PROGRESS");
    const deadline = context.clock.now() + 5_000;
    await assert.rejects(
      waitForOtherOperation({ ...context, deadline }, "pp-1", someObserved(), "rec-7"),
      /busy/,
    );
    assert.ok(context.clock.now() <= deadline);
  });

  for (const [what, error] of [
    ["AWS's refusal", awsError("AccessDeniedException")],
    ["a problem", problem("account", "another account")],
  ] as const)
    it(`fails with ${what} as it is`, async () => {
      let asked = 0;
      const context = testRun({
        describeRecord: () => (++asked === 1 ? { RecordDetail: { Status: "IN_PROGRESS" } } : error),
      });
      await assert.rejects(
        waitForOtherOperation(context, "pp-1", someObserved(), "rec-7"),
        (thrown) => thrown === error,
      );
    });

  for (const [status, succeeded] of [
    ["SUCCEEDED", true],
    ["FAILED", false],
  ] as const)
    it(`says nothing of one that is ${status} already, and tells how it ended`, async () => {
      const context = running(1_700_000_000_000, status);
      const ended = await waitForOtherOperation(context, "pp-1", someObserved(), "rec-7");
      assert.equal(ended.succeeded, succeeded);
      assert.doesNotMatch(context.row.join("\n"), /note: /);
    });
});

describe("a pause while a product is under change", () => {
  it("is twice as long each time, and ends with the run", async () => {
    const context = testRun({});
    for (const attempt of [1, 2, 3]) await pauseWhileBusy(context, attempt);
    assert.deepEqual(context.clock.pauses, [500, 1_000, 2_000]);
    context.stopper.abort();
    await assert.rejects(pauseWhileBusy(context, 1), /stopped/);
  });
});

describe("an operation is described", () => {
  it("without what AWS does not show of it", () => {
    assert.equal(describeOperation(testRun({}), {}, "rec-7"), "an operation (record rec-7)");
  });

  it("with the one who has begun it, whatever other tags it has", () => {
    const team = { Key: "team", Value: "red" };
    const begunBy = { Key: "aws:servicecatalog:provisioningPrincipalArn", Value: "arn:ann" };
    const told = (...RecordTags: object[]) =>
      describeOperation(testRun({}), { RecordType: "UPDATE", RecordTags }, "rec-7");
    assert.equal(told(team, begunBy), "UPDATE (record rec-7 by arn:ann)");
    assert.equal(told(team), "UPDATE (record rec-7)");
  });
});
