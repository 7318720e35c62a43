import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProvisioningArtifactProperties, ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { createEmulator } from "../../../../emulator";
import { temporaryFolder } from "../../../support/sandbox";
import {
  administrator,
  createProduct,
  provisionOf,
  publish,
  publishingCatalog,
  s3,
  version,
} from "../../publishing";
import { useEmulator } from "../../support";

/** A catalog folder without products, with a secret beside it. */
function folder(): string {
  const outer = temporaryFolder("catalog");
  const inner = join(outer, "catalog");
  mkdirSync(join(inner, "more"), { recursive: true });
  const template = "Resources: { Topic: { Type: AWS::SNS::Topic } }\n";
  writeFileSync(join(inner, "catalog.yaml"), "products: []\n");
  writeFileSync(join(inner, "topic.yaml"), template);
  writeFileSync(join(inner, "broken.yaml"), "Resources: [\n");
  writeFileSync(
    join(inner, "circle.yaml"),
    `Conditions: { A: !Not [!Condition B], B: !Not [!Condition A] }\n${template}`,
  );
  writeFileSync(join(inner, "alias.yaml"), "Resources: &a { A: { Type: A::B::C, Properties: { P: *a } } }\n");
  writeFileSync(join(inner, "more", "deeper.yaml"), template);
  writeFileSync(join(outer, "secret.yaml"), template);
  return inner;
}

describe("the template of a new version", () => {
  const bench = useEmulator({ catalog: folder() });
  let admin: ServiceCatalog;
  before(() => {
    admin = administrator(bench.emulator);
  });
  after(() => admin.destroy());
  const create = (properties: ProvisioningArtifactProperties) =>
    admin.createProduct({
      Name: "Topic",
      Owner: "Platform",
      ProductType: "CLOUD_FORMATION_TEMPLATE",
      ProvisioningArtifactParameters: { Name: "v1", Type: "CLOUD_FORMATION_TEMPLATE", ...properties },
      IdempotencyToken: undefined,
    });
  const at = (LoadTemplateFromURL: string) => create({ Info: { LoadTemplateFromURL } });

  for (const url of [
    "https://bucket.s3.amazonaws.com/topic.yaml",
    "https://bucket.with.dots.s3.eu-central-1.amazonaws.com/some/folder/topic.yaml",
    "https://s3.amazonaws.com/bucket/topic.yaml",
    "https://s3-us-west-1.amazonaws.com/bucket/topic.yaml?versionId=3",
    "https://bucket.s3.cn-north-1.amazonaws.com.cn/topic.yaml",
  ])
    it(`is the file of the catalog folder that ${url} ends in`, async () => {
      const { ProductViewDetail, ProvisioningArtifactDetail } = await at(url);
      const { Info, Status } = await admin.describeProvisioningArtifact({
        ProductId: ProductViewDetail?.ProductViewSummary?.ProductId,
        ProvisioningArtifactId: ProvisioningArtifactDetail?.Id,
      });
      assert.deepEqual([Info, Status], [{ TemplateUrl: url }, "AVAILABLE"]);
    });

  for (const url of [
    "https://example.com/topic.yaml",
    "https://amazonaws.com.example.com/s3/topic.yaml",
    "http://bucket.s3.amazonaws.com/topic.yaml",
    "s3://bucket/topic.yaml",
    "topic.yaml",
    s3("nothing.yaml"),
    s3("broken.yaml"),
    s3("circle.yaml"),
    s3("alias.yaml"),
    s3(""),
    s3(".."),
    s3("..%2Fsecret.yaml"),
    s3("%2E%2E%2Fsecret.yaml"),
    s3("..%5Csecret.yaml"),
    s3("more%2Fdeeper.yaml"),
    s3("more"),
    s3("%00"),
    s3("%ZZ"),
  ])
    it(`is not at ${url}`, () =>
      assert.rejects(at(url), {
        name: "InvalidParametersException",
        message: "Invalid templateBody. Please make sure that your template is valid",
      }));

  it("comes from one place, in a version of the product's type", async () => {
    const invalid = { name: "InvalidParametersException" };
    await assert.rejects(create({}), invalid);
    const both = { LoadTemplateFromURL: s3("topic.yaml"), ImportFromPhysicalId: "arn:aws:cloudformation" };
    await assert.rejects(create({ Info: both }), invalid);
    for (const Type of [undefined, "EXTERNAL"] as const)
      await assert.rejects(create({ ...version("topic.yaml"), Type }), {
        ...invalid,
        message:
          "The CLOUD_FORMATION_TEMPLATE Product Type only supports the following ProvisioningArtifact Types: CLOUD_FORMATION_TEMPLATE, ACCOUNT_FACTORY.",
      });
  });
});

