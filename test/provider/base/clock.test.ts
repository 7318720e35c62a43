import assert from "node:assert/strict";
import sinon from "sinon";
import { systemClock } from "../../../provider/base/clock";

describe("the clock of the system", () => {
  let timers: sinon.SinonFakeTimers;
  beforeEach(() => (timers = sinon.useFakeTimers({ now: 1_000 })));
  afterEach(() => timers.restore());

  it("says the time", () => {
    assert.equal(systemClock.now(), 1_000);
    timers.tick(5);
    assert.equal(systemClock.now(), 1_005);
  });

  it("sleeps as long as it is told to", async () => {
    let woke = false;
    void systemClock.sleep(100).then(() => (woke = true));
    await timers.tickAsync(99);
    assert.equal(woke, false);
    await timers.tickAsync(1);
    assert.equal(woke, true);
  });

  it("wakes at once when the signal aborts, and leaves nothing behind", async () => {
    const { signal, ...stopper } = (() => {
      const controller = new AbortController();
      return { signal: controller.signal, abort: () => controller.abort() };
    })();
    const removed = sinon.spy(signal, "removeEventListener");
    const sleeping = systemClock.sleep(100, signal);
    stopper.abort();
    await sleeping;
    assert.equal(timers.countTimers(), 0);
    assert.equal(removed.callCount, 1);
    await systemClock.sleep(100, signal);
    assert.equal(timers.countTimers(), 0, "one that has aborted is not waited for");
  });

  it("does not listen any more when the time is over", async () => {
    const { signal } = new AbortController();
    const removed = sinon.spy(signal, "removeEventListener");
    const sleeping = systemClock.sleep(100, signal);
    await timers.tickAsync(100);
    await sleeping;
    assert.equal(removed.callCount, 1);
  });

  it("ticks until it is told not to", () => {
    let ticks = 0;
    const stop = systemClock.every(10, () => ticks++);
    timers.tick(35);
    assert.equal(ticks, 3);
    stop();
    timers.tick(35);
    assert.equal(ticks, 3);
  });
});

describe("the clock of the system, when somebody sets the machine's", () => {
  for (const set of [-600_000, 600_000])
    it(`goes on evenly: ${set} ms`, () => {
      const before = systemClock.now();
      const stub = sinon.stub(Date, "now").callsFake(() => before + set);
      try {
        const elapsed = systemClock.now() - before;
        assert.ok(elapsed >= 0 && elapsed < 5_000, `${elapsed} ms`);
      } finally {
        stub.restore();
      }
    });
});
