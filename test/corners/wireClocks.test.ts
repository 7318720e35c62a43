import assert from "node:assert/strict";
import { bucket, called, failure, finished, said, useProvider } from "../wire/support";

const HOUR = 3_600_000;

// A laptop after its sleep, a container's host: the two clocks are never one.
for (const offset of [-600_000, -30_000, 3_000, 30_000, 600_000])
  describe(`with AWS's clock ${offset / 1000} s ahead of the machine's`, () => {
    const bench = useProvider({ clockOffset: offset });
    const warnings = () => bench.provider.engine.logs.filter(({ severity }) => severity === "warning");

    it("a plain life sends what it must, asks nobody whose product it is, and warns of nothing", async () => {
      bench.provider.engine.logs.length = 0;
      const web = bench.resource();
      await web.up(bucket());
      await web.up(bucket({ Days: 7 }));
      bench.emulator.fail(web.id, { operation: "update", message: "on fire" });
      assert.match(said(await failure(web.up(bucket({ Days: 8 })))), /on fire/);
      await web.refresh();
      await web.up(bucket({ Days: 7 }));
      const first = web.provider;
      await web.destroy();
      assert.deepEqual(bench.changes(), [
        "ProvisionProduct",
        "UpdateProvisionedProduct",
        "UpdateProvisionedProduct",
        "UpdateProvisionedProduct",
        "TerminateProvisionedProduct",
      ]);
      assert.deepEqual(bench.emulator.calls({ operation: "SearchProvisionedProducts" }), []);
      assert.deepEqual(
        [...warnings(), ...first.engine.logs.filter(({ severity }) => severity === "warning")].filter(
          ({ message }) => !/TAINTED/.test(message),
        ),
        [],
      );
    });

    it("what a killed run has begun is taken up", async () => {
      const web = bench.resource();
      web.provider = await bench.another();
      const interrupted = failure(web.up(bucket()));
      await called(bench.emulator, "ProvisionProduct");
      web.provider.kill("SIGKILL");
      await interrupted;
      web.provider = bench.provider;
      await web.up(bucket());
      assert.deepEqual(
        bench.emulator.products().map(({ id, status }) => [id, status]),
        [[web.id, "AVAILABLE"]],
      );
    });
  });

describe("with AWS's clock 600 s ahead, a product that a killed run has left", () => {
  const bench = useProvider({ clock: "virtual", clockOffset: 600_000, statusOrder: "product-first" });

  for (const [hours, ours] of [
    [23, true],
    [25, false],
  ] as const)
    it(`${hours} hours ago is ${ours ? "" : "not "}taken up`, async () => {
      const web = bench.resource();
      web.provider = await bench.another();
      const interrupted = failure(web.up(bucket()));
      await called(bench.emulator, "ProvisionProduct");
      web.provider.kill("SIGKILL");
      await interrupted;
      web.provider = bench.provider;
      await bench.emulator.advance(hours * HOUR);
      const again = finished(bench, web.up(bucket()));
      if (ours) await again;
      else assert.match(said(await failure(again)), /is taken by pp-\S+, AVAILABLE, created 25 h/);
      assert.equal(bench.emulator.products().length, 1);
    });
});
