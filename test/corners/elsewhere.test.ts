import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";

/** Credentials of another account: the emulator takes the number from the access key. */
const otherAccount = "AKIA222222222222";

describe("a product that is not where the configuration looks", () => {
  it("is destroyed without an error when it is gone already", () =>
    inWorld({}, async ({ emulator, project, sent }) => {
      await project.up();
      emulator.outside.terminate("web-1");
      sent();
      const destroyed = await project.destroy();
      assert.equal(destroyed.code, 0, everything(destroyed));
      assert.deepEqual(project.state().resources, []);
      assert.deepEqual(sent(), []);
    }));

  it("leaves state in a refresh when it is gone, and comes back with up", () =>
    inWorld({}, async ({ emulator, project }) => {
      await project.up();
      emulator.outside.terminate("web-1");
      const refreshed = await project.refresh();
      assert.equal(refreshed.code, 0, everything(refreshed));
      assert.equal(project.resource("web"), undefined);
      const created = await project.up();
      assert.equal(created.code, 0, everything(created));
      assert.equal(emulator.products().length, 1);
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
    }));

  it("stays in state when the credentials are those of another account", () =>
    inWorld({}, async ({ emulator, project }) => {
      await project.up();
      project.env.AWS_ACCESS_KEY_ID = otherAccount;
      for (const result of [await project.destroy(), await project.refresh()]) {
        assert.equal(result.code, 1);
        assert.match(everything(result), /belongs to account 123456789012, but .* account 222222222222/);
      }
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
    }));

  it("is destroyed in its own region, whatever the configuration says now", () =>
    inWorld({}, async ({ emulator, project }) => {
      await project.up();
      project.env.AWS_REGION = "eu-central-1";
      await project.config("aws:region", "eu-west-1");
      const destroyed = await project.destroy();
      assert.equal(destroyed.code, 0, everything(destroyed));
      assert.deepEqual(emulator.products(), []);
      assert.deepEqual(
        [...new Set(emulator.calls({ mutating: true }).map(({ region }) => region))],
        ["us-east-1"],
      );
    }));

  it("is replaced when the program moves it to another region", () =>
    inWorld({ program: program(`region: "us-east-1"`) }, async ({ emulator, project }) => {
      await project.up();
      project.write("index.js", program(`region: "eu-west-1"`));
      const moved = await project.up();
      assert.equal(moved.code, 0, everything(moved));
      assert.deepEqual(emulator.products(), []);
      assert.equal(emulator.products({ region: "eu-west-1" }).length, 1);
    }));
});
