import assert from "node:assert/strict";
import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateSummaryCommand,
} from "@aws-sdk/client-cloudformation";
import {
  ProvisionProductCommand,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { createEmulator, type Emulator } from "../../../emulator";
import { clientOf, useEmulator } from "../../emulator/support";

const clientFor = (emulator: Emulator) =>
  new CloudFormationClient({
    region: "us-east-1",
    endpoint: emulator.url,
    credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "secret" },
    maxAttempts: 1,
  });

const template = {
  Description: "Two <things> & more",
  Parameters: {
    Purpose: { Type: "String", AllowedValues: ["logs", "data"], Default: "logs" },
    Secret: { Type: "String", NoEcho: true, Default: "hush" },
  },
  Resources: {
    Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: { "Fn::Sub": "${Bucket}-${Purpose}" } } },
    Bucket: { Type: "AWS::S3::Bucket" },
  },
  Outputs: { Name: { Description: "Of the bucket", Value: { Ref: "Bucket" } } },
};
const catalog = {
  products: [
    {
      name: "Bucket",
      versions: [
        { name: "v1", template },
        {
          name: "v2",
          template: {
            ...template,
            Resources: { Bucket: template.Resources.Bucket, Topic: { Type: "AWS::SNS::Topic" } },
          },
        },
      ],
    },
  ],
};

