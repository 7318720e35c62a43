import assert from "node:assert/strict";
import { everything, inWorld } from "../engine/fixture";

const program = (args: string, before = "") => `
const pulumi = require("@pulumi/pulumi");
const { getProvisionedProduct, getProvisionedProductOutput, ProvisionedProduct } = require("pulumi-servicecatalog");
module.exports = async () => {
  ${before}
  return { found: ${args} };
};
`;
const pick = "({ id, name, status, region, outputs }) => ({ id, name, status, region, url: outputs.Url })";
const web = `const web = new ProvisionedProduct("web", { name: "web-1", productName: "web", provisioningArtifactName: "v1" });`;

describe("getProvisionedProduct in the real engine", () => {
  it("finds a product by id and by name, also of the same program, and never lists products", () =>
    inWorld(
      {
        program: program(
          `[ getProvisionedProductOutput({ id: web.id }).apply(${pick}),
             getProvisionedProductOutput({ name: web.arn.apply(() => "web-1") }).apply(${pick}) ]`,
          web,
        ),
      },
      async ({ emulator, project, sent }) => {
        const preview = await project.run("preview");
        assert.equal(preview.code, 0, everything(preview));
        assert.deepEqual(emulator.calls({ operation: "DescribeRecord" }), [], "unknown until it exists");
        const up = await project.up();
        assert.equal(up.code, 0, everything(up));
        assert.match(
          everything(up),
          /"found":\[\{[^}]*"ciphertext":"\[secret\]"/,
          "the version has a NoEcho parameter",
        );
        const { found } = (await project.outputs()) as { found: object[] };
        const id = emulator.products()[0]?.id;
        const expected = {
          id,
          name: "web-1",
          status: "AVAILABLE",
          region: "us-east-1",
          url: "https://web.example/small/nobody",
        };
        assert.deepEqual(found, [expected, expected]);
        assert.deepEqual(emulator.calls({ operation: "SearchProvisionedProducts" }), []);
        assert.deepEqual(sent(), ["ProvisionProduct"]);
      },
    ));

  it("of what does not exist is an error that says where it looked", () =>
    inWorld(
      {
        program: program(`await getProvisionedProduct({ name: "nothing" }).catch(({ message }) => message)`),
        config: { "servicecatalog:region": "eu-west-1" },
      },
      async ({ project }) => {
        const up = await project.up();
        assert.equal(up.code, 0, everything(up));
        assert.deepEqual(await project.outputs(), {
          found:
            'There is no provisioned product named "nothing" in eu-west-1 of account 123456789012.\n' +
            "Correct the name, or the region and credentials.",
        });
      },
    ));
});
