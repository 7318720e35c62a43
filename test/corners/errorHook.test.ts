import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { everything, inWorld, type World } from "../engine/fixture";

/**
 * A program inside of the Automation API, whose hook asks for a retry of whatever fails, `retries` times. There the
 * program talks to the engine itself: the language host of these tests is older than error hooks.
 */
const script = (command: "up" | "destroy", size: string, retries: number): string => `
const automation = require("@pulumi/pulumi/automation");
const pulumi = require("@pulumi/pulumi");
const { ProvisionedProduct } = require("pulumi-servicecatalog");
async function program() {
  let asked = 0;
  const again = new pulumi.ErrorHook("again", () => asked++ < ${retries});
  const provisioningParameters = { Size: "${size}" };
  new ProvisionedProduct(
    "web",
    { name: "web-1", productName: "web", provisioningArtifactName: "v1", provisioningParameters },
    { hooks: { onError: [again] } },
  );
}
automation.LocalWorkspace.selectStack(
  { stackName: "test", projectName: "project", program },
  { workDir: __dirname },
).then((stack) => stack.${command}({ runProgram: true, onOutput: console.log })).catch((error) => {
  console.log(String(error));
  process.exitCode = 1;
});
`;

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the program. */
function automate({ project }: World, command: "up" | "destroy", size = "small", retries = 1): Promise<Run> {
  project.write("automation.js", script(command, size, retries));
  const options = { cwd: project.folder, env: project.env };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["automation.js"], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe("an onError hook that asks for a retry", () => {
  it("gets a real one of a create, of an update and of a terminate, and never a second product", () =>
    inWorld({}, async (world) => {
      const { emulator, project, sent } = world;
      emulator.fail("*", { operation: "create", message: "once" });
      const up = await automate(world, "up");
      assert.equal(up.code, 0, everything(up));
      // AWS answers the second one with the record of what is gone, so another token follows.
      const provision = "ProvisionProduct";
      assert.deepEqual(sent(), [provision, "TerminateProvisionedProduct", provision, provision]);
      const [product, ...others] = emulator.products();
      assert.deepEqual([product?.status, others], ["AVAILABLE", []]);
      assert.equal(project.resource("web")?.id, product?.id);

      emulator.fail("*", { operation: "update", message: "once" });
      const updated = await automate(world, "up", "large");
      assert.equal(updated.code, 0, everything(updated));
      assert.deepEqual(sent(), ["UpdateProvisionedProduct", "UpdateProvisionedProduct"]);
      assert.equal(emulator.products()[0]?.parameters["Size"], "large");

      emulator.fail("*", { operation: "terminate", message: "once" });
      const destroyed = await automate(world, "destroy", "large");
      assert.equal(destroyed.code, 0, everything(destroyed));
      assert.deepEqual(sent(), ["TerminateProvisionedProduct", "TerminateProvisionedProduct"]);
      assert.deepEqual(emulator.products(), []);
    }));

  it("ends with the failure when the retry fails as well, and leaves one product in state", () =>
    inWorld({}, async (world) => {
      const { emulator, project } = world;
      emulator.fail("*", { operation: "create", message: "always", times: Infinity });
      const up = await automate(world, "up");
      assert.notEqual(up.code, 0);
      assert.match(everything(up), /web-1 \(pp-\w+\) could not be provisioned: .*always/);
      assert.deepEqual(
        emulator.products().map(({ id, status }) => [id, status]),
        [[project.resource("web")?.id, "ERROR"]],
      );
    }));
});
