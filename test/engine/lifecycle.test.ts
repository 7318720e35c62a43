import assert from "node:assert/strict";
import { catalogOf, everything, inWorld, program } from "./fixture";

/** Its size is in the name of a resource, so that another one replaces that. */
const catalog = catalogOf({
  Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: { Ref: "Size" } } },
});

describe("a provisioned product in the real engine", () => {
  it("is created, left alone, previewed, updated in place, refreshed, and terminated", () =>
    inWorld({ emulator: { catalog } }, async ({ emulator, project, sent }) => {
      const created = await project.up();
      assert.deepEqual([created.code, created.changes], [0, { create: 2 }], created.stdout);
      const [product] = emulator.products();
      assert.deepEqual([product?.name, product?.status], ["web-1", "AVAILABLE"]);
      assert.equal(project.resource("web")?.id, product?.id);
      assert.deepEqual(sent(), ["ProvisionProduct"]);

      const again = await project.up("--expect-no-changes");
      assert.deepEqual([again.code, again.changes], [0, { same: 2 }], again.stdout);
      assert.deepEqual(sent(), []);

      project.write("index.js", program(`provisioningParameters: { Size: "large" }, tags: { team: "a" }`));
      const preview = await project.run("preview", "--config", "servicecatalog:previewResourceChanges=true");
      assert.equal(preview.code, 0, everything(preview));
      assert.match(
        preview.stdout,
        /web-1 \(pp-\w+\): this update would change resources inside: 1 replaced \(Queue, /,
      );
      assert.deepEqual(sent(), ["CreateProvisionedProductPlan", "DeleteProvisionedProductPlan"]);

      const updated = await project.up();
      assert.deepEqual(updated.changes, { same: 1, update: 1 }, updated.stdout);
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
      assert.equal(emulator.products()[0]?.parameters.Size, "large");
      assert.equal((await project.outputs()).url, "https://web.example/large/nobody");

      emulator.outside.setVersion("web-1", "v2");
      sent();
      const refreshed = await project.run("refresh", "--yes", "--diff", "--skip-preview");
      assert.match(refreshed.stdout, /provisioningArtifactName\s*: "v1" => "v2"/);
      assert.deepEqual(sent(), []);

      const destroyed = await project.destroy();
      assert.deepEqual([destroyed.code, destroyed.changes], [0, { delete: 2 }], destroyed.stdout);
      assert.deepEqual(sent(), ["TerminateProvisionedProduct"]);
      assert.deepEqual(emulator.products(), []);
      assert.deepEqual(project.state().resources, []);
    }));
});
