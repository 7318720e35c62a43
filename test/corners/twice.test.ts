import assert from "node:assert/strict";
import { createEmulator } from "../../emulator";
import { Project } from "../support/project";
import { catalog, durations, everything, inWorld, program } from "../engine/fixture";

const unnamed = program().replace(`name: "web-1",`, "");

describe("nothing twice, nothing lost", () => {
  it("a second stack with the same name for its product is refused, with the line that imports it", () =>
    inWorld({}, async ({ emulator, project }) => {
      await project.up();
      const [product] = emulator.products();
      const other = await Project.create({ program: program(), name: "other", env: emulator.env });
      try {
        const refused = await other.up();
        assert.equal(refused.code, 1);
        assert.match(everything(refused), new RegExp(`is taken by ${product?.id}`));
        assert.match(everything(refused), new RegExp(`import: \\\\?"${product?.id}`));
        assert.equal((await other.destroy()).code, 0);
        assert.deepEqual(emulator.products(), [product]);
      } finally {
        await other.remove();
      }
    }));

  it("two people with the same project and stack names do not get each other's product", async () => {
    const emulator = await createEmulator({ catalog, durations });
    const person = (key: string) =>
      Project.create({ program: unnamed, env: { ...emulator.env, AWS_ACCESS_KEY_ID: key } });
    const [first, second] = [await person("AKIAFIRST"), await person("AKIASECOND")];
    try {
      assert.equal((await first.up()).code, 0);
      const refused = await second.up();
      assert.equal(refused.code, 1, everything(refused));
      assert.match(everything(refused), /is taken by pp-.* by arn:aws:iam::123456789012:user\//);
      assert.equal((await second.destroy()).code, 0);
      assert.equal(emulator.products().length, 1);
      assert.equal(first.resource("web")?.id, emulator.products()[0]?.id);
    } finally {
      await Promise.all([first.remove(), second.remove(), emulator.close()]);
    }
  });

  it("a wait that is longer than its timeout keeps the product, and the next run takes it up", () =>
    inWorld(
      {
        program: program("", `customTimeouts: { create: "1s" }`),
        emulator: { durations: { ...durations, create: 4000 } },
      },
      async ({ emulator, project, sent }) => {
        const timedOut = await project.up();
        assert.equal(timedOut.code, 1);
        assert.match(everything(timedOut), /is still being provisioned/);
        assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
        project.write("index.js", program());
        const again = await project.up();
        assert.equal(again.code, 0, everything(again));
        assert.deepEqual(sent(), ["ProvisionProduct"]);
        assert.equal((await project.run("preview", "--expect-no-changes")).code, 0);
      },
    ));

  it("a replacement that is told to retain leaves the old stack, and makes one new product", () =>
    inWorld({}, async ({ emulator, project, urn }) => {
      await project.up();
      const old = emulator.products()[0]?.id;
      project.env.SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES = "*";
      const replaced = await project.up("--target-replace", urn);
      assert.equal(replaced.code, 0, everything(replaced));
      assert.match(
        everything(replaced),
        /retainPhysicalResources \(from SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES\)/,
      );
      assert.equal(emulator.products().length, 1);
      assert.notEqual(emulator.products()[0]?.id, old);
      assert.deepEqual(
        emulator.stacks().map(({ status }) => status),
        ["CREATE_COMPLETE", "CREATE_COMPLETE"],
      );
    }));

  it("stack config set after the last up counts in destroy --run-program only", () =>
    inWorld({}, async ({ emulator, project }) => {
      await project.up();
      await project.config("servicecatalog:retainPhysicalResources", "true");
      const destroyed = await project.destroy("--run-program");
      assert.equal(destroyed.code, 0, everything(destroyed));
      assert.match(everything(destroyed), /retainPhysicalResources \(from stack config\)/);
      assert.deepEqual(
        emulator.stacks().map(({ status }) => status),
        ["CREATE_COMPLETE"],
      );
    }));

  it("replacementTrigger replaces the product once", () =>
    inWorld({ program: program("", `replacementTrigger: "a"`) }, async ({ emulator, project }) => {
      await project.up();
      const old = emulator.products()[0]?.id;
      project.write("index.js", program("", `replacementTrigger: "b"`));
      const replaced = await project.up();
      assert.equal(replaced.code, 0, everything(replaced));
      assert.equal(emulator.products().length, 1);
      assert.notEqual(emulator.products()[0]?.id, old);
      assert.equal((await project.run("preview", "--expect-no-changes")).code, 0);
    }));

  it("an association that is only just made does not fail the up that needs it", () =>
    inWorld(
      { emulator: { catalog: { ...catalog, portfolios: [{ name: "main" }] } } },
      async ({ emulator, project }) => {
        await project.up();
        const { productId } = emulator.products()[0] ?? {};
        await project.destroy();
        project.write("index.js", program().replace(`productName: "web"`, `productId: "${productId}"`));
        emulator.outside.associate("main", 4000);
        const created = await project.up();
        assert.equal(created.code, 0, everything(created));
        assert.equal(emulator.products()[0]?.status, "AVAILABLE");
      },
    ));

  it("a product that would not go is let go, with its stack, by the variable that the failure names", () =>
    inWorld({}, async ({ emulator, project }) => {
      await project.up();
      emulator.fail("web-1", { operation: "terminate", kind: "resource", resources: ["Bucket"] });
      const failed = await project.destroy();
      assert.equal(failed.code, 1);
      const [, id] = /SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES=(\S+)/.exec(everything(failed)) ?? [];
      project.env.SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES = id;
      const released = await project.destroy();
      assert.equal(released.code, 0, everything(released));
      assert.deepEqual(emulator.products(), []);
      assert.deepEqual(
        emulator.stacks().map(({ status }) => status),
        ["DELETE_FAILED"],
      );
    }));
});
