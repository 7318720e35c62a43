import assert from "node:assert/strict";
import { everything, inWorld } from "./fixture";

describe("an operation that fails", () => {
  it("keeps the product in state: a create is corrected by up, a terminate by what its message names", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      emulator.fail("web-1", { operation: "create", kind: "resource", resources: ["Bucket"] });
      const failed = await project.up();
      assert.equal(failed.code, 1);
      assert.match(everything(failed), /could not be provisioned/);
      assert.match(everything(failed), /Bucket/);
      const [first] = emulator.products();
      assert.equal(first?.status, "ERROR");
      assert.equal(project.resource("web")?.id, first.id);
      sent();

      const corrected = await project.up();
      assert.equal(corrected.code, 0, everything(corrected));
      assert.deepEqual(sent(), ["TerminateProvisionedProduct", "ProvisionProduct", "ProvisionProduct"]);
      assert.ok(
        corrected.messages.some((text) => /is ERROR: it was never provisioned and is replaced/.test(text)),
      );
      const [product] = emulator.products();
      assert.equal(product?.status, "AVAILABLE");
      assert.notEqual(product.id, first.id);
      assert.equal(project.resource("web")?.id, product.id);

      emulator.fail("web-1", { operation: "terminate", kind: "resource", resources: ["Bucket"], times: 2 });
      const stuck = await project.destroy();
      assert.equal(stuck.code, 1);
      const text = everything(stuck);
      assert.match(text, /could not be terminated.*Bucket/s);
      assert.match(text, new RegExp(`SERVICECATALOG_IGNORE_ERRORS=${product.id} `));
      assert.match(text, new RegExp(`SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES=${product.id} `));
      assert.equal(project.resource("web")?.id, product.id);

      project.env.SERVICECATALOG_IGNORE_ERRORS = product.id;
      const ignored = await project.destroy();
      assert.equal(ignored.code, 0, everything(ignored));
      assert.match(
        everything(ignored),
        /terminating with ignoreErrors \(from SERVICECATALOG_IGNORE_ERRORS\)/,
      );
      assert.deepEqual(emulator.products(), []);
      assert.deepEqual(
        emulator.stacks().map(({ status }) => status),
        ["DELETE_COMPLETE", "DELETE_FAILED"],
      );
    }));
});
