import assert from "node:assert/strict";
import { durations, everything, inWorld, program } from "../engine/fixture";

const version = (name: string, Properties: object, more: object = {}) => ({
  name,
  template: {
    Resources: { Database: { Type: "AWS::RDS::DBInstance", Properties }, ...more },
    Outputs: { Url: { Value: "https://web.example" } },
  },
});
const Properties = { Engine: "mysql", StorageEncrypted: "false" };
const versions = [
  version("v1", Properties),
  version("v2", { ...Properties, StorageEncrypted: "true" }, { Queue: { Type: "AWS::SQS::Queue" } }),
];
const emulator = {
  catalog: { products: [{ name: "web", versions }] },
  durations: { ...durations, plan: 200 },
};
const newVersion = program().replace('"v1"', '"v2"');
const SWITCH = "servicecatalog:previewResourceChanges";
const REFUSED = "servicecatalog:refuseReplacements";

describe("a version bump that replaces the database", () => {
  it("is shown by the preview, and refused where that is forbidden; up makes no plan of its own", () =>
    inWorld({ emulator }, async ({ project, sent }) => {
      await project.up();
      sent();
      project.write("index.js", newVersion);
      const preview = await project.run("preview", "--config", `${SWITCH}=true`);
      assert.equal(preview.code, 0, everything(preview));
      assert.match(
        preview.stdout,
        /web-1 \(pp-\w+\): this update would change resources inside: 1 replaced \(Database, AWS::RDS::DBInstance\), 1 added\n.*replaced: Database \(AWS::RDS::DBInstance, [\w-]+\): StorageEncrypted\n.*added: Queue \(AWS::SQS::Queue\)/,
      );
      assert.deepEqual(sent(), ["CreateProvisionedProductPlan", "DeleteProvisionedProductPlan"]);

      await project.config(REFUSED, '["AWS::RDS::DBInstance"]');
      const refused = await project.run("up", "--yes");
      assert.equal(refused.code, 1);
      assert.match(everything(refused), /\[replacement-refused\]\n\s+Database \(AWS::RDS::DBInstance/);
      assert.deepEqual(sent(), ["CreateProvisionedProductPlan", "DeleteProvisionedProductPlan"]);

      await project.config(REFUSED, "[]"); // the command that the message names
      const updated = await project.up();
      assert.equal(updated.code, 0, everything(updated));
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
    }));
});
