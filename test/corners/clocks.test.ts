import assert from "node:assert/strict";
import { everything, inWorld, program, slow, stopRunning } from "../engine/fixture";

/** What the CLI prints of warnings. */
const WARNING = /warning/i;

for (const clockOffset of [-600_000, -30_000, 3_000, 30_000, 600_000])
  describe(`AWS's clock is ${clockOffset / 1000} s ahead of the machine's`, () => {
    it("in a plain life there is no warning and no call that need not be", () =>
      inWorld({ emulator: { clockOffset } }, async ({ emulator, project, sent }) => {
        const up = await project.up();
        assert.equal(up.code, 0, everything(up));
        assert.doesNotMatch(everything(up), WARNING);
        assert.deepEqual(sent(), ["ProvisionProduct"]);

        project.write("index.js", program('provisioningParameters: { Size: "large" },'));
        const changed = await project.up();
        assert.equal(changed.code, 0, everything(changed));
        assert.doesNotMatch(everything(changed), WARNING);
        assert.deepEqual(emulator.calls({ operation: "SearchProvisionedProducts" }), []);
        assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
        assert.equal((await project.destroy()).code, 0);
        assert.deepEqual(emulator.products(), []);
      }));
  });

describe("AWS's clock is 600 s behind the machine's", () => {
  it("a killed create is taken up", () =>
    inWorld({ emulator: { ...slow, clockOffset: -600_000 } }, async ({ emulator, project }) => {
      await stopRunning(project, "up", "SIGKILL");
      assert.equal((await project.run("cancel", "--yes")).code, 0);
      const again = await project.up();
      assert.equal(again.code, 0, everything(again));
      assert.match(everything(again), /taking up pp-/);
      assert.equal(emulator.products().length, 1);
    }));
});