describe("CloudFormation", () => {
  const bench = useEmulator({ catalog });
  let client: CloudFormationClient;
  before(() => (client = clientFor(bench.emulator)));
  after(() => client.destroy());
  const arn = () => bench.emulator.stacks()[0]?.arn ?? "";
  const describeStack = async (StackName = arn()) =>
    (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
  /** Oldest first, `<logical id> <status>`. */
  const events = async () => {
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: arn() }));
    return StackEvents.reverse().map((event) => {
      const id = event.ResourceType === "AWS::CloudFormation::Stack" ? "stack" : event.LogicalResourceId;
      return [`${id ?? ""} ${event.ResourceStatus ?? ""}`, event.ResourceStatusReason] as const;
    });
  };
  const statuses = async () => (await events()).map(([status]) => status);
  const update = (more: object) =>
    bench.client.send(
      new UpdateProvisionedProductCommand({
        ProvisionedProductName: "logs",
        UpdateToken: undefined,
        ...more,
      }),
    );

  it("shows a stack with parameters, those with NoEcho hidden, outputs and tags", async () => {
    await bench.provisioned();
    const stack = await describeStack();
    assert.equal(stack?.StackStatus, "CREATE_COMPLETE");
    assert.equal(stack.Description, "Two <things> & more");
    assert.deepEqual(stack.Parameters, [
      { ParameterKey: "Purpose", ParameterValue: "logs" },
      { ParameterKey: "Secret", ParameterValue: "****" },
    ]);
    assert.deepEqual(
      stack.Outputs?.map(({ OutputKey, Description }) => [OutputKey, Description]),
      [["Name", "Of the bucket"]],
    );
    assert.ok(stack.CreationTime instanceof Date);
    assert.ok(stack.Tags?.some(({ Key }) => Key === "aws:servicecatalog:productArn"));
    assert.equal((await describeStack(stack.StackName))?.StackId, stack.StackId);
    const all = await client.send(new DescribeStacksCommand({}));
    assert.equal(all.Stacks?.length, 1);
  });

  it("tells events in their order, each when it has happened, resources by their dependencies", async () => {
    await bench.provision();
    await bench.emulator.advance(3_000);
    assert.deepEqual(await statuses(), ["stack CREATE_IN_PROGRESS"]);
    await bench.pass();
    assert.deepEqual(await statuses(), [
      "stack CREATE_IN_PROGRESS",
      "Bucket CREATE_IN_PROGRESS",
      "Bucket CREATE_IN_PROGRESS",
      "Bucket CREATE_COMPLETE",
      "Queue CREATE_IN_PROGRESS",
      "Queue CREATE_IN_PROGRESS",
      "Queue CREATE_COMPLETE",
      "stack CREATE_COMPLETE",
    ]);
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: arn() }));
    assert.equal(new Set(StackEvents.map(({ EventId }) => EventId)).size, StackEvents.length);
  });

  it("names the resource that failed with its reason, and rolls back", async () => {
    bench.emulator.fail("logs", { operation: "create", resources: ["Queue"], reason: "Quota exceeded" });
    await bench.provisioned();
    const told = new Map(await events());
    assert.equal(told.get("Queue CREATE_FAILED"), "Quota exceeded");
    assert.match(told.get("stack ROLLBACK_IN_PROGRESS") ?? "", /failed to create: \[Queue\]/);
    assert.equal((await statuses()).at(-1), "stack ROLLBACK_COMPLETE");
    assert.equal((await describeStack())?.StackStatus, "ROLLBACK_COMPLETE");
    const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName: arn() }));
    assert.deepEqual(
      StackResources?.map(({ LogicalResourceId, ResourceStatus }) => [LogicalResourceId, ResourceStatus]),
      [
        ["Bucket", "DELETE_COMPLETE"],
        ["Queue", "DELETE_COMPLETE"],
      ],
    );
  });

  it("updates what differs, adds what is new, removes what is gone in the end", async () => {
    await bench.provisioned();
    await update({ ProvisioningArtifactName: "v2", ProductName: "Bucket" });
    await bench.pass();
    const after = (await statuses()).slice(8);
    assert.deepEqual(after, [
      "stack UPDATE_IN_PROGRESS",
      "Topic CREATE_IN_PROGRESS",
      "Topic CREATE_IN_PROGRESS",
      "Topic CREATE_COMPLETE",
      "stack UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
      "Queue DELETE_IN_PROGRESS",
      "Queue DELETE_COMPLETE",
      "stack UPDATE_COMPLETE",
    ]);
    const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName: arn() }));
    assert.deepEqual(
      StackResources?.map(({ LogicalResourceId }) => LogicalResourceId),
      ["Bucket", "Topic"],
    );
  });

  it("cleans up after the rollback of an update, also when nothing is to go", async () => {
    await bench.provisioned();
    bench.emulator.fail("logs", { operation: "update", resources: ["Topic"] });
    await update({ ProvisioningArtifactName: "v2", ProductName: "Bucket" });
    await bench.pass();
    assert.deepEqual((await statuses()).slice(-2), [
      "stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
      "stack UPDATE_ROLLBACK_COMPLETE",
    ]);
  });

  it("leaves the stack alone when an update changes nothing", async () => {
    await bench.provisioned();
    await update({});
    await bench.pass();
    assert.equal((await describeStack())?.StackStatus, "CREATE_COMPLETE");
    assert.equal(bench.emulator.products()[0]?.status, "AVAILABLE");
  });

  for (const position of ["TAINTED", "ERROR"] as const)
    it(`a rollback that fails leaves UPDATE_ROLLBACK_FAILED, and the product ${position} by its switch`, async () => {
      const emulator = await createEmulator({
        catalog,
        clock: "virtual",
        guesses: { updateRollbackFailed: position },
      });
      const other = clientOf(emulator);
      const names = { ProductName: "Bucket", ProvisioningArtifactName: "v1", ProvisionedProductName: "logs" };
      await other.send(new ProvisionProductCommand(names));
      await emulator.advance(100_000);
      emulator.fail("logs", { operation: "update", kind: "rollback", resources: ["Queue"] });
      await other.send(
        new UpdateProvisionedProductCommand({
          ProvisionedProductName: "logs",
          ProvisioningParameters: [{ Key: "Purpose", Value: "data" }],
        }),
      );
      await emulator.advance(100_000);
      assert.equal(emulator.stacks()[0]?.status, "UPDATE_ROLLBACK_FAILED");
      assert.equal(emulator.products()[0]?.status, position);
      other.destroy();
      await emulator.close();
    });

  it("finds a deleted stack by its ARN only, and says why another would not go", async () => {
    await bench.provisioned();
    bench.emulator.fail("logs", { operation: "terminate", resources: ["Bucket"], reason: "It is not empty" });
    const terminate = () =>
      bench.client.send(
        new TerminateProvisionedProductCommand({ ProvisionedProductName: "logs", TerminateToken: undefined }),
      );
    await terminate();
    await bench.pass();
    const failed = await describeStack();
    assert.equal(failed?.StackStatus, "DELETE_FAILED");
    assert.match(failed.StackStatusReason ?? "", /failed to delete: \[Bucket\]/);
    assert.equal(new Map(await events()).get("Bucket DELETE_FAILED"), "It is not empty");
    await terminate();
    await bench.pass();
    assert.equal((await describeStack())?.StackStatus, "DELETE_COMPLETE");
    await assert.rejects(describeStack(failed.StackName), {
      name: "ValidationError",
      message: `Stack with id ${failed.StackName ?? ""} does not exist`,
    });
    assert.deepEqual((await client.send(new DescribeStacksCommand({}))).Stacks ?? [], []);
  });

  it("summarizes the template of a stack, or one that it is given", async () => {
    await bench.provisioned();
    const summary = await client.send(new GetTemplateSummaryCommand({ StackName: arn() }));
    assert.deepEqual(
      summary.Parameters?.map(({ ParameterKey, NoEcho, DefaultValue }) => [
        ParameterKey,
        NoEcho,
        DefaultValue,
      ]),
      [
        ["Purpose", false, "logs"],
        ["Secret", true, "hush"],
      ],
    );
    assert.deepEqual(summary.ResourceTypes, ["AWS::SQS::Queue", "AWS::S3::Bucket"]);
    const given = await client.send(
      new GetTemplateSummaryCommand({ TemplateBody: "Resources: { A: { Type: 'AWS::SNS::Topic' } }" }),
    );
    assert.deepEqual(given.ResourceTypes, ["AWS::SNS::Topic"]);
    await assert.rejects(client.send(new GetTemplateSummaryCommand({ TemplateBody: "{}" })), {
      name: "ValidationError",
      message: "Template format error: At least one Resources member must be defined.",
    });
  });

  it("comes in pages of 100 events", async () => {
    const id = await bench.provisioned();
    for (let i = 0; i < 30; i++)
      bench.emulator.outside.setParameters(id, { Purpose: i % 2 ? "logs" : "data" });
    const first = await client.send(new DescribeStackEventsCommand({ StackName: arn() }));
    assert.equal(first.StackEvents?.length, 100);
    const { NextToken } = first;
    const second = await client.send(new DescribeStackEventsCommand({ StackName: arn(), NextToken }));
    assert.equal(second.StackEvents?.at(-1)?.ResourceStatus, "CREATE_IN_PROGRESS");
    assert.equal(second.NextToken, undefined);
  });
});
