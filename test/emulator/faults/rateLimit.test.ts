import assert from "node:assert/strict";
import { RateLimit } from "../../../emulator/faults/rateLimit";

/** How many of so many calls in one moment are admitted. */
const admitted = (limit: RateLimit, now: number, calls = 100, account = "1") =>
  Array.from({ length: calls }, () => limit.allows(account, now)).filter(Boolean).length;

describe("a limit of the rate of calls", () => {
  it("admits any number until it is set, and when it is taken away", () => {
    const limit = new RateLimit();
    assert.equal(admitted(limit, 0), 100);
    limit.set(1);
    assert.equal(admitted(limit, 0), 1);
    limit.set(undefined);
    assert.equal(admitted(limit, 0), 100);
  });

  it("admits a second's worth at once unless it says how many", () => {
    const limit = new RateLimit();
    limit.set(10);
    assert.equal(admitted(limit, 0), 10);
    limit.set(10, 20);
    assert.equal(admitted(limit, 0), 20);
    limit.set(0.5);
    assert.equal(admitted(limit, 0), 1);
  });

  it("fills up with time, not above what it admits at once; a refused call costs nothing", () => {
    const limit = new RateLimit();
    limit.set(10, 20);
    admitted(limit, 0);
    assert.equal(admitted(limit, 500), 5);
    assert.equal(admitted(limit, 1_000), 5);
    assert.equal(admitted(limit, 60_000), 20);
  });

  it("is one for each account", () => {
    const limit = new RateLimit();
    limit.set(10, 20);
    assert.equal(admitted(limit, 0, 100, "1"), 20);
    assert.equal(admitted(limit, 0, 100, "2"), 20);
  });

  it("is remembered as rate and burst; whoever goes on begins with full buckets", () => {
    const limit = new RateLimit();
    limit.set(10, 20);
    admitted(limit, 0);
    const next = new RateLimit();
    next.restoreState(limit.captureState());
    assert.equal(admitted(next, 0), 20);
  });
});
