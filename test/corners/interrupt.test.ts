import assert from "node:assert/strict";
import { everything, inWorld, program, slow, stopRunning } from "../engine/fixture";

describe("Ctrl-C and SIGTERM", () => {
  it("SIGTERM in a create keeps the product in state, and up takes it up", () =>
    inWorld({ emulator: slow }, async ({ emulator, project, sent }) => {
      const stopped = await stopRunning(project, "up", "SIGTERM");
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

  it("in an update keeps what ran before, and up takes the update up", () =>
    inWorld({ emulator: slow }, async ({ emulator, project, sent }) => {
      await project.up();
      project.write("index.js", program(`provisioningParameters: { Size: "large" }`));
      const stopped = await stopRunning(project, "up", "SIGINT");
      assert.match(everything(stopped), /is still being changed/);
      assert.deepEqual(sent(), ["ProvisionProduct", "UpdateProvisionedProduct"]);
      const again = await project.up();
      assert.equal(again.code, 0, everything(again));
      assert.deepEqual(sent(), []);
      assert.equal(emulator.products()[0]?.parameters.Size, "large");
      assert.equal((await project.run("preview", "--expect-no-changes")).code, 0);
    }));

  it("in an update that the program then takes back, sends the way back", () =>
    inWorld({ emulator: slow }, async ({ emulator, project, sent }) => {
      await project.up();
      project.write("index.js", program(`provisioningParameters: { Size: "large" }`));
      await stopRunning(project, "up", "SIGINT");
      project.write("index.js", program());
      sent();
      const again = await project.up();
      assert.equal(again.code, 0, everything(again));
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
      assert.equal(emulator.products()[0]?.parameters.Size, "small");
    }));

  it("in a terminate keeps the resource, and destroy follows the record that is running", () =>
    inWorld({ emulator: slow }, async ({ emulator, project, sent }) => {
      await project.up();
      sent();
      const stopped = await stopRunning(project, "destroy", "SIGTERM");
      assert.match(everything(stopped), /is still being terminated/);
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
      const again = await project.destroy();
      assert.equal(again.code, 0, everything(again));
      assert.deepEqual(sent(), ["TerminateProvisionedProduct"]);
      assert.deepEqual(emulator.products(), []);
    }));
});
