import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";

describe("a replacement", () => {
  it("by --target-replace ends in one new product", () =>
    inWorld({}, async ({ emulator, project, urn }) => {
      await project.up();
      const before = emulator.products()[0]?.id;
      const replaced = await project.up("--target-replace", urn);
      assert.equal(replaced.code, 0, everything(replaced));
      assert.equal(emulator.products().length, 1);
      assert.notEqual(emulator.products()[0]?.id, before);
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
    }));

  it("by taint ends in one new product", () =>
    inWorld({}, async ({ emulator, project, urn }) => {
      await project.up();
      const before = emulator.products()[0]?.id;
      assert.equal((await project.run("state", "taint", urn, "--yes")).code, 0);
      const replaced = await project.up();
      assert.equal(replaced.code, 0, everything(replaced));
      assert.equal(emulator.products().length, 1);
      assert.notEqual(emulator.products()[0]?.id, before);
    }));

  it("with deleteBeforeReplace: false never terminates the product that is in use", () =>
    inWorld({ program: program("", "deleteBeforeReplace: false") }, async ({ emulator, project, urn }) => {
      await project.up();
      const id = emulator.products()[0]?.id;
      await project.up("--target-replace", urn);
      assert.deepEqual(
        emulator.products().map((product) => product.id),
        [id],
      );
      await project.up();
      assert.deepEqual(
        emulator.products().map((product) => product.id),
        [id],
      );
      assert.equal(project.resource("web")?.id, id);
    }));

  it("by another name makes the new product after the old one is gone", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      await project.up();
      sent();
      project.write("index.js", program().replace("web-1", "web-2"));
      const renamed = await project.up();
      assert.equal(renamed.code, 0, everything(renamed));
      assert.deepEqual(sent(), ["TerminateProvisionedProduct", "ProvisionProduct"]);
      assert.deepEqual(
        emulator.products().map(({ name }) => name),
        ["web-2"],
      );
    }));

  const renamed = (args = "") => program(args, `aliases: [{ name: "web" }]`).replace(`("web",`, `("site",`);

  it("is not what a rename with an alias is, after which destroy goes by the new URN", () =>
    inWorld({}, async ({ emulator, project, urn, sent }) => {
      await project.up();
      sent();
      project.write("index.js", renamed());
      const up = await project.up();
      assert.equal(up.code, 0, everything(up));
      assert.deepEqual(sent(), []);
      assert.equal((await project.run("preview", "--expect-no-changes")).code, 0);
      assert.equal(project.resource("site")?.id, emulator.products()[0]?.id);
      project.env.SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES = urn.replace(/web$/, "site");
      const destroyed = await project.destroy();
      assert.match(everything(destroyed), /terminating with retainPhysicalResources/);
      assert.deepEqual(emulator.products(), []);
    }));

  it("is not what a rename with an update that fails is, after which destroy goes by the new URN", () =>
    inWorld({}, async ({ emulator, project, urn }) => {
      await project.up();
      emulator.fail("web-1", { operation: "update" });
      project.write("index.js", renamed(`provisioningParameters: { Size: "large" }`));
      const failed = await project.up();
      assert.match(everything(failed), /could not be updated/);
      project.env.SERVICECATALOG_IGNORE_ERRORS = urn.replace(/web$/, "site");
      const destroyed = await project.destroy();
      assert.match(everything(destroyed), /terminating with ignoreErrors/);
      assert.deepEqual(emulator.products(), []);
    }));

  it("of a product that was destroyed and comes back the same is a new product", () =>
    inWorld({}, async ({ emulator, project }) => {
      const seen = new Set<string | undefined>();
      for (let life = 0; life < 3; life++) {
        assert.equal((await project.up()).code, 0);
        seen.add(emulator.products()[0]?.id);
        assert.equal((await project.destroy()).code, 0);
        assert.deepEqual(emulator.products(), []);
      }
      assert.equal(seen.size, 3);
    }));
});
