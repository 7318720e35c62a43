import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { temporaryFolder } from "../support/sandbox";
import { everything, inWorld, program } from "../engine/fixture";
import { TYPE, yamlProgram } from "../engine/yaml";
import type { Project } from "../support/project";
import { languages } from "../support/setup";

const standIn = path.resolve(__dirname, "../support/standInProvider.ts");
const tsx = require.resolve("tsx");

/** A folder in which the plugin of a package is our stand-in. */
function pluginFolder(name: string): string {
  const folder = temporaryFolder("plugin");
  const file = path.join(folder, `pulumi-resource-${name}`);
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" --import "${tsx}" "${standIn}" "$@"\n`);
  chmodSync(file, 0o755);
  return folder;
}

const before = (type: string, args: string) => `
const pulumi = require("@pulumi/pulumi");
new pulumi.CustomResource("${type}", "web", ${args});
`;

const origins = [
  {
    name: "@pulumi/aws",
    plugin: "aws",
    program: before(
      "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
      `{ name: "web-1", productName: "web", provisioningArtifactName: "v1",
         provisioningParameters: [{ key: "Size", value: "medium" }, { key: "Owner", value: "" }], tags: { team: "a" } }`,
    ),
    outputs: (product: Product) => ({
      arn: product.arn,
      name: "web-1",
      status: "AVAILABLE",
      productId: product.productId,
      provisioningArtifactId: product.provisioningArtifactId,
      pathId: "lpv3-aaaaaaaaaaaaa",
      region: "us-east-1",
      outputs: [{ key: "Url", value: "https://web.example/medium/", description: "" }],
      tagsAll: { team: "a" },
    }),
  },
  {
    name: "@pulumi/aws-native",
    plugin: "aws-native",
    program: before(
      "aws-native:servicecatalog:CloudFormationProvisionedProduct",
      `{ provisionedProductName: "web-1", productName: "web", provisioningArtifactName: "v1",
         provisioningParameters: [{ key: "Size", value: "medium" }, { key: "Owner", value: "" }], tags: [{ key: "team", value: "a" }] }`,
    ),
    outputs: (product: Product) => ({
      provisionedProductId: product.id,
      recordId: product.lastRecordId,
      outputs: { Url: "https://web.example/medium/" },
    }),
  },
];

interface Product {
  id: string;
  arn: string;
  productId: string;
  provisioningArtifactId: string;
  lastRecordId?: string | undefined;
}

const doors = [
  {
    name: "the class",
    type: "pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct",
    write: (project: Project) =>
      project.write(
        "index.js",
        program(`provisioningParameters: { Size: "medium", Owner: "" }, tags: { team: "a" }`),
      ),
  },
  {
    name: "YAML",
    type: TYPE,
    write: (project: Project) =>
      project.write(
        "Pulumi.yaml",
        yamlProgram({ provisioningParameters: { Size: "medium", Owner: "" }, tags: { team: "a" } }),
      ),
  },
];

describe("moving over", () => {
  for (const [origin, door] of origins.flatMap((one) => doors.map((other) => [one, other] as const))) {
    it(`from ${origin.name} to ${door.name} rewrites state once, keeps the product, and changes nothing in AWS`, () =>
      inWorld(
        {
          program: origin.program,
          path: [pluginFolder(origin.plugin), languages()].join(path.delimiter),
        },
        async ({ emulator, project, sent }) => {
          const client = new ServiceCatalog({
            endpoint: emulator.url,
            region: "us-east-1",
            // An end user may change what is their own only.
            credentials: { accessKeyId: emulator.env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: "any" },
          });
          const { RecordDetail } = await client.provisionProduct({
            ProvisionedProductName: "web-1",
            ProductName: "web",
            ProvisioningArtifactName: "v1",
            ProvisioningParameters: [
              { Key: "Size", Value: "medium" },
              { Key: "Owner", Value: "" },
            ],
            Tags: [{ Key: "team", Value: "a" }],
            ProvisionToken: "terraform-1",
          });
          const [product] = emulator.products();
          assert.ok(product);
          project.env.STAND_IN = JSON.stringify({
            id: RecordDetail?.ProvisionedProductId,
            outputs: origin.outputs(product),
          });
          const old = await project.up();
          assert.equal(old.code, 0, everything(old));
          while ((emulator.records()[0]?.status ?? "") !== "SUCCEEDED") {
            await client.describeRecord({ Id: product.lastRecordId });
          }
          sent();

          door.write(project);
          const preview = await project.run("preview");
          assert.equal(preview.code, 0, everything(preview));
          const moved = await project.up();
          assert.equal(moved.code, 0, everything(moved));
          assert.deepEqual(moved.changes, { same: 1, update: 1 });
          assert.ok(
            moved.messages.some((text) => /moves over from aws/.test(text)),
            moved.messages.join("\n"),
          );
          assert.deepEqual(sent(), []);
          assert.equal(project.resource("web")?.id, product.id);
          assert.equal(project.resource("web")?.type, door.type);

          const again = await project.up("--expect-no-changes");
          assert.equal(again.code, 0, everything(again));
          const destroyed = await project.destroy();
          assert.equal(destroyed.code, 0, everything(destroyed));
          assert.deepEqual(emulator.products(), []);
        },
      ));
  }
});
