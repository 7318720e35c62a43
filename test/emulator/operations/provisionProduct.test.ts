import assert from "node:assert/strict";
import { DescribeRecordCommand } from "@aws-sdk/client-service-catalog";
import { pathsCatalog } from "../catalogs";
import { useEmulator } from "../support";

describe("ProvisionProduct", () => {
  const bench = useEmulator({ catalog: pathsCatalog });
  const simple = { ProductName: "One path", ProvisioningParameters: [] };
  const twoPaths = {
    ProductName: "Two paths",
    ProvisioningArtifactId: "pa-one",
    ProvisioningArtifactName: undefined,
    ProvisioningParameters: [],
  };

  it("answers at once, with ids and without record tags", async () => {
    const record = await bench.provision(simple);
    assert.match(record.RecordId, /^rec-[a-z2-7]{13}$/);
    assert.match(record.ProvisionedProductId, /^pp-[a-z2-7]{13}$/);
    assert.equal(record.Status, "CREATED");
  });

  it("puts automatic and user tags on the record, the user's on the product", async () => {
    const { RecordId } = await bench.provision({ ...simple, Tags: [{ Key: "team", Value: "a" }] });
    await bench.pass();
    const { RecordDetail } = await bench.client.send(new DescribeRecordCommand({ Id: RecordId }));
    assert.deepEqual(
      RecordDetail?.RecordTags?.map(({ Key }) => Key),
      [
        "aws:servicecatalog:productArn",
        "aws:servicecatalog:provisioningPrincipalArn",
        "aws:servicecatalog:portfolioArn",
        "team",
      ],
    );
    assert.equal(
      RecordDetail?.RecordTags?.[2]?.Value,
      "arn:aws:catalog:us-east-1:123456789012:portfolio/port-development",
    );
    assert.deepEqual(bench.emulator.products()[0]?.tags, { team: "a" });
  });

  it("launches as the role of a LAUNCH constraint", async () => {
    const { RecordId } = await bench.provision({ ...twoPaths, PathName: "Production" });
    const { RecordDetail } = await bench.client.send(new DescribeRecordCommand({ Id: RecordId }));
    assert.equal(RecordDetail?.LaunchRoleArn, "arn:aws:iam::123456789012:role/Launcher");
  });

  it("fails in its record when a TEMPLATE constraint does not hold", async () => {
    const { RecordId } = await bench.provision({
      ...twoPaths,
      PathName: "Production",
      ProvisioningParameters: [{ Key: "Size", Value: "large" }],
    });
    await bench.pass();
    const { RecordDetail } = await bench.client.send(new DescribeRecordCommand({ Id: RecordId }));
    assert.equal(RecordDetail?.Status, "FAILED");
    assert.match(
      RecordDetail?.RecordErrors?.[0]?.Description ?? "",
      /^AmazonCloudFormationException {2}Only small ones \(/,
    );
  });

  const refusals: [string, object, string, string][] = [
    [
      "several paths and none given",
      {},
      "InvalidParametersException",
      "More than one launch path ids exist. Please specify the launch path id",
    ],
    [
      "a path that is none",
      { PathId: "lpv3-none" },
      "InvalidParametersException",
      "Invalid PathId: lpv3-none",
    ],
    [
      "a version name that two versions have",
      { ProvisioningArtifactId: undefined, ProvisioningArtifactName: "twice" },
      "InvalidParametersException",
      "Multiple Provisioning Artifact with name twice found.",
    ],
    [
      "an inactive version",
      { ProvisioningArtifactId: "pa-hidden" },
      "ResourceNotFoundException",
      "Provisioning artifact pa-hidden not found for product prod-",
    ],
    [
      "a deprecated version",
      { ProvisioningArtifactId: "pa-old" },
      "InvalidParametersException",
      "Provisioning artifact pa-old is deprecated",
    ],
    [
      "a product without access",
      { ProductName: undefined, ProductId: "prod-unshared" },
      "ResourceNotFoundException",
      "No launch paths found for resource: prod-unshared",
    ],
    [
      "name and id of one thing",
      { ProductId: "prod-x" },
      "InvalidParametersException",
      "You must provide the name or ID of the product, but not both.",
    ],
  ];
  for (const [what, change, name, message] of refusals)
    it(`refuses ${what}`, async () => {
      await assert.rejects(bench.provision({ ...twoPaths, ...change }), (error: Error) => {
        assert.equal(error.name, name);
        assert.ok(error.message.startsWith(message), error.message);
        return true;
      });
      assert.deepEqual(bench.emulator.records(), []);
    });
});

describe("ProvisionProduct of a number with a pattern", () => {
  const template = {
    Parameters: { Size: { Type: "Number", AllowedPattern: "^[1-9]$", Default: 1 } },
    Resources: { Topic: { Type: "AWS::SNS::Topic" } },
  };
  const catalog = { products: [{ name: "Sized", versions: [{ name: "v1", template }] }] };
  const provision = async (bench: ReturnType<typeof useEmulator>) => {
    const { RecordId } = await bench.provision({
      ProductName: "Sized",
      ProvisioningArtifactName: "v1",
      ProvisioningParameters: [{ Key: "Size", Value: "10" }],
    });
    await bench.pass();
    const { RecordDetail } = await bench.client.send(new DescribeRecordCommand({ Id: RecordId }));
    return RecordDetail?.Status;
  };

  describe("textOfNumbers: enforced", () => {
    const bench = useEmulator({ catalog, guesses: { textOfNumbers: "enforced" } });
    it("fails", async () => assert.equal(await provision(bench), "FAILED"));
  });

  describe("textOfNumbers: ignored", () => {
    const bench = useEmulator({ catalog });
    it("succeeds", async () => assert.equal(await provision(bench), "SUCCEEDED"));
  });
});
