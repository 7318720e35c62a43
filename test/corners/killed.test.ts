import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { Project } from "../support/project";
import { everything, inWorld, program, running, slow, stopRunning } from "../engine/fixture";

/** The provider processes of a project, known by the Pulumi home in their environment. */
function providers(project: Project): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return (
        readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("cmd/dynamic-provider") &&
        readFileSync(`/proc/${pid}/environ`, "utf8").includes(`PULUMI_HOME=${project.env.PULUMI_HOME}`)
      );
    } catch {
      return false; // not a process, or it has ended meanwhile
    }
  });
}

describe("a CLI that is killed", () => {
  it("takes its provider along, so that nobody goes on unseen", async function () {
    if (process.platform !== "linux") return this.skip();
    await inWorld({ emulator: { durations: { create: 60_000 } } }, async ({ project }) => {
      const up = project.start("up", "--yes", "--skip-preview");
      await up.printed(running);
      assert.ok(providers(project).length > 0);
      up.signal("SIGKILL");
      await up.result;
      while (providers(project).length > 0) await new Promise((resolve) => setImmediate(resolve));
    });
  });

  it("in a create: cancel and up end in exactly one product, destroy in none", () =>
    inWorld({ emulator: slow }, async ({ emulator, project, sent }) => {
      await stopRunning(project, "up", "SIGKILL");
      assert.equal(project.resource("web"), undefined);
      const id = emulator.products()[0]?.id;

      assert.equal((await project.run("cancel", "--yes")).code, 0);
      const again = await project.up();
      assert.equal(again.code, 0, everything(again));
      assert.deepEqual(
        emulator.products().map((product) => product.id),
        [id],
      );
      assert.equal(project.resource("web")?.id, id);
      // The second call carries the token of the first, so AWS answers it with the same record.
      assert.deepEqual(sent(), ["ProvisionProduct", "ProvisionProduct"]);
      assert.equal(emulator.records().length, 1);

      assert.equal((await project.destroy()).code, 0);
      assert.deepEqual(emulator.products(), []);
    }));

  it("in a create whose program is then changed: up takes the product up and changes it", () =>
    inWorld({ emulator: slow }, async ({ emulator, project }) => {
      await stopRunning(project, "up", "SIGKILL");
      await project.run("cancel", "--yes");
      project.write("index.js", program(`provisioningParameters: { Size: "large" }`));
      const again = await project.up();
      assert.equal(again.code, 0, everything(again));
      assert.match(everything(again), /taking up pp-/);
      assert.deepEqual(
        emulator.products().map(({ parameters, status }) => [parameters.Size, status]),
        [["large", "AVAILABLE"]],
      );
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
    }));

  it("in an update: up ends in the program's state without a second update", () =>
    inWorld({ emulator: slow }, async ({ emulator, project }) => {
      await project.up();
      project.write("index.js", program(`provisioningParameters: { Size: "large" }`));
      await stopRunning(project, "up", "SIGKILL");
      await project.run("cancel", "--yes");
      const again = await project.up();
      assert.equal(again.code, 0, everything(again));
      assert.equal(emulator.products()[0]?.parameters.Size, "large");
      assert.deepEqual(
        emulator.records().map(({ type }) => type),
        ["PROVISION_PRODUCT", "UPDATE_PROVISIONED_PRODUCT"],
      );
    }));

  it("in an update that the program then takes back: up --refresh goes back, NoEcho parameters as well", () => {
    const sized = (size: string, password: string) =>
      program(`provisioningParameters: { Size: "${size}", Password: "${password}" }`);
    return inWorld({ emulator: slow, program: sized("small", "first") }, async ({ emulator, project }) => {
      await project.up();
      for (const [size, password] of [
        ["large", "first"],
        ["small", "second"],
      ] as const) {
        project.write("index.js", sized(size, password));
        await stopRunning(project, "up", "SIGKILL");
        await project.run("cancel", "--yes");
        project.write("index.js", sized("small", "first"));
        const again = await project.up("--refresh");
        assert.equal(again.code, 0, everything(again));
        const { Size, Password } = emulator.products()[0]?.parameters ?? {};
        assert.deepEqual([Size, Password], ["small", "first"]);
        const settled = await project.run("preview", "--refresh", "--expect-no-changes");
        assert.equal(settled.code, 0, everything(settled));
      }
    });
  });

  it("in a terminate: destroy follows the record that is running", () =>
    inWorld({ emulator: slow }, async ({ emulator, project, sent }) => {
      await project.up();
      sent();
      await stopRunning(project, "destroy", "SIGKILL");
      await project.run("cancel", "--yes");
      const again = await project.destroy();
      assert.equal(again.code, 0, everything(again));
      assert.deepEqual(sent(), ["TerminateProvisionedProduct"]);
      assert.deepEqual(emulator.products(), []);
      assert.deepEqual(project.state().resources, []);
    }));
});
