import assert from "node:assert/strict";
import path from "node:path";
import { inWorld } from "../engine/fixture";
import { root } from "../support/setup";

const program = (parameters: string): string => `
const pulumi = require("@pulumi/pulumi");
const web = new pulumi.CustomResource("servicecatalog:index:ProvisionedProduct", "web", {
  name: "web-1", productName: "web", provisioningArtifactName: "v1", provisioningParameters: ${parameters},
  status: undefined,
});
module.exports = { status: web.status };
`;

describe("the resource plugin in the real engine", () => {
  it("leads a product through its life, imports it by id, and shows no secret", async () => {
    await inWorld({ program: program("{}") }, async ({ project, emulator, sent }) => {
      const folder = JSON.stringify(path.join(root, "dist", "plugin"));
      project.write(
        "Pulumi.yaml",
        `name: ${project.name}\nruntime: nodejs\nplugins:\n  providers:\n    - name: servicecatalog\n      path: ${folder}\n`,
      );
      const run = async (...args: string[]): Promise<string> => {
        const { code, stdout, stderr } = await project.run(...args);
        assert.equal(code, 0, stdout + stderr);
        return stdout;
      };
      await run("up", "--yes", "--skip-preview");
      assert.deepEqual(sent(), ["ProvisionProduct"]);
      await run("preview", "--expect-no-changes");

      project.write("index.js", program(`{ Size: "large", Password: pulumi.secret("open-sesame") }`));
      const preview = await run("preview", "--diff");
      assert.match(preview, /\+ Password: \[secret\]\s+\+ Size +: "large"/);
      await run("up", "--yes", "--skip-preview");
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
      await run("preview", "--expect-no-changes");
      assert.doesNotMatch(JSON.stringify(project.state()), /open-sesame/);

      const id = emulator.products()[0]?.id ?? "";
      const type = "servicecatalog:index:ProvisionedProduct";
      await run("import", type, "other", id, "--yes", "--generate-code=false", "--protect=false");
      await run("state", "delete", `urn:pulumi:test::${project.name}::${type}::other`, "--yes");
      assert.deepEqual(sent(), []);
      await run("destroy", "--yes", "--skip-preview");
      assert.deepEqual(sent(), ["TerminateProvisionedProduct"]);
    });
  });
});
