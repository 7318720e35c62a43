import assert from "node:assert/strict";
import { everything, inWorld, slow, stopRunning } from "./fixture";

describe("Ctrl-C", () => {
  it("in a create keeps the product in state, and up takes it up", () =>
    inWorld({ emulator: slow }, async ({ emulator, project, sent }) => {
      const stopped = await stopRunning(project, "up", "SIGINT");
      assert.notEqual(stopped.code, 0);
      assert.match(everything(stopped), /is still being provisioned/);
      assert.match(everything(stopped), /Run pulumi up: it follows that record/);
      assert.equal(emulator.records()[0]?.status, "IN_PROGRESS", "the run waited for the operation");
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
      const again = await project.up();
      assert.equal(again.code, 0, everything(again));
      assert.deepEqual(sent(), ["ProvisionProduct"]);
      assert.equal(project.resource("web")?.outputs?.status, "AVAILABLE");
      assert.equal((await project.run("preview", "--expect-no-changes")).code, 0);
    }));
});
