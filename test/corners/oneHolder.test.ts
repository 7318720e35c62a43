import assert from "node:assert/strict";
import { everything, inWorld, slow } from "../engine/fixture";

/** Products by logical name, with more arguments and options; each is one line of the program. */
const resources = (...lines: [name: string, args?: string, options?: string][]) => `
const { ProvisionedProduct } = require("pulumi-servicecatalog");
const made = {};
${lines
  .map(
    ([name, args = "", options = ""]) =>
      `made.${name} = new ProvisionedProduct("${name}", { productName: "web", provisioningArtifactName: "v1", ${args} }, { ${options} });`,
  )
  .join("\n")}
`;

describe("one product has one resource", () => {
  it("also when a replacement that keeps its name comes before its delete: nothing is created or terminated", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      const a = (trigger: string) =>
        resources(["a", "", `deleteBeforeReplace: false, replacementTrigger: "${trigger}"`]);
      project.write("index.js", a("1"));
      await project.up();
      sent();
      project.write("index.js", a("2"));
      const refused = await project.up();
      assert.notEqual(refused.code, 0);
      assert.match(everything(refused), /with deleteBeforeReplace: false a replacement needs another name/);
      project.write("index.js", a("1"));
      const back = await project.up();
      assert.equal(back.code, 0, everything(back));
      assert.ok(!sent().includes("TerminateProvisionedProduct"));
      assert.deepEqual(
        emulator.products().map(({ id, status }) => [id, status]),
        [[project.resource("a")?.id, "AVAILABLE"]],
      );
    }));

  for (const [what, force] of [
    ["taint", (urn: string) => ["state", "taint", urn]],
    ["--target-replace", undefined],
  ] as const)
    it(`also when ${what} forces such a replacement, while another resource fails`, () =>
      inWorld({}, async ({ emulator, project, sent }) => {
        const program = (options: string, size: string) =>
          resources(
            ["a", `name: "n-1"`, options],
            ["s", `name: "s-1", provisioningParameters: { Size: "${size}" }`],
          );
        project.write("index.js", program("", "small"));
        await project.up();
        const [a] = emulator.products().filter(({ name }) => name === "n-1");
        const urn = `urn:pulumi:test::${project.name}::pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct::a`;
        if (force) await project.run(...force(urn));
        project.write("index.js", program("deleteBeforeReplace: false", "large"));
        emulator.fail("s-1", { operation: "update" });
        sent();
        const both = ["--target-replace", urn, "--target", urn.replace(/a$/, "s")];
        const refused = await project.up(...(force ? [] : both));
        assert.notEqual(refused.code, 0, everything(refused));
        assert.match(
          everything(refused),
          /with deleteBeforeReplace: false a replacement needs another name/i,
        );
        await project.up();
        await project.up();
        assert.ok(!sent().includes("TerminateProvisionedProduct"));
        assert.equal(project.resource("a")?.id, a?.id);
        project.write("index.js", program("", "large"));
        const preview = await project.run("preview");
        assert.equal(preview.code, 0, everything(preview));
        const replaced = await project.up(...(force ? [] : ["--target-replace", urn]));
        assert.equal(replaced.code, 0, everything(replaced));
        const now = emulator.products().filter(({ name }) => name === "n-1");
        assert.deepEqual(
          now.map(({ id }) => id),
          [project.resource("a")?.id],
        );
        assert.notEqual(now[0]?.id, a?.id);
      }));

  it("also when the old name of a renamed resource is used again", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      project.write("index.js", resources(["a"]));
      await project.up();
      const [product] = emulator.products();
      project.write("index.js", resources(["b", "", `aliases: [{ name: "a" }]`]));
      await project.up();
      // Where b waits for a, the provider cannot know yet that b has the product.
      const both = resources(["a"], ["b", "", `aliases: [{ name: "a" }], dependsOn: [made.a]`]);
      project.write("index.js", both);
      const preview = await project.run("preview");
      assert.match(everything(preview), /is that of pp-\w+ .*pulumi up takes it up/);
      await project.up();
      sent();
      project.write("index.js", resources(["b", "", `aliases: [{ name: "a" }]`]));
      const up = await project.up();
      assert.equal(up.code, 0, everything(up));
      assert.match(everything(up), /is not terminated: urn:\S+::b has it/);
      assert.deepEqual(sent(), []);
      assert.deepEqual(emulator.products(), [product]);
      assert.equal((await project.destroy()).code, 0);
      assert.deepEqual(emulator.products(), []);
    }));

  it("also when another one imports it", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      project.write("index.js", resources(["a", `name: "web-1"`]));
      await project.up();
      sent();
      const [{ id } = { id: "" }] = emulator.products();
      const importing = ["b", `name: "web-1"`, `import: "${id}", dependsOn: [made.a]`] as [
        string,
        string,
        string,
      ];
      project.write("index.js", resources(["a", `name: "web-1"`], importing));
      const refused = await project.run("preview");
      assert.match(everything(refused), /import: pp-\w+ is in this stack's state already, as urn:\S+::a/);
      const up = await project.up();
      assert.notEqual(up.code, 0, everything(up));
      assert.deepEqual(sent(), []);
    }));

  it("also when another one imports it before the engine shows whose it is, which the next runs say as well", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      project.write("index.js", resources(["a", `name: "web-1"`]));
      await project.up();
      sent();
      const [product] = emulator.products();
      // Without a name of its own: two resources that ask for one name are refused before.
      const b = ["b", `ignoreErrors: false`, `import: "${product?.id}"`] as [string, string, string];
      project.write("index.js", resources(b, ["a", `name: "web-1"`, `dependsOn: [made.b]`]));
      const refused = await project.up();
      assert.notEqual(refused.code, 0, everything(refused));
      assert.match(everything(refused), /\(pp-\w+\) is already managed by urn:\S+::b/);
      project.write("index.js", resources(b, ["a", `name: "web-1"`]));
      const again = await project.up();
      assert.notEqual(again.code, 0, everything(again));
      assert.match(
        everything(again),
        /is the name of another resource of this program as well, urn:\S+::[ab]/,
      );
      const urn = "urn:pulumi:test::project::pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct::b";
      const deleted = await project.run("state", "delete", urn, "--yes");
      assert.equal(deleted.code, 0, everything(deleted));
      project.write("index.js", resources(["a", `name: "web-1"`]));
      const settled = await project.up("--expect-no-changes");
      assert.equal(settled.code, 0, everything(settled));
      assert.doesNotMatch(everything(settled), /as well/);
      assert.deepEqual(sent(), []);
      assert.deepEqual(emulator.products(), [product]);
    }));

  it("which it keeps when the one that it was renamed from by import goes in a later run", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      project.write("index.js", resources(["a", `name: "web-1"`]));
      await project.up();
      sent();
      const [product] = emulator.products();
      // Without a name of its own: two resources that ask for one name are refused before.
      const b = ["b", `ignoreErrors: false`, `import: "${product?.id}"`] as [string, string, string];
      const failing = `${resources(b)} made.b.id.apply(() => { throw new Error("not today"); });`;
      project.write("index.js", failing);
      assert.notEqual((await project.up()).code, 0);
      assert.equal(project.resource("a")?.id, product?.id);
      assert.equal(project.resource("b")?.id, product?.id);
      project.write("index.js", resources(b));
      const up = await project.up();
      assert.equal(up.code, 0, everything(up));
      assert.deepEqual(sent(), []);
      assert.equal(project.resource("a"), undefined);
      assert.deepEqual(emulator.products(), [product]);
    }));

  it("which an up after a killed replacement takes up", () =>
    inWorld({ emulator: slow }, async ({ emulator, project, sent }) => {
      const a = (trigger: string) => resources(["a", "", `replacementTrigger: "${trigger}"`]);
      project.write("index.js", a("1"));
      await project.up();
      project.write("index.js", a("2"));
      const up = project.start("up", "--yes", "--skip-preview");
      await up.printed(/provisioning: in progress \(rec-/);
      up.signal("SIGKILL");
      await up.result;
      const [product] = emulator.products();
      sent();
      await project.run("cancel", "--yes");
      const again = await project.up();
      assert.equal(again.code, 0, everything(again));
      assert.deepEqual(
        emulator.products().map(({ id }) => id),
        [product?.id],
      );
      assert.equal(project.resource("a")?.id, product?.id);
      assert.equal((await project.destroy()).code, 0);
      assert.deepEqual(emulator.products(), []);
    }));
});
