import assert from "node:assert/strict";
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import type { Emulator } from "../../emulator";
import { everything, inWorld, program, type World } from "../engine/fixture";

/** What others have provisioned is reached by a wider policy only. */
const wide = { profile: "end-user-account" } as const;

/** Provisions a product as somebody else, and answers with its id. */
async function stranger(emulator: Emulator, parameters: Record<string, string> = {}): Promise<string> {
  const client = new ServiceCatalog({
    endpoint: emulator.url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const { RecordDetail: record } = await client.provisionProduct({
    ProvisionedProductName: "found",
    ProductName: "web",
    ProvisioningArtifactName: "v1",
    ProvisioningParameters: Object.entries(parameters).map(([Key, Value]) => ({ Key, Value })),
    Tags: [{ Key: "team", Value: "a" }],
    ProvisionToken: "console-1",
  });
  while (emulator.records()[0]?.status !== "SUCCEEDED") await client.describeRecord({ Id: record?.RecordId });
  emulator.clearCalls();
  return record?.ProvisionedProductId ?? "";
}

/** The program of a product that has the name it was given by whoever made it. */
const imported = (args: string, options: string): string =>
  program(args, options).replace(`name: "web-1",`, "");

const importing = (id: string) => `import: "${id}"`;

async function take(world: World, args: string, parameters: Record<string, string>): Promise<string> {
  const id = await stranger(world.emulator, parameters);
  world.project.write("index.js", imported(args, importing(id)));
  const preview = await world.project.run("preview");
  assert.equal(preview.code, 0, everything(preview));
  const up = await world.project.up();
  assert.deepEqual([up.code, up.changes], [0, { create: 2 }], everything(up));
  assert.equal(world.project.resource("web")?.id, id);
  return id;
}

describe("the import option in the real engine", () => {
  const args = `provisioningParameters: { Size: "large" }, tags: { team: "a" }`;

  it("takes the product as it is, and is no change when it is left out later", () =>
    inWorld({ emulator: wide }, async (world) => {
      const { project, sent } = world;
      await take(world, args, { Size: "large" });
      const again = await project.run("preview", "--expect-no-changes");
      assert.equal(again.code, 0, everything(again));
      assert.equal(project.resource("web")?.outputs?.["name"], "found");
      project.write("index.js", imported(args, ""));
      const without = await project.up("--expect-no-changes");
      assert.equal(without.code, 0, everything(without));
      const refreshed = await project.run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
      assert.equal(refreshed.code, 0, everything(refreshed));
      assert.deepEqual(sent(), []);
    }));

  it("shows in its own preview what differs, as the update after it does", () =>
    inWorld({ emulator: wide }, async ({ emulator, project, sent }) => {
      const id = await stranger(emulator, { Size: "large", Password: "only-for-tests" });
      const args = (size: string, more = "") =>
        imported(
          `provisioningParameters: { Size: "${size}", Password: "given-12345" }, ${more}`,
          importing(id),
        );
      project.write("index.js", args("small", `provisioningArtifactName: "v2"`));
      const text = everything(await project.run("preview"));
      assert.match(
        text,
        /found \(pp-\w+\) is taken into state; nothing is changed in AWS\. The next pulumi up changes:/,
      );
      assert.match(text, /provisioningArtifactName is "v1", the program says "v2"/);
      assert.match(text, /provisioningParameters\.Size is "large", the program says "small"/);
      assert.match(text, /tags\.team is "a", the program says nothing/);
      assert.ok(!text.includes("given-12345"));
      project.write("index.js", args("large", `tags: { team: "a" }`));
      const same = everything(await project.run("preview"));
      assert.match(same, /is taken into state; nothing is changed in AWS\.$/m);
      assert.deepEqual(sent(), []);
    }));

  it("shows in the next preview what differs, and up sends it", () =>
    inWorld({ emulator: wide }, async (world) => {
      const { emulator, project, sent } = world;
      await take(world, `provisioningParameters: { Size: "small" }`, { Size: "large", Owner: "somebody" });
      const preview = await project.run("preview");
      const text = everything(preview);
      assert.match(text, /provisioningParameters\.Size is "large", the program says "small"/);
      assert.match(text, /provisioningParameters\.Owner is "somebody", the program says nothing/);
      assert.match(text, /tags\.team is "a", the program says nothing/);
      assert.deepEqual(sent(), []);
      const up = await project.up();
      assert.deepEqual(up.changes, { same: 1, update: 1 }, everything(up));
      const [product] = emulator.products();
      assert.deepEqual([product?.parameters.Size, product?.parameters.Owner], ["small", "nobody"]);
      const again = await project.run("preview", "--expect-no-changes");
      assert.equal(again.code, 0, everything(again));
    }));

  it("of what does not exist, or has another name, fails the preview", () =>
    inWorld({ emulator: wide }, async ({ emulator, project, sent }) => {
      project.write("index.js", imported("", importing("pp-aaaaaaaaaaaaa")));
      const missing = await project.run("preview");
      assert.notEqual(missing.code, 0);
      assert.match(
        everything(missing),
        /import: there is no provisioned product pp-aaaaaaaaaaaaa in us-east-1/,
      );
      const id = await stranger(emulator);
      project.write("index.js", program("", importing(id)));
      const misnamed = await project.run("preview");
      assert.notEqual(misnamed.code, 0);
      assert.match(everything(misnamed), /name: pp-\w+ is named "found", which cannot be changed/);
      assert.deepEqual(sent(), []);
    }));

  it("does not bring the imported product back in a replacement", () =>
    inWorld({ emulator: wide }, async (world) => {
      const { emulator, project, urn } = world;
      const id = await take(world, args, { Size: "large" });
      const replaced = await project.up("--target-replace", urn);
      assert.equal(replaced.code, 0, everything(replaced));
      const [product, other] = emulator.products();
      assert.equal(other, undefined);
      assert.notEqual(product?.id, id);
      assert.equal(project.resource("web")?.id, product?.id);
    }));
});

const getting = (id: string) => `
const { ProvisionedProduct } = require("pulumi-servicecatalog");
const found = ProvisionedProduct.get("found", "${id}");
module.exports = { name: found.name, url: found.output("Url") };
`;

describe("ProvisionedProduct.get in the real engine", () => {
  it("looks at a product, and destroy leaves it alone", () =>
    inWorld({ emulator: wide }, async ({ emulator, project, sent }) => {
      const id = await stranger(emulator);
      project.write("index.js", getting(id));
      const preview = await project.run("preview");
      assert.equal(preview.code, 0, everything(preview));
      const up = await project.up();
      assert.equal(up.code, 0, everything(up));
      assert.deepEqual(await project.outputs(), { name: "found", url: "https://web.example/small/nobody" });
      const refreshed = await project.refresh();
      assert.equal(refreshed.code, 0, everything(refreshed));
      const destroyed = await project.destroy();
      assert.equal(destroyed.code, 0, everything(destroyed));
      assert.deepEqual(sent(), []);
      assert.equal(emulator.products().length, 1);
    }));

  it("of what does not exist fails the preview", () =>
    inWorld({ program: getting("pp-aaaaaaaaaaaaa") }, async ({ project }) => {
      const preview = await project.run("preview");
      assert.notEqual(preview.code, 0);
      assert.match(everything(preview), /There is no provisioned product pp-aaaaaaaaaaaaa in us-east-1/);
    }));
});