describe("a new version", () => {
  const bench = useEmulator({ catalog: publishingCatalog });
  let admin: ServiceCatalog;
  before(() => {
    admin = administrator(bench.emulator);
  });
  after(() => admin.destroy());

  it("can be updated to", async () => {
    const { ProductId } = await publish(admin);
    await provisionOf(admin, ProductId);
    await bench.pass();
    const created = await admin.createProvisioningArtifact({
      ProductId,
      Parameters: version("later.yaml", "v2"),
      IdempotencyToken: undefined,
    });
    assert.deepEqual([created.Status, created.Info], ["CREATING", { TemplateUrl: s3("later.yaml") }]);
    await admin.updateProvisionedProduct({
      ProvisionedProductName: "news",
      ProvisioningArtifactId: created.ProvisioningArtifactDetail?.Id,
      UpdateToken: undefined,
    });
    await bench.pass();
    assert.equal(bench.emulator.stacks()[0]?.outputs["Said"], "second for none");
    const { ProvisioningArtifactSummaries = [] } = await admin.describeProductAsAdmin({ Id: ProductId });
    assert.deepEqual(
      ProvisioningArtifactSummaries.map(
        ({ ProvisioningArtifactMetadata: metadata }) => metadata?.["SourceProductId"],
      ),
      [undefined, ProductId],
    );
  });

  it("can be made of a stack, of which then a product can be made", async () => {
    const stack = bench.emulator.outside.createStack({ name: "own", product: "Of the file", version: "v1" });
    const ProductId = await createProduct(admin);
    const { ProvisioningArtifactDetail } = await admin.createProvisioningArtifact({
      ProductId,
      Parameters: { ...version("", "v2"), Info: { ImportFromPhysicalId: stack } },
      IdempotencyToken: undefined,
    });
    const { PortfolioDetails } = await admin.listPortfolios({});
    await admin.associateProductWithPortfolio({ PortfolioId: PortfolioDetails?.[0]?.Id, ProductId });
    const imported = {
      ProductId,
      ProvisioningArtifactId: ProvisioningArtifactDetail?.Id,
      ProvisionedProductName: "imported",
      PhysicalId: stack,
      IdempotencyToken: undefined,
    };
    const later = await createEmulator({
      catalog: publishingCatalog,
      clock: "virtual",
      state: bench.emulator.snapshot(),
    });
    const products = [];
    for (const emulator of [bench.emulator, later]) {
      const client = administrator(emulator);
      await client.importAsProvisionedProduct(imported).catch((error: unknown) => products.push(error));
      await emulator.advance(100_000);
      products.push(...emulator.products().map(({ status }) => status));
      client.destroy();
    }
    await later.close();
    assert.deepEqual(products, ["AVAILABLE", "AVAILABLE"]);
    const nowhere = { ...version(""), Info: { ImportFromPhysicalId: `${stack}0` } };
    await assert.rejects(
      admin.createProvisioningArtifact({ ProductId, Parameters: nowhere, IdempotencyToken: undefined }),
      /Invalid templateBody/,
    );
  });
});
