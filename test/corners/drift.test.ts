import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";

describe("parameters that were changed outside", () => {
  it("are seen by refresh in the stack, without those that are NoEcho, and up sets them back", () =>
    inWorld(
      { program: program(`provisioningParameters: { Size: "small", Password: "changed-nowhere" }`) },
      async ({ emulator, project, sent }) => {
        await project.up();
        emulator.outside.setParameters("web-1", { Size: "large" });
        sent();
        const refreshed = await project.run("refresh", "--yes", "--skip-preview", "--diff");
        assert.match(refreshed.stdout, /Size\s*: "small" => "large"/, everything(refreshed));
        assert.doesNotMatch(refreshed.stdout, /Password/);
        const repaired = await project.up();
        assert.equal(repaired.code, 0, everything(repaired));
        assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
        assert.equal(emulator.products()[0]?.parameters.Size, "small");
      },
    ));

  it("are not looked for when the stack's config says so", () =>
    inWorld(
      {
        program: program(`provisioningParameters: { Size: "small" }`),
        config: { "servicecatalog:parameterDrift": "false" },
      },
      async ({ emulator, project }) => {
        await project.up();
        emulator.outside.setParameters("web-1", { Size: "large" });
        emulator.clearCalls();
        const refreshed = await project.refresh();
        assert.deepEqual(refreshed.changes, { same: 2 }, everything(refreshed));
        assert.deepEqual(emulator.calls({ operation: "DescribeStacks" }), []);
      },
    ));
});
