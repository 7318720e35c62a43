import assert from "node:assert/strict";
import { DescribeProvisioningParametersCommand } from "@aws-sdk/client-service-catalog";
import { pathsCatalog } from "../catalogs";
import { useEmulator } from "../support";

describe("DescribeProvisioningParameters", () => {
  describe("of a product with one path", () => {
    const bench = useEmulator();
    it("shows parameters with their constraints as texts, NoEcho, and no default where there is none", async () => {
      const answer = await bench.client.send(
        new DescribeProvisioningParametersCommand({ ProductName: "Bucket", ProvisioningArtifactName: "v1" }),
      );
      assert.deepEqual(answer.ProvisioningArtifactParameters, [
        {
          Description: "What it is for",
          IsNoEcho: false,
          ParameterConstraints: { AllowedPattern: "[a-z]+", AllowedValues: [] },
          ParameterKey: "Purpose",
          ParameterType: "String",
        },
        {
          DefaultValue: "30",
          IsNoEcho: false,
          ParameterConstraints: { AllowedValues: [], MinValue: "1" },
          ParameterKey: "Days",
          ParameterType: "Number",
        },
        {
          DefaultValue: "none",
          IsNoEcho: true,
          ParameterConstraints: { AllowedValues: [] },
          ParameterKey: "Secret",
          ParameterType: "String",
        },
      ]);
      assert.deepEqual(answer.UsageInstructions, [
        { Type: "rules", Value: "{}" },
        { Type: "version", Value: "2010-09-09" },
        { Type: "description", Value: "A bucket" },
        { Type: "tagUpdateOnProvisionedProduct", Value: "NOT_ALLOWED" },
      ]);
    });
  });

  describe("of a version with outputs", () => {
    const template = {
      Resources: { Bucket: { Type: "AWS::S3::Bucket" } },
      Outputs: {
        Name: { Description: "The bucket", Value: { Ref: "Bucket" } },
        Arn: { Value: { "Fn::GetAtt": ["Bucket", "Arn"] } },
      },
    };
    const catalog = { products: [{ name: "Bucket", versions: [{ name: "v1", template }] }] };
    const bench = useEmulator({ catalog });
    it("lists them with their descriptions", async () => {
      const answer = await bench.client.send(
        new DescribeProvisioningParametersCommand({ ProductName: "Bucket", ProvisioningArtifactName: "v1" }),
      );
      assert.deepEqual(answer.ProvisioningArtifactOutputKeys, [
        { Description: "The bucket", Key: "Name" },
        { Key: "Arn" },
      ]);
    });
  });

  describe("of a product with two paths", () => {
    const bench = useEmulator({ catalog: pathsCatalog });
    const ask = (path: object) =>
      bench.client.send(
        new DescribeProvisioningParametersCommand({
          ProductName: "Two paths",
          ProvisioningArtifactId: "pa-one",
          ...path,
        }),
      );

    it("needs to know which", async () => {
      await assert.rejects(ask({}), {
        name: "InvalidParametersException",
        message: /^More than one launch path/,
      });
    });

    it("shows the constraints of that path", async () => {
      const { ConstraintSummaries, UsageInstructions, TagOptions } = await ask({ PathName: "Production" });
      assert.deepEqual(
        ConstraintSummaries?.map(({ Type }) => Type),
        ["LAUNCH", "TEMPLATE", "RESOURCE_UPDATE"],
      );
      const instructions = new Map(UsageInstructions?.map(({ Type, Value }) => [Type, Value]));
      assert.equal(instructions.get("launchAsRole"), "arn:aws:iam::123456789012:role/Launcher");
      assert.equal(instructions.get("tagUpdateOnProvisionedProduct"), "ALLOWED");
      assert.match(instructions.get("rules") ?? "", /Only small ones/);
      assert.deepEqual(TagOptions, []);

      const development = await ask({ PathName: "Development" });
      assert.deepEqual(development.ConstraintSummaries, []);
      assert.deepEqual(development.TagOptions, [{ Key: "CostCenter", Values: ["1", "2"] }]);
    });
  });
});
