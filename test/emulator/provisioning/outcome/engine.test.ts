import assert from "node:assert/strict";
import {
  NotifyProvisionProductEngineWorkflowResultCommand,
  NotifyUpdateProvisionedProductEngineWorkflowResultCommand,
} from "@aws-sdk/client-service-catalog";
import { createEmulator, type CatalogDefinition, type Snapshot } from "../../../../emulator";
import { administrator } from "../../publishing";
import { bench, catalog } from "./support";

for (const retainOnEngine of ["accept", "refuse"] as const)
  describe(`an EXTERNAL product, where retaining is answered with: ${retainOnEngine}`, () => {
    const { base, provision, update, terminate, status, message } = bench({ guesses: { retainOnEngine } });
    const refuses = { name: "ValidationException", message: /still under change/ };

    it("stays under change until its engine notifies, and is not terminated meanwhile", async () => {
      await provision("Terraform");
      await base.emulator.advance(86_400_000 * 2);
      assert.equal(status(), "UNDER_CHANGE");
      assert.equal(base.emulator.records()[0]?.status, "IN_PROGRESS");
      await assert.rejects(terminate({ IgnoreErrors: true }), refuses);
      const [work] = base.emulator.engine.waiting();
      assert.deepEqual(work?.parameters, { Size: "small" });
      base.emulator.engine.answer("logs", "SUCCEEDED", { outputs: { Url: "https://example.org" } });
      assert.equal(status(), "AVAILABLE");
      assert.deepEqual(base.emulator.records()[0]?.outputs, { Url: "https://example.org" });
      assert.deepEqual(base.emulator.stacks(), []);
    });

    it("is reported by the engine's own operations, with the token of the workflow", async () => {
      const { RecordId } = await provision("Terraform");
      const WorkflowToken = base.emulator.engine.waiting()[0]?.workflowToken;
      const notify = (token: string | undefined, IdempotencyToken: string) =>
        base.client.send(
          new NotifyProvisionProductEngineWorkflowResultCommand({
            WorkflowToken: token,
            RecordId,
            Status: "FAILED",
            FailureReason: "no quota",
            ResourceIdentifier: { UniqueTag: { Key: "id", Value: "1" } },
            IdempotencyToken,
          }),
        );
      await assert.rejects(notify("d3Jvbmc=", "1"), { name: "InvalidParametersException" });
      await notify(WorkflowToken, "2");
      assert.deepEqual([status(), message()], ["TAINTED", "no quota"]);
      await notify(WorkflowToken, "2");
      await assert.rejects(notify(WorkflowToken, "3"), { name: "ResourceNotFoundException" });
    });

    it("that failed without a trace is in ERROR, and may be updated even so", async () => {
      await provision("Terraform");
      base.emulator.engine.answer("logs", "FAILED");
      assert.equal(status(), "ERROR");
      const { RecordDetail } = await update({
        ProvisioningParameters: [{ Key: "Size", UsePreviousValue: true }],
      });
      const [work] = base.emulator.engine.waiting();
      assert.deepEqual(work?.parameters, {}, "it does not hear of what stays");
      await base.client.send(
        new NotifyUpdateProvisionedProductEngineWorkflowResultCommand({
          WorkflowToken: work?.workflowToken,
          RecordId: RecordDetail?.RecordId,
          Status: "SUCCEEDED",
          Outputs: [{ OutputKey: "A", OutputValue: "1" }],
          IdempotencyToken: undefined,
        }),
      );
      assert.equal(status(), "AVAILABLE");
      await terminate();
      base.emulator.engine.answer("logs", "FAILED", { failureReason: "in use" });
      assert.equal(status(), "TAINTED");
      await terminate();
      base.emulator.engine.answer("logs", "SUCCEEDED");
      assert.equal(status(), undefined);
    });

    it("is still waiting after a restart from a snapshot", async () => {
      await provision("Terraform");
      await base.emulator.advance(10_000);
      const state = JSON.parse(JSON.stringify(base.emulator.snapshot())) as Snapshot;
      const later = await createEmulator({ catalog, clock: "virtual", state });
      later.engine.answer("logs", "SUCCEEDED");
      assert.equal(later.products()[0]?.status, "AVAILABLE");
      await later.close();
    });

    it("is retained or not, by the switch", async () => {
      await provision("Terraform");
      base.emulator.engine.answer("logs", "SUCCEEDED");
      const retained = terminate({ RetainPhysicalResources: true });
      if (retainOnEngine === "refuse") await assert.rejects(retained, { name: "InvalidParametersException" });
      else {
        await retained;
        await base.pass();
        assert.equal(status(), undefined);
      }
    });
  });

