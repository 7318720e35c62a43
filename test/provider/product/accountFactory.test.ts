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
    assert.ok(!isCollision(failed("The email is in use."), null));
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

  it("is not waited out when the run is stopped", async () => {
    const context = testRun({});
    context.stopper.abort();
    assert.equal(await pauseAfterCollision(context, 0), false);
  });
});
