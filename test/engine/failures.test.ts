import assert from "node:assert/strict";
import { everything, inWorld, program } from "./fixture";

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

  it("replaces a product that was never provisioned, delete first, with the reason on its row", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      emulator.fail("web-1", { operation: "create", kind: "validation" });
      await project.up();
      const failed = emulator.products()[0]?.id;
      sent();
      const corrected = await project.up();
      assert.equal(corrected.code, 0, everything(corrected));
      assert.deepEqual(sent(), ["TerminateProvisionedProduct", "ProvisionProduct", "ProvisionProduct"]);
      assert.ok(
        corrected.messages.some((text) => /is ERROR: it was never provisioned and is replaced/.test(text)),
      );
      const [product] = emulator.products();
      assert.equal(product?.status, "AVAILABLE");
      assert.notEqual(product?.id, failed);
      assert.equal(project.resource("web")?.id, product?.id);
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

  it("keeps a product that would not go, names what holds it, and names the ways out, which work", () =>
    inWorld({}, async ({ emulator, project }) => {
      await project.up();
      const id = emulator.products()[0]?.id ?? "";
      emulator.fail("web-1", { operation: "terminate", kind: "resource", resources: ["Bucket"], times: 2 });
      const failed = await project.destroy();
      assert.equal(failed.code, 1);
      const text = everything(failed);
      assert.match(text, /could not be terminated.*Bucket/s);
      assert.match(text, new RegExp(`SERVICECATALOG_IGNORE_ERRORS=${id} `));
      assert.match(text, new RegExp(`SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES=${id} `));
      assert.equal(project.resource("web")?.id, id);

      project.env.SERVICECATALOG_IGNORE_ERRORS = id;
      const ignored = await project.destroy();
      assert.equal(ignored.code, 0, everything(ignored));
      assert.match(
        everything(ignored),
        /terminating with ignoreErrors \(from SERVICECATALOG_IGNORE_ERRORS\)/,
      );
      assert.deepEqual(emulator.products(), []);
      assert.deepEqual(
        emulator.stacks().map(({ status }) => status),
        ["DELETE_FAILED"],
      );
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