describe("a product whose versions are archives", () => {
  const Parameters = {
    bucket_name: { Type: "String", MinLength: 3 },
    __proto__x: { Type: "String", Default: "-" },
    api_key: { Type: "String", NoEcho: true, Default: "none" },
  };
  const archives = (template: unknown, type = "EXTERNAL") =>
    ({
      templates: { "bucket.tar.gz": { Parameters } },
      products: [{ name: "Bucket", type, versions: [{ name: "v1", template }] }],
    }) as CatalogDefinition;

  for (const [what, template] of [
    ["by name", "bucket.tar.gz"],
    ["in place", { Parameters, Outputs: { bucket_arn: { Value: "" } } }],
  ] as const)
    it(`has parameters with underscores, declared ${what}, which reach its engine`, async () => {
      const emulator = await createEmulator({ catalog: archives(template), clock: "virtual" });
      const admin = administrator(emulator);
      const { ProvisioningArtifactParameters } = await admin.describeProvisioningParameters({
        ProductName: "Bucket",
        ProvisioningArtifactName: "v1",
      });
      assert.deepEqual(
        ProvisioningArtifactParameters?.map(({ ParameterKey, IsNoEcho }) => [ParameterKey, IsNoEcho]),
        [
          ["bucket_name", false],
          ["__proto__x", false],
          ["api_key", true],
        ],
      );
      await admin.provisionProduct({
        ProductName: "Bucket",
        ProvisioningArtifactName: "v1",
        ProvisionedProductName: "logs",
        ProvisioningParameters: [{ Key: "bucket_name", Value: "logs" }],
        ProvisionToken: undefined,
      });
      const given = { bucket_name: "logs", __proto__x: "-", api_key: "none" };
      assert.deepEqual(emulator.engine.waiting()[0]?.parameters, given);
      emulator.engine.answer("logs", "SUCCEEDED", { outputs: { bucket_arn: "arn" } });
      assert.equal(emulator.products()[0]?.status, "AVAILABLE");
      admin.destroy();
      await emulator.close();
    });

  for (const type of ["EXTERNAL", "TERRAFORM_CLOUD"] as const)
    it(`is published by its archive: ${type}`, async () => {
      const emulator = await createEmulator({ catalog: archives("bucket.tar.gz") });
      const admin = administrator(emulator);
      const create = (
        ProductType: "EXTERNAL" | "TERRAFORM_CLOUD" | "CLOUD_FORMATION_TEMPLATE",
        file: string,
      ) =>
        admin.createProduct({
          Name: "Published",
          Owner: "Platform",
          ProductType,
          ProvisioningArtifactParameters: {
            Name: "v1",
            Type: ProductType,
            Info: { LoadTemplateFromURL: `https://artifacts.s3.amazonaws.com/${file}` },
          },
          IdempotencyToken: undefined,
        });
      const { ProvisioningArtifactDetail, ProductViewDetail } = await create(type, "bucket.tar.gz");
      assert.equal(ProvisioningArtifactDetail?.Type, type);
      assert.equal(ProductViewDetail?.ProductViewSummary?.Type, type);
      const invalid = { name: "InvalidParametersException", message: /^Invalid templateBody/ };
      await assert.rejects(create(type, "other.tar.gz"), invalid);
      await assert.rejects(create("CLOUD_FORMATION_TEMPLATE", "bucket.tar.gz"), invalid);
      admin.destroy();
      await emulator.close();
    });

  for (const [what, definition, expected] of [
    ["an archive that is not described", archives("other.tar.gz"), /say under templates, as other\.tar\.gz/],
    [
      "an archive of CloudFormation",
      archives("bucket.tar.gz", "CLOUD_FORMATION_TEMPLATE"),
      /is an archive, which only engines take/,
    ],
    ["names that are none", archives({ Parameters: { "a b": { Type: "String" } } }), /a b is no name/],
    ["other sections", archives({ Variables: {} }), /Invalid template property or properties \[Variables\]/],
    [
      "underscores in templates of CloudFormation",
      archives({ Parameters, Resources: {} }, "CLOUD_FORMATION_TEMPLATE"),
      /bucket_name is non alphanumeric/,
    ],
  ] as const)
    it(`refuses ${what}`, () => assert.rejects(createEmulator({ catalog: definition }), expected));
});
