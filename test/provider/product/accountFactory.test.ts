import assert from "node:assert/strict";
import { isCollision, pauseAfterCollision } from "../../../provider/product/accountFactory";
import { testRun } from "../support";

const failed = (Description: string) => ({ RecordErrors: [{ Code: "InternalFailure", Description }] });

describe("a collision in Account Factory", () => {
  it("is known by the text of its record, or of the product", () => {
    assert.ok(
      isCollision(
        failed(
          "ResourceInUseException  Account Factory cannot create this enrolled account right now, because another execution is in progress. Try again later.",
        ),
      ),
    );
    const other =
      "Account Factory cannot complete an operation on this account, because another AWS Control Tower operation is in progress. Try again later.";
    assert.ok(isCollision({}, other));
    const busy = { Description: "another execution is in progress" };
    assert.ok(isCollision({ RecordErrors: [{}, busy] }));
    assert.ok(!isCollision(failed("The email is in use."), null));
    assert.ok(!isCollision({}));
  });

  it("is waited out, ever longer, until the timeout", async () => {
    const context = testRun({}, { timeout: 600_000 });
    let collisions = 0;
    while (await pauseAfterCollision(context, collisions)) collisions++;
    const { pauses } = context.clock;
    assert.ok((pauses[0] ?? 0) < 1_500 && pauses.every((pause) => pause <= 150_000));
    assert.ok(pauses.reduce((sum, pause) => sum + pause) > 400_000);
    assert.match(
      context.row[0] ?? "",
      /Account Factory is busy with another operation, collision 1; trying again/,
    );
  });

  it("is waited out for a second at first and two minutes in the end, each give or take a quarter", async () => {
    for (const [before, shortest, longest] of [
      [0, 750, 1_250],
      [3, 6_000, 10_000],
      [20, 90_000, 150_000],
    ] as const) {
      const context = testRun({});
      for (let times = 0; times < 100; times++)
        await pauseAfterCollision({ ...context, deadline: Infinity }, before);
      const { pauses } = context.clock;
      assert.equal(pauses.length, 100);
      assert.ok(pauses.every((pause) => pause >= shortest && pause <= longest));
      const third = (longest - shortest) / 3;
      assert.ok(Math.min(...pauses) < shortest + third && Math.max(...pauses) > longest - third);
    }
  });

  it("is not waited out where the timeout would be over by then", async () => {
    const context = testRun({}, { timeout: 700 });
    assert.equal(await pauseAfterCollision(context, 0), false);
    assert.deepEqual([context.clock.pauses, context.row], [[], []]);
  });

  it("is not waited out when the run is stopped", async () => {
    const context = testRun({});
    context.stopper.abort();
    assert.equal(await pauseAfterCollision(context, 0), false);
  });
});
