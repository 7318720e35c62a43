import assert from "node:assert/strict";
import { everything, inWorld, running, slow } from "../engine/fixture";

const three = `
const { ProvisionedProduct } = require("pulumi-servicecatalog");
for (const name of ["a", "b", "c"])
  new ProvisionedProduct(name, { name, productName: "web", provisioningArtifactName: "v1" });
`;

describe("Ctrl-C and SIGTERM while operations are queued", () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`${signal}: what waits for its turn is never sent, and the next run does all of it once`, () =>
      inWorld({ program: three, emulator: slow }, async ({ emulator, project, sent }) => {
        const up = project.start("up", "--yes", "--skip-preview", "--parallel", "1");
        await up.printed(running);
        up.signal(signal);
        const stopped = await up.result;
        assert.notEqual(stopped.code, 0);
        assert.deepEqual(sent(), ["ProvisionProduct"]);
        const again = await project.up();
        assert.equal(again.code, 0, everything(again));
        assert.deepEqual(sent(), ["ProvisionProduct", "ProvisionProduct"]);
        const names = () => emulator.products().map(({ name }) => name);
        assert.deepEqual(names().sort(), ["a", "b", "c"]);

        const destroy = project.start("destroy", "--yes", "--skip-preview", "--parallel", "1");
        await destroy.printed(running);
        destroy.signal(signal);
        assert.notEqual((await destroy.result).code, 0);
        assert.deepEqual(sent(), ["TerminateProvisionedProduct"]);
        for (const { id, name } of emulator.products()) assert.equal(project.resource(name)?.id, id);
        const ended = await project.destroy();
        assert.equal(ended.code, 0, everything(ended));
        assert.deepEqual(sent(), ["TerminateProvisionedProduct", "TerminateProvisionedProduct"]);
        assert.deepEqual(emulator.products(), []);
      }));
  }

  it("a call that waits because AWS limits their rate is not sent any more", () =>
    inWorld({ emulator: slow }, async ({ emulator, project, sent }) => {
      emulator.injectCallFaults("ProvisionProduct", "throttle", Infinity);
      const up = project.start("up", "--yes", "--skip-preview");
      await up.printed(/AWS limits the rate of calls; asking again/);
      up.signal("SIGINT");
      const stopped = await up.result;
      assert.match(everything(stopped), /web-1 is not in state: the run was stopped. \[interrupted\]/);
      emulator.clearCallFaults();
      assert.deepEqual(emulator.records(), []);
      sent();
      const again = await project.up();
      assert.equal(again.code, 0, everything(again));
      assert.deepEqual(sent(), ["ProvisionProduct"]);
    }));
});
