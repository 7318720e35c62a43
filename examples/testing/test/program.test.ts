// The whole program with the real Pulumi CLI, on the emulator: what AWS would be asked for, and what becomes of it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { createEmulator, requireEmulator, type Emulator } from "pulumi-servicecatalog/emulator";
import { first, last } from "./hooks";

const folder = path.join(__dirname, "..");

describe("the whole program", () => {
  const state = mkdtempSync(path.join(os.tmpdir(), "testing-state-"));
  let emulator: Emulator;
  let stack: Stack;

  first(async () => {
    emulator = await createEmulator({ catalog: path.join(folder, "catalog"), speed: 200 });
    stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "test", workDir: folder },
      {
        envVars: {
          ...emulator.env,
          PULUMI_BACKEND_URL: `file://${state}`,
          PULUMI_CONFIG_PASSPHRASE: "only-for-tests",
        },
      },
    );
    // Without the emulator's variables the program would reach your account.
    requireEmulator(stack.workspace.envVars);
    await stack.setConfig("password", { value: "only-for-tests", secret: true });
  });

  last(async () => {
    await stack?.workspace.removeStack("test", { force: true });
    await emulator?.close();
    rmSync(state, { recursive: true, force: true });
  });

  it("passes all checks of a preview, which changes nothing", async () => {
    const { changeSummary } = await stack.preview();
    assert.equal(changeSummary.create, 2);
    assert.deepEqual(emulator.calls({ mutating: true }), []);
  });

  it("provisions the product with what the stack needs", async () => {
    const { outputs } = await stack.up();
    assert.match(String(outputs["url"]?.value), /^https:\/\/.+\.s3\.amazonaws\.com\/$/);
    const [product, ...others] = emulator.products();
    assert.deepEqual(others, []);
    assert.equal(product?.status, "AVAILABLE");
    assert.equal(product.parameters["Visitors"], "few");
    assert.deepEqual(product.tags, { Environment: "test" });
  });

  it("changes nothing when nothing has changed", async () => {
    emulator.clearCalls();
    const { summary } = await stack.up({ expectNoChanges: true });
    assert.deepEqual(summary.resourceChanges, { same: 2 });
    assert.deepEqual(emulator.calls({ mutating: true }), []);
  });

  it("repairs an update that AWS has rolled back", async () => {
    const [product] = emulator.products();
    emulator.fail(product?.name ?? "", { operation: "update", message: "The limit is reached" });
    await stack.setConfig("password", { value: "another-for-tests", secret: true });
    await assert.rejects(stack.up(), /could not be updated: .*The limit is reached/);
    assert.equal(emulator.products()[0]?.status, "TAINTED");
    await stack.up();
    assert.equal(emulator.products()[0]?.status, "AVAILABLE");
  });

  it("leaves nothing", async () => {
    await stack.destroy();
    assert.deepEqual(emulator.products(), []);
  });
});
