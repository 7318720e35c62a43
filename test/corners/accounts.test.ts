import assert from "node:assert/strict";
import { everything, inWorld } from "../engine/fixture";

const eight = `
const { ProvisionedProduct } = require("pulumi-servicecatalog");
for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"])
  new ProvisionedProduct(name, { name, productName: "Account", provisioningArtifactName: "v1" });
`;
const versions = [{ name: "v1", template: { Resources: { Topic: { Type: "AWS::SNS::Topic" } } } }];
const emulator = {
  catalog: { products: [{ name: "Account", type: "CONTROL_TOWER_ACCOUNT" as const, versions }] },
  durations: { account: 1000, lag: 50 },
};

describe("eight accounts of Account Factory in one program", () => {
  for (const room of [5, 4]) {
    it(`all become AVAILABLE where Account Factory has room for ${room}, and all go`, () =>
      inWorld(
        { program: eight, emulator: { ...emulator, guesses: { accountOperations: room } } },
        async ({ emulator, project }) => {
          const up = await project.up("--parallel", "8");
          assert.equal(up.code, 0, everything(up));
          assert.match(everything(up), /in the queue: Account Factory admits 5 operations at once/);
          const products = emulator.products().map(({ name, status }) => `${name} ${status}`);
          assert.deepEqual(
            products.sort(),
            [..."abcdefgh"].map((name) => `${name} AVAILABLE`),
          );
          const collisions = emulator.records().filter(({ status }) => status === "FAILED").length;
          assert.equal(collisions > 0, room < 5);
          for (const { id, name } of emulator.products()) assert.equal(project.resource(name)?.id, id);
          const destroy = await project.destroy("--parallel", "8");
          assert.equal(destroy.code, 0, everything(destroy));
          assert.deepEqual(emulator.products(), []);
        },
      ));
  }
});
