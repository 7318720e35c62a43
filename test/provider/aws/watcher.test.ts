import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { stub, useFakeTimers, type SinonFakeTimers, type SinonStub } from "sinon";
import { systemClock } from "../../../provider/base/clock";
import { seededRandom } from "../../../emulator/base/random";
import { followRecord } from "../../../provider/aws/records";
import { watcherOf, watching } from "../../../provider/aws/watcher";
import { awsError, testRun } from "../support";

type Search = (input: Record<string, unknown>, running: object[]) => unknown;

/** A page of what a search finds, as AWS answers it. */
const page: Search = ({ PageToken = "0" }, running) => {
  const from = Number(PageToken);
  const more = from + 100 < running.length;
  return {
    ProvisionedProducts: running.slice(from, from + 100),
    ...(more && { NextPageToken: String(from + 100) }),
  };
};

describe("following many records at once", () => {
  let timers: SinonFakeTimers;
  const usual = watching.from;
  let random: SinonStub;
  beforeEach(() => {
    timers = useFakeTimers({ now: 1_700_000_000_000, loopLimit: 1_000_000 });
    random = stub(Math, "random").callsFake(seededRandom(17, "pauses"));
  });
  afterEach(() => {
    timers.restore();
    random.restore();
    watching.from = usual;
  });

  /** Records that run for 20 s give or take 30 %, all begun at once, and whoever follows them. */
  function follow(count: number, search: Search = page, length = 20_000) {
    const random = seededRandom(17, "records");
    const begun = systemClock.now();
    const ends = new Map(
      Array.from({ length: count }, (_, n) => [`rec-${n}`, begun + length * (0.7 + 0.6 * random())]),
    );
    const isRunning = (id: string) => (ends.get(id) ?? 0) > systemClock.now();
    const running = () => [...ends.keys()].filter(isRunning);
    let expired: Error | undefined;
    const run = testRun({
      describeRecord: ({ Id }) =>
        expired ?? {
          RecordDetail: { RecordId: Id, Status: isRunning(String(Id)) ? "IN_PROGRESS" : "SUCCEEDED" },
        },
      searchProvisionedProducts: (input) =>
        expired ??
        search(
          input,
          running().map((LastRecordId) => ({ LastRecordId, Status: "UNDER_CHANGE" })),
        ),
    });
    setMaxListeners(0, run.stop);
    const context = { ...run, clock: systemClock, deadline: begun + 3_600_000 };
    const delays: number[] = [];
    const followed = [...ends].map(async ([id, end]) => {
      const ended = await followRecord(context, id, "provisioning");
      delays.push(systemClock.now() - end);
      return ended;
    });
    const all = Promise.all(followed);
    all.catch(() => undefined);
    const called = (operation: string) => run.aws.named(operation).length;
    return {
      run,
      context,
      expire: () => (expired = awsError("ExpiredTokenException")),
      all,
      followed,
      searches: () => called("searchProvisionedProducts"),
      /** Calls that did not show an end. */
      waiting: () => called("searchProvisionedProducts") + called("describeRecord") - count,
      delay: (share: number) => delays.sort((a, b) => a - b)[Math.ceil(delays.length * share) - 1] ?? 0,
    };
  }

  async function finish(many: ReturnType<typeof follow>) {
    await timers.runAllAsync();
    const ended = await many.all;
    assert.ok(ended.every(({ succeeded }) => succeeded));
    return ended;
  }

  for (const count of [50, 200, 1000])
    it(`costs less than a call for each of ${count}, and shows each end within moments`, async () => {
      const many = follow(count);
      const ended = await finish(many);
      assert.ok(many.waiting() <= 0.8 * count, `${many.waiting()} calls`);
      assert.ok(many.delay(0.5) <= (count > 200 ? 1_500 : 1_000), `${many.delay(0.5)} ms`);
      assert.ok(many.delay(0.95) <= (count > 200 ? 4_500 : 3_000), `${many.delay(0.95)} ms`);
      assert.ok(ended.slice(10).every(({ atFirstLook }) => !atFirstLook));
    });

  it("shows the ends of long operations within a small share of their length", async () => {
    const many = follow(50, page, 1_200_000);
    await finish(many);
    assert.ok(many.delay(0.5) <= 0.03 * 1_200_000, `${many.delay(0.5)} ms`);
    assert.ok(many.delay(0.95) <= 0.09 * 1_200_000, `${many.delay(0.95)} ms`);
  });

  it("does not search for few", async () => {
    const many = follow(usual - 1);
    await finish(many);
    assert.equal(many.searches(), 0);
    assert.ok(many.delay(0.5) <= 1_000, `${many.delay(0.5)} ms`);
  });

  it("does without a first look, and says of none that it had ended before", async () => {
    watching.from = 1;
    const [ended] = await finish(follow(1));
    assert.equal(ended?.atFirstLook, false);
  });

  const troubles: Record<string, Search> = {
    "is denied": () => awsError("AccessDeniedException"),
    fails: () => awsError("InternalFailure", "x", { $metadata: { httpStatusCode: 500 } }),
    "is never answered": async () => {
      await systemClock.sleep(5_000);
      return awsError("TimeoutError");
    },
    "is answered with garbage": () => new SyntaxError("Unexpected token <"),
    "is answered with a page without products": () => ({}),
    "shows nothing": () => ({ ProvisionedProducts: [] }),
    "shows products without records": () => ({ ProvisionedProducts: [{}, { Status: "UNDER_CHANGE" }] }),
    "shows every second record": (input, running) =>
      page(
        input,
        running.filter((_, n) => n % 2 === 0),
      ),
    "has no last page": (input, running) => ({
      ...(page(input, running) as object),
      NextPageToken: "0",
    }),
    "may only be asked for one's own": (input, running) =>
      (input["AccessLevelFilter"] as { Key: string }).Key === "User"
        ? page(input, running)
        : awsError("AccessDeniedException"),
  };
  for (const from of [1, Infinity])
    for (const [trouble, search] of Object.entries(troubles))
      it(`shows each end where the search ${trouble}, from ${from} records on`, async () => {
        watching.from = from;
        const many = follow(30, search);
        await finish(many);
        assert.ok(many.delay(0.95) <= 10_000, `${many.delay(0.95)} ms`);
        assert.ok(many.delay(0.5) <= 2_500, `${many.delay(0.5)} ms`);
        assert.ok(many.searches() <= (from === 1 ? 60 : 0), `${many.searches()} searches`);
      });

  it("looks soon again where the search is ahead of a record that took long", async () => {
    watching.from = 1;
    const end = systemClock.now() + 300_000;
    const run = testRun({
      describeRecord: () => ({
        RecordDetail: { RecordId: "rec-1", Status: systemClock.now() < end ? "IN_PROGRESS" : "SUCCEEDED" },
      }),
      searchProvisionedProducts: () => ({
        ProvisionedProducts:
          systemClock.now() < end - 60_000 ? [{ LastRecordId: "rec-1", Status: "UNDER_CHANGE" }] : [],
      }),
    });
    const context = { ...run, clock: systemClock, deadline: end + 3_600_000 };
    const followed = followRecord(context, "rec-1", "provisioning").then(() => systemClock.now());
    await timers.tickAsync(239_000);
    const before = run.aws.named("describeRecord").length;
    await timers.tickAsync(45_000);
    const looks = run.aws.named("describeRecord").length - before;
    assert.ok(looks >= 4 && looks <= 10, `${looks} looks, each after twice the time`);
    await timers.runAllAsync();
    assert.ok((await followed) - end <= 40_000);
  });

  it("does not take a record that is followed no longer for one that has ended", async () => {
    const many = follow(20, page, 120_000);
    const hurried = { ...many.context, deadline: systemClock.now() + 20_000 };
    const given = followRecord(hurried, "rec-0", "provisioning");
    given.catch(() => undefined);
    await timers.tickAsync(45_000);
    await assert.rejects(given, { code: "timeout" });
    assert.equal(watcherOf(many.context.aws).isWatching, true);
    await finish(many);
  });

  it("does not believe a search that goes on showing what has ended", async () => {
    const all: object[] = Array.from({ length: 30 }, (_, n) => ({
      LastRecordId: `rec-${n}`,
      Status: "UNDER_CHANGE",
    }));
    const many = follow(30, (input) => page(input, all), 120_000);
    await finish(many);
    assert.ok(many.delay(0.95) <= 60_000, `${many.delay(0.95)} ms`);
  });

  for (const from of [1, Infinity]) {
    it(`ends for two that follow the same record, from ${from} records on`, async () => {
      watching.from = from;
      const many = follow(20);
      const again = followRecord(many.context, "rec-3", "waiting for another operation");
      await finish(many);
      assert.equal((await again).succeeded, true);
    });

    it(`stops at once when the run is stopped, without another call, and leaves nothing behind, from ${from} on`, async () => {
      watching.from = from;
      const many = follow(50);
      await timers.tickAsync(10_000);
      const calls = many.run.aws.calls.length;
      many.run.stopper.abort();
      for (const one of many.followed) await assert.rejects(one, { code: "interrupted" });
      await timers.tickAsync(0);
      assert.equal(timers.countTimers(), 0);
      assert.equal(many.run.aws.calls.length, calls);
    });

    it(`ends at the timeout of each, from ${from} records on`, async () => {
      watching.from = from;
      const many = follow(20, page, 7_200_000);
      await timers.runAllAsync();
      for (const one of many.followed) await assert.rejects(one, { code: "timeout" });
      assert.ok(systemClock.now() <= many.context.deadline + 60_000);
    });

    it(`ends for all when the credentials have expired, soon, from ${from} records on`, async () => {
      watching.from = from;
      const many = follow(20);
      await timers.tickAsync(10_000);
      many.expire();
      await timers.tickAsync(5_000);
      for (const one of many.followed) await assert.rejects(one, { name: "ExpiredTokenException" });
      assert.equal(timers.countTimers(), 0);
    });
  }
});
