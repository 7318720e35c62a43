import assert from "node:assert/strict";
import { useFakeTimers, type SinonFakeTimers } from "sinon";
import type { CallOptions } from "../../../provider/aws/clients";
import { Watcher, watching } from "../../../provider/aws/watcher";
import { systemClock } from "../../../provider/base/clock";
import { awsError, testRun } from "../support";

type Search = (input: Record<string, unknown>, options?: CallOptions) => unknown;

describe("a watcher and its followers", () => {
  const usual = watching.from;
  let timers: SinonFakeTimers;
  beforeEach(() => {
    timers = useFakeTimers({ now: 1_700_000_000_000, loopLimit: 1_000_000 });
    watching.from = 1;
  });
  afterEach(() => {
    timers.restore();
    watching.from = usual;
  });

  const product = (record: string, more: object = {}) => ({
    ...{ Id: `pp of ${record}`, Type: "CFN_STACK", Status: "UNDER_CHANGE", LastRecordId: record },
    ...more,
  });

  /** A search shows what is in `shown`, unless the test says what it does instead. */
  function watch(...shown: string[]) {
    const running = new Set(shown);
    const begun = systemClock.now();
    /** When each search was asked for, s. */
    const times: number[] = [];
    const it: { instead?: Search } = {};
    const run = testRun({
      searchProvisionedProducts: (input, options) => {
        times.push((systemClock.now() - begun) / 1000);
        return (
          it.instead?.(input, options) ?? {
            ProvisionedProducts: [...running].map((record) => product(record)),
          }
        );
      },
    });
    const context = { ...run, clock: systemClock, deadline: begun + 3_600_000 };
    const watcher = new Watcher();
    const told: unknown[] = [];
    return Object.assign(it, {
      ...{ run, running, times, watcher, told },
      follow: (record: string) => watcher.follow(context, record, (...product) => void told.push(product)),
      /** How long the last pause between two searches was, as a share of the time until then. */
      share: () => {
        const [before = 0, last = 0] = times.slice(-2);
        return (last - before) / before;
      },
    });
  }

  /** Is it over? */
  function watchEnd(work: Promise<unknown>): () => boolean {
    let isOver = false;
    void work.then(() => (isOver = true));
    return () => isOver;
  }

  describe("a record that searches show", () => {
    it("is looked at when they do not show it any more, and is expected to have ended from then on", async () => {
      const all = watch("rec-1");
      const follower = all.follow("rec-1");
      const isOver = watchEnd(follower.wait(100));
      assert.deepEqual([follower.isExpected, follower.seen, follower.covered], [false, false, true]);
      await timers.tickAsync(10_000);
      assert.deepEqual([isOver(), follower.seen, follower.covered], [false, true, true]);
      assert.deepEqual(all.told[0], ["pp of rec-1", "CFN_STACK"]);
      all.running.clear();
      await timers.tickAsync(2_000);
      assert.equal(isOver(), true);
      assert.equal(follower.isExpected, true);
      assert.ok(follower.hintedAt !== undefined && follower.hintedAt > follower.begun + 10_000);
      const again = watchEnd(follower.wait(700));
      await timers.tickAsync(700);
      assert.deepEqual([again(), follower.isExpected], [true, true]);
    });

    it("is looked at after 45 to 90 s all the same", async () => {
      for (let time = 0; time < 10; time++) {
        const isOver = watchEnd(watch("rec-1").follow("rec-1").wait(100));
        await timers.tickAsync(44_999);
        assert.equal(isOver(), false);
        await timers.tickAsync(45_001);
        assert.equal(isOver(), true);
      }
    });

    it("is looked at as if there were no search once one has failed", async () => {
      const all = watch("rec-1");
      const follower = all.follow("rec-1");
      const isOver = watchEnd(follower.wait(3_000));
      await timers.tickAsync(1_500);
      all.instead = () => awsError("InternalFailure");
      await timers.tickAsync(500);
      assert.equal(follower.covered, false);
      assert.equal(isOver(), false, "it was only woken");
      await timers.tickAsync(3_000);
      assert.equal(isOver(), true);
    });
  });

  for (const [what, more] of [
    ["that no search shows", undefined],
    ["whose product is shown, but not under change", { Status: "AVAILABLE" }],
    ["whose product is shown without a record", { LastRecordId: undefined }],
  ] as const)
    it(`a record ${what} is looked at once after the first search, and then in its own time`, async () => {
      const all = watch();
      if (more) all.instead = () => ({ ProvisionedProducts: [product("rec-1", more)] });
      const follower = all.follow("rec-1");
      const first = watchEnd(follower.wait(500));
      await timers.tickAsync(999);
      assert.equal(first(), false);
      await timers.tickAsync(1);
      assert.deepEqual([first(), follower.isExpected, follower.covered], [true, true, false]);
      const second = watchEnd(follower.wait(5_000));
      await timers.tickAsync(4_999);
      assert.equal(second(), false, "further searches do not show it either");
      await timers.tickAsync(1);
      assert.deepEqual([second(), follower.isExpected, follower.hintedAt], [true, false, undefined]);
      assert.deepEqual(all.told, []);
    });

  it("a record that is followed since a search began is not held against it", async () => {
    const all = watch("rec-1");
    all.follow("rec-1");
    all.instead = async () => {
      await systemClock.sleep(500);
      return { ProvisionedProducts: [product("rec-1")] };
    };
    await timers.tickAsync(1_200);
    const late = all.follow("rec-2");
    await timers.tickAsync(400);
    assert.equal(late.covered, true);
    await timers.tickAsync(2_000);
    assert.equal(late.covered, false);
  });

  describe("searches", () => {
    it("are of what is under change, sorted, as large as can be, at the widest level that is admitted", async () => {
      const all = watch();
      const options: unknown[] = [];
      all.instead = ({ AccessLevelFilter: filter }, given) => {
        options.push(given);
        return (filter as { Key?: string }).Key === "Account"
          ? awsError("AccessDeniedException")
          : { ProvisionedProducts: [product("rec-1")] };
      };
      all.follow("rec-1");
      await timers.tickAsync(2_500);
      const search = { Filters: { SearchQuery: ["status:UNDER_CHANGE"] }, SortBy: "id", PageSize: 100 };
      assert.deepEqual(
        all.run.aws.named("searchProvisionedProducts"),
        ["Account", "Role", "Role"].map((Key) => ({ AccessLevelFilter: { Key, Value: "self" }, ...search })),
      );
      assert.deepEqual(options[0], { abortSignal: all.run.stop, requestTimeout: 5_000 });
    });

    it("begin when so many records are followed", () => {
      watching.from = 3;
      const all = watch();
      all.follow("rec-1");
      all.follow("rec-2");
      assert.deepEqual([all.watcher.isWatching, all.watcher.followed], [false, 2]);
      all.follow("rec-3");
      assert.deepEqual([all.watcher.isWatching, all.watcher.followed], [true, 3]);
    });

    it("may take a page for each five records, and not more", async () => {
      for (const [records, pages, isWatching] of [
        [5, 2, false],
        [6, 2, true],
        [10, 3, false],
      ] as const) {
        const all = watch();
        const ids = Array.from({ length: records }, (_, n) => `rec-${n}`);
        all.instead = ({ PageToken: token = 1 }) => ({
          ProvisionedProducts: ids.map((id) => product(id)),
          ...(Number(token) < pages && { NextPageToken: String(Number(token) + 1) }),
        });
        ids.forEach(all.follow);
        await timers.tickAsync(1_500);
        assert.equal(all.watcher.isWatching, isWatching, `${pages} pages for ${records}`);
      }
    });

    it("are as frequent as the youngest operation needs", async () => {
      const all = watch("rec-1", "rec-2");
      all.follow("rec-1");
      await timers.tickAsync(100_000);
      const share = all.share();
      assert.ok(share > 0.1 && share < 0.12, `${share}`);
      all.follow("rec-2");
      await timers.tickAsync(20_000);
      assert.ok(all.share() < 0.03, `${all.share()}`);
    });

    for (const [what, isShown, hasEnded, expected] of [
      ["more frequent at an age at which others have ended", true, true, 0.045],
      ["no more frequent after an end that they have not shown", false, true, 0.11],
      ["no more frequent for what ended otherwise", true, false, 0.11],
    ] as const)
      it(`are ${what}`, async () => {
        const all = watch("rec-1", ...(isShown ? ["rec-2"] : []));
        all.follow("rec-1");
        const other = all.follow("rec-2");
        const looked = other.wait(0);
        await timers.tickAsync(60_000);
        all.running.delete("rec-2");
        await timers.tickAsync(10_000);
        await looked;
        other.leave(hasEnded);
        await timers.tickAsync(100_000);
        assert.ok(Math.abs(all.share() - expected) < 0.005, `${all.share()}`);
      });

    it("that fail come again after half a minute, and then after twice as long each time", async () => {
      const all = watch();
      all.instead = () => awsError("InternalFailure");
      all.follow("rec-1");
      await timers.tickAsync(240_000);
      assert.deepEqual(all.times, [1, 31, 91, 211]);
      delete all.instead;
      await timers.tickAsync(240_000);
      assert.equal(all.watcher.isWatching, true);
      all.instead = () => awsError("InternalFailure");
      const before = all.times.length;
      await timers.tickAsync(120_000);
      const [first = 0, second = 0] = all.times.slice(before);
      assert.equal(second - first, 30, "the failures of before do not count");
    });

    it("that are denied at all levels come never again, for nobody", async () => {
      const all = watch();
      all.instead = () => awsError("AccessDeniedException");
      all.follow("rec-1");
      await timers.tickAsync(600_000);
      assert.equal(all.times.length, 3);
      const follower = all.follow("rec-2");
      await timers.tickAsync(600_000);
      assert.deepEqual([all.times.length, follower.covered], [3, false]);
    });

    it("end with the last who follows, and begin anew with the next", async () => {
      const all = watch("rec-1", "rec-2");
      const first = all.follow("rec-1");
      await timers.tickAsync(1_500);
      first.leave(true);
      await timers.tickAsync(0);
      assert.deepEqual([all.watcher.isWatching, timers.countTimers(), all.times.length], [false, 0, 1]);
      all.follow("rec-2");
      assert.equal(all.watcher.isWatching, true);
      await timers.tickAsync(1_500);
      assert.equal(all.times.length, 2);
    });

    it("end as well where the last leaves while one is answered", async () => {
      const all = watch();
      all.instead = async () => {
        await systemClock.sleep(500);
        return { ProvisionedProducts: [] };
      };
      const follower = all.follow("rec-1");
      await timers.tickAsync(1_200);
      follower.leave(false);
      await timers.tickAsync(300);
      assert.deepEqual([all.watcher.isWatching, timers.countTimers()], [false, 0]);
    });

    it("that go on showing what has ended are not believed any more", async () => {
      const all = watch("rec-1", "rec-2");
      all.follow("rec-1");
      const ended = all.follow("rec-2");
      await timers.tickAsync(5_500);
      ended.leave(true);
      await timers.tickAsync(9_500);
      assert.equal(all.watcher.isWatching, true);
      await timers.tickAsync(2_500);
      assert.equal(all.watcher.isWatching, false);
    });
  });

  it("an operation is told whether there are many like it, at this moment", async () => {
    watching.from = 2;
    const { watcher } = watch();
    const work = async (areMany: boolean) => {
      await systemClock.sleep(1_000);
      return areMany;
    };
    const three = [1, 2, 3].map(() => watcher.amongOthers(work));
    const failed = watcher.amongOthers(() => Promise.reject(new Error("no")));
    await assert.rejects(failed, /no/);
    await timers.tickAsync(1_000);
    assert.deepEqual(await Promise.all(three), [false, true, true]);
    assert.equal(await watcher.amongOthers((areMany) => Promise.resolve(areMany)), false);
  });
});
