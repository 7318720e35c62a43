import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const owned = (name: string) => program(`owner: "${role(name)}"`);

describe("the owner argument in the real engine", () => {
  it("hands the product over after create and when it changes, and once only", () =>
    inWorld({ program: owned("Operators"), emulator: { profile: "admin" } }, async ({ project, sent }) => {
      const created = await project.up();
      assert.equal(created.code, 0, everything(created));
      assert.deepEqual(sent(), ["ProvisionProduct", "UpdateProvisionedProductProperties"]);
      const again = await project.up("--expect-no-changes");
      assert.equal(again.code, 0, everything(again));
      const refreshed = await project.run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
      assert.equal(refreshed.code, 0, everything(refreshed));
      project.write("index.js", owned("Others"));
      const changed = await project.up();
      assert.deepEqual(changed.changes, { same: 1, update: 1 }, everything(changed));
      assert.deepEqual(sent(), ["UpdateProvisionedProductProperties"]);
      const destroyed = await project.destroy();
      assert.equal(destroyed.code, 0, everything(destroyed));
    }));

  it("that AWS refuses keeps the product in state, says why, and is tried again", () =>
    inWorld({ program: owned("Operators") }, async ({ emulator, project, sent }) => {
      const refused = await project.up();
      assert.notEqual(refused.code, 0);
      assert.match(everything(refused), /web-1 \(pp-\w+\) keeps its owner: AccessDenied/);
      assert.match(everything(refused), /needs servicecatalog:UpdateProvisionedProductProperties/);
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
      sent();
      await project.up();
      assert.ok(!sent().includes("ProvisionProduct"));
      project.write("index.js", program());
      const without = await project.up();
      assert.equal(without.code, 0, everything(without));
      assert.deepEqual(sent(), []);
    }));

  it("that is no ARN of anybody fails the preview", () =>
    inWorld({ program: program(`owner: "somebody"`) }, async ({ project }) => {
      const preview = await project.run("preview");
      assert.match(everything(preview), /owner: "somebody" is not the ARN of a user, a role/);
    }));
});
