import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";

describe("a provisioned product in the real engine", () => {
  it("shows by field what was changed outside, and up changes it back", () =>
    inWorld({ program: program(`tags: { team: "a" }`) }, async ({ emulator, project, sent }) => {
      await project.up();
      emulator.outside.setVersion("web-1", "v2");
      emulator.outside.setTags("web-1", { team: "b", stray: "tag" });
      const refreshed = await project.run("refresh", "--yes", "--diff", "--skip-preview");
      assert.match(refreshed.stdout, /provisioningArtifactName\s*: "v1" => "v2"/);
      assert.match(refreshed.stdout, /stray\s*: "tag"/);
      sent();

      const preview = await project.run("preview", "--diff");
      assert.match(preview.stdout, /provisioningArtifactName\s*: "v2" => "v1"/);
      assert.deepEqual(sent(), []);

      const repaired = await project.up();
      assert.deepEqual(repaired.changes, { same: 1, update: 1 }, repaired.stdout);
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
      assert.deepEqual(emulator.products()[0]?.tags, { team: "a" });
      assert.equal((await project.run("preview", "--expect-no-changes")).code, 0);
    }));

  it("makes no call that changes AWS when only this provider's settings change", () =>
    inWorld({}, async ({ project, sent }) => {
      await project.up();
      sent();
      project.write(
        "index.js",
        program(
          `ignoreErrors: true, retainPhysicalResources: true, acceptLanguage: "en"`,
          `customTimeouts: { delete: "20m" }`,
        ),
      );
      const result = await project.up();
      assert.deepEqual(result.changes, { same: 1, update: 1 }, result.stdout);
      project.write(
        "index.js",
        program(
          `ignoreErrors: true, retainPhysicalResources: true, acceptLanguage: "en"`,
          `customTimeouts: { delete: "25m" }`,
        ),
      );
      const hidden = await project.up();
      assert.deepEqual(hidden.changes, { same: 1, update: 1 }, hidden.stdout);
      assert.ok(
        hidden.messages.some((text) => /timeouts have changed; nothing is sent to AWS/.test(text)),
        hidden.messages.join("\n"),
      );
      assert.deepEqual(sent(), []);
    }));

  it("leads products of one component, of which one takes what another one puts out", () => {
    const components = `
const pulumi = require("@pulumi/pulumi");
const { ProvisionedProduct } = require("pulumi-servicecatalog");
const parent = new pulumi.ComponentResource("shop:index:Sites", "sites");
const site = (name, args) => new ProvisionedProduct(name,
  { productName: "web", provisioningArtifactName: "v1", ...args }, { parent });
const first = site("first");
const second = site("second", { provisioningParameters: { Owner: first.output("Url") } });
module.exports = { url: second.output("Url"), urn: second.urn };
`;
    return inWorld({ program: components }, async ({ emulator, project }) => {
      const preview = await project.preview();
      assert.equal(preview.code, 0, everything(preview));
      const up = await project.up();
      assert.equal(up.code, 0, everything(up));
      const { url, urn } = (await project.outputs()) as Record<string, string>;
      assert.equal(url, "https://web.example/small/https://web.example/small/nobody");
      const hidden = project.resource("second")?.inputs?.["__urn"];
      assert.equal(hidden, urn);
      const destroyed = await project.destroy();
      assert.equal(destroyed.code, 0, everything(destroyed));
      assert.deepEqual(emulator.products(), []);
    });
  });
});
