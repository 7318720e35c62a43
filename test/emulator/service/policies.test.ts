import assert from "node:assert/strict";
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateSummaryCommand,
} from "@aws-sdk/client-cloudformation";
import {
  DescribeProductCommand,
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  GetProvisionedProductOutputsCommand,
  ListRecordHistoryCommand,
  ProvisionProductCommand,
  SearchProvisionedProductsCommand,
  TerminateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { operations } from "../../../emulator/operations";
import { clientOf, post, useEmulator } from "../support";

/** What AWSServiceCatalogEndUserFullAccess v7 grants of Service Catalog, read from AWS's policy reference. */
const granted = `DescribeProduct DescribeProductView DescribeProvisioningParameters ListLaunchPaths
  ProvisionProduct SearchProducts DescribeProvisionedProduct DescribeRecord ListRecordHistory
  ListStackInstancesForProvisionedProduct ScanProvisionedProducts TerminateProvisionedProduct
  UpdateProvisionedProduct SearchProvisionedProducts CreateProvisionedProductPlan DescribeProvisionedProductPlan
  ExecuteProvisionedProductPlan DeleteProvisionedProductPlan ListProvisionedProductPlans`.split(/\s+/);

const denied = { name: "AccessDeniedException", message: /^User: .* is not authorized to perform: / };

describe("the end user", () => {
  const bench = useEmulator({ profile: "end-user" });
  const stranger = () =>
    clientOf(bench.emulator, { credentials: { accessKeyId: "AKIA123456789012OTHER", secretAccessKey: "x" } });

  for (const operation of operations.keys())
    it(`${granted.includes(operation) ? "may call" : "is denied"} ${operation}`, async () => {
      const { json } = await post(bench.emulator, operation, { AccessLevelFilter: { Key: "User" } });
      const error = (json as { __type?: string }).__type;
      assert.equal(error === "AccessDeniedException", !granted.includes(operation));
    });

  it("provisions and terminates what is their own", async () => {
    const id = await bench.provisioned();
    await bench.client.send(new DescribeProductCommand({ Name: "Bucket" }));
    await bench.client.send(new TerminateProvisionedProductCommand({ ProvisionedProductId: id }));
    await bench.pass();
    assert.deepEqual(bench.emulator.products(), []);
  });

  it("is denied the outputs, which only the record has", async () => {
    const { RecordId, ProvisionedProductId } = await bench.provision();
    await bench.pass();
    await assert.rejects(
      bench.client.send(new GetProvisionedProductOutputsCommand({ ProvisionedProductId })),
      denied,
    );
    const { RecordOutputs } = await bench.client.send(new DescribeRecordCommand({ Id: RecordId }));
    assert.equal(RecordOutputs?.[0]?.OutputKey, "CloudformationStackARN");
  });

  it("cannot reach what others own", async () => {
    const { RecordId, ProvisionedProductId } = await bench.provision();
    await bench.pass();
    const other = stranger();
    const calls = [
      new DescribeProvisionedProductCommand({ Id: ProvisionedProductId }),
      new DescribeProvisionedProductCommand({ Name: "logs" }),
    ];
    for (const call of calls) await assert.rejects(other.send(call), denied);
    await assert.rejects(other.send(new DescribeRecordCommand({ Id: RecordId })), denied);
    await assert.rejects(
      other.send(new TerminateProvisionedProductCommand({ ProvisionedProductName: "logs" })),
      denied,
    );
    const history = await other.send(new ListRecordHistoryCommand({}));
    assert.deepEqual(history.RecordDetails, []);
    other.destroy();
  });

  it("lists own products with the level User, and is denied a wider one", async () => {
    await bench.provisioned();
    const search = (Key?: "User" | "Role" | "Account") =>
      bench.client.send(
        new SearchProvisionedProductsCommand({ AccessLevelFilter: Key && { Key, Value: "self" } }),
      );
    assert.equal((await search("User")).TotalResultsCount, 1);
    await assert.rejects(search(), denied);
    await assert.rejects(search("Role"), denied);
    await assert.rejects(
      bench.client.send(new ListRecordHistoryCommand({ AccessLevelFilter: { Key: "Account" } })),
      denied,
    );
  });

  it("reads stacks of Service Catalog by name, no others, and not their resources", async () => {
    await bench.provisioned();
    const StackName = bench.emulator.stacks()[0]?.arn;
    const client = new CloudFormationClient({
      region: "us-east-1",
      endpoint: bench.emulator.url,
      credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "x" },
      maxAttempts: 1,
    });
    const refused = { name: "AccessDenied", message: /not authorized to perform: cloudformation:/ };
    await client.send(new DescribeStacksCommand({ StackName }));
    await client.send(
      new GetTemplateSummaryCommand({
        TemplateBody: "Resources: { Handle: { Type: AWS::CloudFormation::WaitConditionHandle } }",
      }),
    );
    await assert.rejects(client.send(new DescribeStacksCommand({})), refused);
    await assert.rejects(client.send(new DescribeStacksCommand({ StackName: "vpc" })), refused);
    await assert.rejects(client.send(new DescribeStackResourcesCommand({ StackName })), refused);
    client.destroy();
  });
});

