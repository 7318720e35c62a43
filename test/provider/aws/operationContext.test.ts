import assert from "node:assert/strict";
import { forLastLook } from "../../../provider/aws/operationContext";
import { testRun } from "../support";

describe("a last look of a run that was stopped", () => {
  it("is not stopped itself, but ends after three seconds", async () => {
    const context = testRun({});
    context.stopper.abort();
    let wake: () => void = () => undefined;
    const sleeps: number[] = [];
    const clock = {
      now: () => 1_000,
      every: () => () => undefined,
      sleep: (ms: number) => {
        sleeps.push(ms);
        return new Promise<void>((resolve) => (wake = resolve));
      },
    };
    const late = forLastLook({ ...context, clock });
    assert.equal(late.stop.aborted, false);
    assert.equal(late.deadline, 4_000);
    assert.deepEqual(sleeps, [3_000]);
    wake();
    await Promise.resolve();
    assert.equal(late.stop.aborted, true);
    assert.equal(late.aws, context.aws);
  });
});
