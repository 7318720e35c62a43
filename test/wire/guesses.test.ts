import assert from "node:assert/strict";
import type { Guesses } from "../../emulator";
import { bucket, failure, said, useProvider } from "./support";

/*
 * The life of a product in positions of guesses that no other file tries: what nobody knows of AWS must not matter.
 * Operations take longer than Describe is behind, as they do in AWS.
 */

const durations = { create: 150, update: 150, terminate: 150, lag: 10 };
const positions: Partial<Guesses>[] = [
  { describeLag: 100 },
  { searchLag: 100 },
  { describeLag: 100, searchLag: 1000, statusOrder: "record-first" },
  { describeLag: 100, statusOrder: "product-first" },
];

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
      assert.deepEqual(web.outputs["outputs"], { ...outputs(web), Label: "backup-30" });
      await web.refresh();
      assert.deepEqual(web.outputs["outputs"], { ...outputs(web), Label: "backup-30" });
      bench.emulator.clearCalls();
      await web.up(bucket({ Purpose: "backup" }));
      assert.deepEqual(bench.changes(), []);
      await web.destroy();
      assert.deepEqual(status(), []);
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
      assert.match(said(await failure(web.destroy())), /not empty/);
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

const outputs = ({ outputs }: { outputs: Record<string, unknown> }) => outputs["outputs"] as object;