describe("the end user with other guesses", () => {
  const bench = useEmulator({
    profile: "end-user",
    guesses: { levelBeyondPolicy: "narrowed", strangersProduct: "not-found" },
  });

  it("gets less than was asked for, and does not find what others own", async () => {
    const { RecordId, ProvisionedProductId } = await bench.provision();
    const other = clientOf(bench.emulator, {
      credentials: { accessKeyId: "AKIA123456789012OTHER", secretAccessKey: "x" },
    });
    assert.equal((await other.send(new SearchProvisionedProductsCommand({}))).TotalResultsCount, 0);
    assert.equal((await bench.client.send(new SearchProvisionedProductsCommand({}))).TotalResultsCount, 1);
    const missing = { name: "ResourceNotFoundException" };
    await assert.rejects(
      other.send(new DescribeProvisionedProductCommand({ Id: ProvisionedProductId })),
      missing,
    );
    await assert.rejects(other.send(new DescribeRecordCommand({ Id: RecordId })), missing);
    other.destroy();
  });
});

describe("the end user of role level", () => {
  const bench = useEmulator({ profile: "end-user-role" });

  it("shares products with other sessions of the role", async () => {
    const sts = new STSClient({
      region: "us-east-1",
      endpoint: bench.emulator.url,
      credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "x" },
    });
    const session = async (role: string, name: string) => {
      const RoleArn = `arn:aws:iam::123456789012:role/${role}`;
      const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: name }));
      const accessKeyId = Credentials?.AccessKeyId ?? "";
      return clientOf(bench.emulator, { credentials: { accessKeyId, secretAccessKey: "x" } });
    };
    const [first, second, third] = [
      await session("ci", "one"),
      await session("ci", "two"),
      await session("dev", "one"),
    ];
    await first.send(
      new ProvisionProductCommand({
        ProductName: "Bucket",
        ProvisioningArtifactName: "v1",
        ProvisionedProductName: "logs",
      }),
    );
    const describe = new DescribeProvisionedProductCommand({ Name: "logs" });
    await second.send(describe);
    await assert.rejects(third.send(describe), denied);
    for (const client of [sts, first, second, third]) client.destroy();
  });
});

describe("a policy of one's own", () => {
  const actions = [
    "servicecatalog:DescribeProduct",
    "servicecatalog:ProvisionProduct",
    "cloudformation:DescribeStacks",
  ];
  const bench = useEmulator({ profile: { actions } });

  it("allows what it names", async () => {
    await bench.provisioned();
    await bench.client.send(new DescribeProductCommand({ Name: "Bucket" }));
    await assert.rejects(bench.client.send(new DescribeProvisionedProductCommand({ Name: "logs" })), denied);
  });
});
