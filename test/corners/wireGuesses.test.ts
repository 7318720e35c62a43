import assert from "node:assert/strict";
import type { Guesses } from "../../emulator";
import { bucket, failure, said, useProvider, type Resource } from "../wire/support";

/*
 * The life of a product in positions of guesses that no other file tries: what nobody knows of AWS must not matter.
 * Describe is behind for less than operations take, and for longer, as after one that is refused.
 */

const durations = { create: 450, update: 450, terminate: 450, lag: 10 };
const positions: Partial<Guesses>[] = [{ describeLag: 400, searchLag: 1000 }, { describeLag: 1500 }];

for (const guesses of positions)
  describe(`with ${JSON.stringify(guesses)}`, () => {
    const bench = useProvider({ durations, guesses });
    const status = () => bench.emulator.products().map(({ status }) => status);

    it("what is true is in state, and nothing is sent that is not asked for", async () => {
      const web = bench.resource();
      await web.up(bucket());
      assert.equal(web.outputs["status"], "AVAILABLE");
      assert.equal(await web.refresh(), true);
      bench.emulator.clearCalls();
      await web.up(bucket());
      assert.deepEqual(bench.changes(), []);
      await web.up(bucket({ Purpose: "backup" }));
      assert.deepEqual(bench.changes(), ["UpdateProvisionedProduct"]);
      assert.equal(web.outputs["status"], "AVAILABLE");
      assert.equal(label(web), "backup-30");
      await web.destroy();
      assert.deepEqual(status(), []);
    });

    // What Describe still shows without any sign of the update cannot be told from what is.
    if ((guesses.describeLag ?? 0) < durations.update)
      it("a refresh right after an update changes nothing", async () => {
        const web = bench.resource();
        await web.up(bucket());
        await web.up(bucket({ Purpose: "backup" }));
        await web.refresh();
        assert.equal(label(web), "backup-30");
        bench.emulator.clearCalls();
        await web.up(bucket({ Purpose: "backup" }));
        assert.deepEqual(bench.changes(), []);
        assert.equal(label(web), "backup-30");
      });

    it("an update follows another at once, and a refresh sees no product that is gone", async () => {
      const web = bench.resource();
      await web.up(bucket());
      await web.up(bucket({ Purpose: "backup" }));
      await web.up(bucket({ Purpose: "archive" }));
      assert.equal(bench.emulator.products()[0]?.parameters["Purpose"], "archive");
      bench.emulator.outside.terminate(web.id);
      assert.equal(await web.refresh(), false);
    });

    it("a failed update says why, is in state as TAINTED, and is repaired", async () => {
      const web = bench.resource();
      await web.up(bucket());
      bench.emulator.fail("*", { operation: "update", message: "no more buckets" });
      assert.match(said(await failure(web.up(bucket({ Purpose: "backup" })))), /no more buckets/);
      assert.equal(web.outputs["status"], "TAINTED");
      assert.equal(web.outputs["statusMessage"], "no more buckets");
      await web.up(bucket({ Purpose: "backup" }));
      assert.equal(web.outputs["status"], "AVAILABLE");
      assert.deepEqual(status(), ["AVAILABLE"]);
    });

    it("a failed create is replaced", async () => {
      const web = bench.resource();
      bench.emulator.fail("*", { operation: "create", message: "no more buckets" });
      assert.match(said(await failure(web.up(bucket()))), /no more buckets/);
      assert.equal(web.outputs["status"], "ERROR");
      assert.equal((await web.up(bucket())).op, "replace");
      assert.deepEqual(status(), ["AVAILABLE"]);
    });

    it("a failed terminate says why, and is tried again", async () => {
      const web = bench.resource();
      await web.up(bucket());
      bench.emulator.fail("*", { operation: "terminate", message: "not empty" });
      assert.match(said(await failure(web.destroy())), /not empty.*with status TAINTED/s);
      await web.destroy();
      assert.deepEqual(status(), []);
    });

    it("a replacement gets the name of what has just gone", async () => {
      const web = bench.resource();
      await web.up(bucket());
      const before = web.id;
      await web.replace(bucket());
      assert.notEqual(web.id, before);
      assert.deepEqual(status(), ["AVAILABLE"]);
    });

    it("what an interrupted run began is taken up", async () => {
      const web = bench.resource();
      const inputs = await web.check(bucket());
      web.provider = await bench.another();
      const creating = failure(web.provider.create(web.urn, inputs));
      while (bench.emulator.products().length === 0) await new Promise((resolve) => setImmediate(resolve));
      web.provider.kill("SIGKILL");
      await creating;
      web.provider = bench.provider;
      await web.up(bucket({ Purpose: "backup" }));
      assert.equal(bench.emulator.products().length, 1);
      assert.equal(bench.emulator.products()[0]?.parameters["Purpose"], "backup");
    });
  });

const label = ({ outputs }: Resource) => (outputs["outputs"] as { Label?: string }).Label;
