import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";

describe("an operation that fails", () => {
  it("leaves a failed create in state, which destroy removes", () =>
    inWorld({}, async ({ emulator, project }) => {
      emulator.fail("web-1", { operation: "create", kind: "resource", resources: ["Bucket"] });
      const failed = await project.up();
      assert.equal(failed.code, 1);
      assert.match(everything(failed), /could not be provisioned/);
      assert.match(everything(failed), /Bucket/);
      assert.equal(emulator.products()[0]?.status, "ERROR");
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);

      const destroyed = await project.destroy();
      assert.equal(destroyed.code, 0, destroyed.stdout);
      assert.deepEqual(emulator.products(), []);
    }));

  it("keeps what really runs after a failed update, and tries again", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      await project.up();
      project.write("index.js", program(`provisioningParameters: { Size: "large" }`).replace('"v1"', '"v2"'));
      emulator.fail("web-1", { operation: "update", kind: "resource", resources: ["Queue"] });
      const failed = await project.up();
      assert.equal(failed.code, 1);
      assert.match(everything(failed), /could not be updated.*Queue/s);
      const resource = project.resource("web");
      assert.equal(resource?.inputs?.provisioningArtifactName, "v1");
      assert.equal(resource?.outputs?.status, "TAINTED");
      assert.equal((await project.outputs()).url, "https://web.example/small/nobody");

      const preview = await project.run("preview", "--diff");
      assert.match(preview.stdout, /provisioningArtifactName\s*: "v1" => "v2"/);
      sent();
      const repaired = await project.up();
      assert.equal(repaired.code, 0, everything(repaired));
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
      assert.equal(emulator.products()[0]?.status, "AVAILABLE");
      assert.equal(emulator.products()[0]?.parameters.Size, "large");
    }));

  it("updates a TAINTED product again when the program takes the change back", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      await project.up();
      project.write("index.js", program(`provisioningParameters: { Size: "large" }`));
      emulator.fail("web-1", { operation: "update", kind: "resource" });
      await project.up();
      project.write("index.js", program());
      sent();
      const repaired = await project.up();
      assert.equal(repaired.code, 0, everything(repaired));
      assert.ok(
        repaired.messages.some((text) => /is TAINTED by an operation that failed/.test(text)),
        everything(repaired),
      );
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
      assert.equal(emulator.products()[0]?.status, "AVAILABLE");
    }));

  it("leaves the stack behind when it is told to retain it", () =>
    inWorld({ program: program("retainPhysicalResources: true") }, async ({ emulator, project }) => {
      await project.up();
      const destroyed = await project.destroy();
      assert.equal(destroyed.code, 0, everything(destroyed));
      assert.deepEqual(emulator.products(), []);
      assert.deepEqual(
        emulator.stacks().map(({ status }) => status),
        ["CREATE_COMPLETE"],
      );
      assert.match(everything(destroyed), /its stack is still there/);
    }));
});
