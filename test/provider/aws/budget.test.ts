import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { useFakeTimers, type SinonFakeTimers } from "sinon";
import { Budget, type Priority } from "../../../provider/aws/budget";
import { systemClock } from "../../../provider/base/clock";
import { testRun } from "../support";

/** An account that admits so many calls a second, and so many at once. */
class Account {
  refused = 0;
  answered = 0;
  #tokens: number;
  #at = 0;
  constructor(
    readonly perSecond: number,
    readonly burst: number,
  ) {
    this.#tokens = burst;
  }
  admits(now: number): boolean {
    this.#tokens = Math.min(this.burst, this.#tokens + ((now - this.#at) / 1000) * this.perSecond);
    this.#at = now;
    if (this.#tokens < 1) return (this.refused++, false);
    this.#tokens--;
    return (this.answered++, true);
  }
}

describe("the budget of calls", () => {
  let timers: SinonFakeTimers;
  beforeEach(() => (timers = useFakeTimers({ loopLimit: 100_000 })));
  afterEach(() => timers.restore());

  const newContext = (timeout = 3_600_000) => {
    const context = testRun({});
    setMaxListeners(0, context.stop);
    return { ...context, clock: systemClock, deadline: systemClock.now() + timeout };
  };

  /** Sends so many calls at once, each until it is answered; 50 ms each way. Returns how long all took, s. */
  async function send(budget: Budget, account: Account, count: number): Promise<number> {
    const context = newContext();
    const begun = systemClock.now();
    const one = async () => {
      for (;;) {
        const admitted = await budget.admit(context, "read");
        await systemClock.sleep(50);
        const isAnswered = account.admits(systemClock.now());
        await systemClock.sleep(50);
        if (isAnswered) return systemClock.now();
        budget.refused(admitted, systemClock.now());
        await systemClock.sleep(100);
      }
    };
    const all = Promise.all(Array.from({ length: count }, one));
    await timers.runAllAsync();
    return (Math.max(...(await all)) - begun) / 1000;
  }

  it("uses nearly all that AWS admits, and has less than a twentieth refused", async () => {
    const account = new Account(10, 20);
    const seconds = await send(new Budget(), account, 600);
    assert.ok(account.refused < 600 * 0.03, `${account.refused} refused`);
    assert.ok(seconds < 1.05 * ((600 - 20) / 10), `${seconds} s`);
  });

  it("learns a rate that is a fraction of that with which it begins", async () => {
    const account = new Account(2, 5);
    const seconds = await send(new Budget(), account, 300);
    assert.ok(account.refused < 300 * 0.15, `${account.refused} refused`);
    assert.ok(seconds < 1.05 * ((300 - 5) / 2), `${seconds} s`);
  });

  it("holds nobody up for long where AWS admits any number", async () => {
    const seconds = await send(new Budget(), new Account(1e6, 1e6), 200);
    assert.ok(seconds < 4.5, `${seconds} s`);
  });

  it("sends twenty calls without a pause", async () => {
    assert.equal(await send(new Budget(), new Account(1e6, 1e6), 20), 0.1);
  });

  it("learns again when AWS admits more", async () => {
    const budget = new Budget();
    await send(budget, new Account(2, 5), 100);
    assert.ok(budget.rate < 3, `${budget.rate} a second`);
    const seconds = await send(budget, new Account(1e6, 1e6), 1000);
    assert.ok(seconds < 120, `${seconds} s`);
  });

  it("does not take a quiet time between two refusals for AWS's rate", async () => {
    const budget = new Budget();
    const context = newContext();
    budget.refused(await budget.admit(context, "read"), systemClock.now());
    for (let call = 0; call < 10; call++) {
      await timers.tickAsync(60_000);
      await budget.admit(context, "read");
    }
    budget.refused(systemClock.now(), systemClock.now());
    assert.ok(budget.rate > 6, `${budget.rate} a second`);
  });

  it("counts what was refused at the same time as one refusal", async () => {
    const budget = new Budget();
    const context = newContext();
    const admitted = await Promise.all(Array.from({ length: 10 }, () => budget.admit(context, "read")));
    await timers.tickAsync(50);
    admitted.forEach((at) => budget.refused(at, systemClock.now()));
    assert.ok(budget.rate > 7, `${budget.rate} a second`);
  });

  it("takes the rate of the calls between two refusals for that of AWS", async () => {
    for (const [calls, expected] of [
      [4, 6.7], // too few to tell: it steps back from its own rate
      [5, 0.9 * 5],
      [8, 0.9 * 8],
    ] as const) {
      const budget = new Budget();
      const context = newContext();
      for (let call = 0; call < 20; call++) await budget.admit(context, "read");
      budget.refused(systemClock.now(), systemClock.now());
      const waiting = Array.from({ length: calls }, () => budget.admit(context, "read"));
      await timers.tickAsync(1_000);
      const last = systemClock.now();
      await Promise.all(waiting);
      budget.refused(last, last);
      assert.ok(Math.abs(budget.rate - expected) < 0.05, `${budget.rate} after ${calls} calls`);
    }
  });

  it("sends half as many at once after each refusal", async () => {
    const budget = new Budget();
    const context = newContext();
    budget.refused(await budget.admit(context, "read"), systemClock.now());
    await timers.tickAsync(60_000);
    const sent: number[] = [];
    for (let call = 0; call < 12; call++)
      void budget.admit(context, "read").then(() => sent.push(systemClock.now()));
    const begun = systemClock.now();
    await timers.tickAsync(0);
    assert.equal(sent.filter((at) => at === begun).length, 10);
    await timers.runAllAsync();
    assert.equal(sent.length, 12);
  });

  it("waits no longer than until there is room for one", async () => {
    const budget = new Budget();
    const context = newContext();
    for (let call = 0; call < 20; call++) await budget.admit(context, "read");
    const begun = systemClock.now();
    const next = budget.admit(context, "read");
    await timers.runAllAsync();
    assert.equal((await next) - begun, 100, "a tenth of a second at ten a second");
  });

  it("lets changes go first, then what they need, then a search, then single looks", async () => {
    const budget = new Budget();
    const context = newContext();
    await Promise.all(Array.from({ length: 20 }, () => budget.admit(context, "look")));
    const order: Priority[] = [];
    for (const priority of ["look", "sweep", "read", "change", "look", "change"] as const)
      void budget.admit(context, priority).then(() => order.push(priority));
    await timers.runAllAsync();
    assert.deepEqual(order, ["change", "change", "read", "sweep", "look", "look"]);
  });

  it("ends at once for those who wait when the run is stopped", async () => {
    const budget = new Budget();
    const context = newContext();
    await Promise.all(Array.from({ length: 20 }, () => budget.admit(context, "read")));
    const waiting = Array.from({ length: 5 }, () => budget.admit(context, "change"));
    context.stopper.abort();
    for (const call of waiting) await assert.rejects(call, { code: "interrupted" });
    await assert.rejects(budget.admit(context, "read"), { code: "interrupted" });
  });

  it("admits nothing after the timeout", async () => {
    const budget = new Budget();
    await Promise.all(Array.from({ length: 20 }, () => budget.admit(newContext(), "read")));
    const late = budget.admit(newContext(50), "read");
    late.catch(() => undefined);
    await timers.runAllAsync();
    await assert.rejects(late, { code: "timeout" });
  });
});
