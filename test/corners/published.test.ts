import assert from "node:assert/strict";
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import type { EmulatorOptions } from "../../emulator";
import { everything, inWorld } from "../engine/fixture";

const template = {
  Parameters: { Size: { Type: "String", AllowedValues: ["small", "large"] } },
  Resources: { Topic: { Type: "AWS::SNS::Topic" } },
  Outputs: { Size: { Value: { Ref: "Size" } } },
};

/** Administrator and user are one here, as in the accounts of most who write such programs. */
const emulator: EmulatorOptions = {
  profile: "admin",
  catalog: { products: [], templates: { "topic.json": template } },
  guesses: { associationLag: 1_500 },
};

/**
 * What an administrator makes, as small resources of the program's own. Each finds its client when it is needed,
 * because the provider of a dynamic resource is kept as text.
 */
const publishing = `
const pulumi = require("@pulumi/pulumi");

const client = () => {
  const { ServiceCatalog } = require("@aws-sdk/client-service-catalog");
  return new ServiceCatalog({ region: "us-east-1", endpoint: process.env.AWS_ENDPOINT_URL_SERVICE_CATALOG });
};

class Made extends pulumi.dynamic.Resource {
  constructor(name, args, create, remove, options) {
    super({
      create: async (inputs) => ({ id: await create(client(), inputs), outs: inputs }),
      delete: async (id, inputs) => void (await remove(client(), inputs, id)),
    }, name, args, options);
  }
}

exports.portfolio = new Made("portfolio", { DisplayName: "Approved", ProviderName: "Platform" },
  async (sc, inputs) => (await sc.createPortfolio({
    DisplayName: inputs.DisplayName, ProviderName: inputs.ProviderName,
  })).PortfolioDetail.Id,
  (sc, _inputs, Id) => sc.deletePortfolio({ Id }));

exports.product = new Made("product", { file: "topic.json" },
  async (sc, { file }) => (await sc.createProduct({
    Name: "Topic",
    Owner: "Platform",
    ProductType: "CLOUD_FORMATION_TEMPLATE",
    ProvisioningArtifactParameters: {
      Name: "v1",
      Type: "CLOUD_FORMATION_TEMPLATE",
      Info: { LoadTemplateFromURL: "https://templates.s3.amazonaws.com/" + file },
    },
  })).ProductViewDetail.ProductViewSummary.ProductId,
  (sc, _inputs, Id) => sc.deleteProduct({ Id }));

const inPortfolio = new Made("in-portfolio", { PortfolioId: exports.portfolio.id, ProductId: exports.product.id },
  async (sc, { PortfolioId, ProductId }) => {
    await sc.associateProductWithPortfolio({ PortfolioId, ProductId });
    return "associated";
  },
  (sc, { PortfolioId, ProductId }) => sc.disassociateProductFromPortfolio({ PortfolioId, ProductId }));

const user = new Made("user", {
    PortfolioId: exports.portfolio.id,
    PrincipalARN: "arn:aws:iam::123456789012:user/AKIA123456789012",
    PrincipalType: "IAM",
  },
  async (sc, { PortfolioId, PrincipalARN, PrincipalType }) => {
    await sc.associatePrincipalWithPortfolio({ PortfolioId, PrincipalARN, PrincipalType });
    return "associated";
  },
  (sc, { PortfolioId, PrincipalARN, PrincipalType }) =>
    sc.disassociatePrincipalFromPortfolio({ PortfolioId, PrincipalARN, PrincipalType }));

exports.associations = [inPortfolio, user];
`;

const program = (size: string) => `
const { ProvisionedProduct } = require("pulumi-servicecatalog");
const { product, associations } = require("./publishing");
const topic = new ProvisionedProduct("topic", {
  productId: product.id,
  provisioningArtifactName: "v1",
  provisioningParameters: { Size: "${size}" },
}, { dependsOn: associations });
module.exports = { productId: topic.productId, size: topic.output("Size") };
`;
const manifest = { name: "project", private: true, dependencies: { "@aws-sdk/client-service-catalog": "*" } };
const files = {
  "package.json": JSON.stringify(manifest),
  "publishing.js": publishing,
  "index.js": program("small"),
};

describe("a product that the same program publishes, in the real engine", () => {
  it("is provisioned in the same up, once its association is seen, and all of it is destroyed", () =>
    inWorld({ program: files, emulator }, async ({ emulator, project, sent }) => {
      const preview = await project.preview();
      assert.equal(preview.code, 0, everything(preview));
      assert.deepEqual(sent(), []);

      const created = await project.up();
      assert.deepEqual([created.code, created.changes], [0, { create: 6 }], everything(created));
      const refused = emulator.calls({ operation: "ProvisionProduct" }).filter(({ error }) => error);
      assert.ok(refused.length > 0, "the lag was over before it was met");
      assert.deepEqual([...new Set(refused.map(({ error }) => error))], ["ResourceNotFoundException"]);
      const [product] = emulator.products();
      assert.equal(product?.status, "AVAILABLE");
      assert.deepEqual(await project.outputs(), { productId: product.productId, size: "small" });

      sent();
      const again = await project.run("preview", "--expect-no-changes");
      assert.equal(again.code, 0, everything(again));
      project.write("index.js", program("large"));
      const updated = await project.up();
      assert.deepEqual(updated.changes, { same: 5, update: 1 }, everything(updated));
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);

      const destroyed = await project.destroy();
      assert.deepEqual([destroyed.code, destroyed.changes], [0, { delete: 6 }], everything(destroyed));
      const [terminated, ...removed] = sent();
      assert.equal(terminated, "TerminateProvisionedProduct");
      assert.deepEqual(removed.slice(0, 2).sort(), [
        "DisassociatePrincipalFromPortfolio",
        "DisassociateProductFromPortfolio",
      ]);
      assert.deepEqual(removed.slice(2).sort(), ["DeletePortfolio", "DeleteProduct"]);
      assert.deepEqual(emulator.products(), []);
      const admin = new ServiceCatalog({
        region: "us-east-1",
        endpoint: emulator.url,
        credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "secret" },
      });
      const { PortfolioDetails } = await admin.listPortfolios({});
      const { ProductViewDetails } = await admin.searchProductsAsAdmin({});
      admin.destroy();
      assert.deepEqual(
        PortfolioDetails?.map(({ DisplayName }) => DisplayName),
        ["Portfolio"],
      );
      assert.deepEqual(ProductViewDetails, []);
    }));
});
