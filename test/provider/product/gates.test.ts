import assert from "node:assert/strict";
import { takeTurn, type Operation } from "../../../provider/product/gates";
import { testRun } from "../support";

const update: Operation = {
  type: "CFN_STACK",
  kind: "update",
  unless: "web was not updated",
  now: "As it was.",
};
const account = { ...update, type: "CONTROL_TOWER_ACCOUNT" };
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A run on the connection that all operations of this file share. */
const runHere = () => testRun({}, { connection: { profile: "gates" } });

/** Begins so many operations, each of which ends when it is told to. */
function begin(count: number, operation: Operation, settings: object = {}) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const contexts = Array.from({ length: count }, () => {
    const context = runHere();
    return Object.assign(context, { settings: { ...context.settings, ...settings } });
  });
  const all = contexts.map((context, index) =>
    takeTurn(context, operation, () => {
      begun.push(index);
      return new Promise<void>((resolve) => void (ends[index] = resolve));
    }),
  );
  return { begun, ends, contexts, all };
}

describe("operations at once", () => {
  it("are as many as the engine begins, of what Account Factory does not make", async () => {
    const { begun, ends, all } = begin(20, update);
    await settle();
    assert.equal(begun.length, 20);
    for (const end of ends) end();
    await Promise.all(all);
  });

  it("are five on accounts; the others follow in their order, and say their place", async () => {
    const { begun, ends, contexts, all } = begin(8, account);
    await settle();
    assert.deepEqual(begun, [0, 1, 2, 3, 4]);
    assert.match(
      contexts[7]?.row[0] ?? "",
      /place 3 in the queue: Account Factory admits 5 operations at once/,
    );
    ends[2]?.();
    await settle();
    assert.deepEqual(begun, [0, 1, 2, 3, 4, 5]);
    for (const index of [0, 1, 3, 4, 5]) ends[index]?.();
    await settle();
    for (const index of [6, 7]) ends[index]?.();
    await Promise.all(all);
    assert.equal(contexts[7]?.row.length, 2, "the place is said again when it is the first");
  });

  it("say their place three times at the most, however many are queued", async () => {
    const { begun, ends, contexts, all } = begin(50, account);
    for (let index = 0; index < 50; index++) {
      await settle();
      ends[index]?.();
    }
    await Promise.all(all);
    assert.equal(begun.length, 50);
    const places = contexts.map(({ row }) => row.map((text) => Number(/place (\d+)/.exec(text)?.[1])));
    assert.deepEqual(places[4], []);
    assert.deepEqual(places[6], [2, 1]);
    assert.deepEqual(places[49], [45, 10, 1]);
  });

  it("unmanage one account", async () => {
    const { begun, ends, all } = begin(2, { ...account, kind: "terminate" });
    await settle();
    assert.deepEqual(begun, [0]);
    ends[0]?.();
    await settle();
    ends[1]?.();
    await Promise.all(all);
  });

  it("are as many as servicecatalog:maxConcurrentOperations says, also after failures", async () => {
    const { begun, all, ends } = begin(3, update, { maxConcurrentOperations: 1 });
    await settle();
    assert.deepEqual(begun, [0]);
    for (const index of [0, 1, 2]) {
      ends[index]?.();
      await settle();
    }
    await Promise.all(all);
    const failing = runHere();
    const context = { ...failing, settings: { ...failing.settings, maxConcurrentOperations: 1 } };
    await assert.rejects(takeTurn(context, update, () => Promise.reject(new Error("no"))));
    assert.equal(await takeTurn(context, update, () => Promise.resolve("yes")), "yes");
  });

  it("that wait end at once when the run is stopped, and nothing was sent", async () => {
    const { ends, contexts, all } = begin(2, update, { maxConcurrentOperations: 1 });
    await settle();
    contexts[1]?.stopper.abort();
    await assert.rejects(all[1] ?? Promise.resolve(), {
      code: "interrupted",
      message: /^web was not updated: the run was stopped while it waited for its turn\.\nAs it was\./,
    });
    ends[0]?.();
    await all[0];
    const next = begin(1, update, { maxConcurrentOperations: 1 });
    await settle();
    assert.deepEqual(next.begun, [0], "the one that gave up holds no place");
    next.ends[0]?.();
    await Promise.all(next.all);
  });

  it("that run when theirs is stopped take nobody's place in the queue", async () => {
    const { begun, ends, contexts, all } = begin(3, update, { maxConcurrentOperations: 1 });
    await settle();
    ends[0]?.();
    await settle();
    contexts[1]?.stopper.abort();
    ends[1]?.();
    await settle();
    assert.deepEqual(begun, [0, 1, 2]);
    ends[2]?.();
    await Promise.all(all);
  });

  it("have their whole timeout once it is their turn, and what is part of one does not queue again", async () => {
    const context = runHere();
    const settings = { ...context.settings, maxConcurrentOperations: 1 };
    const first = begin(1, update, settings);
    await settle();
    const second = takeTurn({ ...context, settings }, update, (admitted) =>
      takeTurn(admitted, account, ({ deadline }) => Promise.resolve(deadline)),
    );
    await settle();
    context.clock.advance(60_000);
    first.ends[0]?.();
    assert.equal(await second, context.deadline + 60_000);
    await Promise.all(first.all);
  });
});
