import assert from "node:assert/strict";
import {
  DescribeProductCommand,
  DescribeProvisionedProductCommand,
  ListLaunchPathsCommand,
  UpdateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { useEmulator } from "../support";

const template = { Resources: { Topic: { Type: "AWS::SNS::Topic" } } };

describe("launch paths", () => {
  const bench = useEmulator({
    catalog: {
      portfolios: [{ name: "Mine" }],
      products: [
        {
          name: "Bucket",
          versions: [{ name: "v1", template }],
          constraints: [{ type: "NOTIFICATION", topics: ["arn:aws:sns:us-east-1:123456789012:audit"] }],
        },
      ],
    },
  });
  const paths = async () => {
    const { ProductViewSummary } = await bench.client.send(new DescribeProductCommand({ Name: "Bucket" }));
    const answer = await bench.client.send(
      new ListLaunchPathsCommand({ ProductId: ProductViewSummary?.ProductId }),
    );
    return answer.LaunchPathSummaries?.map(({ Id }) => Id ?? "") ?? [];
  };
  const update = (PathId?: string) =>
    bench.client.send(
      new UpdateProvisionedProductCommand({ ProvisionedProductName: "logs", PathId, UpdateToken: undefined }),
    );

  it("get other ids, of which the old ones are invalid", async () => {
    const [before] = await paths();
    await bench.provisioned({ ProvisioningParameters: [] });
    bench.emulator.outside.rotatePaths();
    const [after] = await paths();
    assert.notEqual(after, before);
    await assert.rejects(update(before), {
      name: "InvalidParametersException",
      message: `Invalid PathId: ${before ?? ""}`,
    });
    await update(after);
    await bench.pass();
    await update();
    await bench.pass();
    const product = await bench.client.send(new DescribeProvisionedProductCommand({ Name: "logs" }));
    assert.equal(product.ProvisionedProductDetail?.Status, "AVAILABLE");
    bench.emulator.reset();
    assert.deepEqual(await paths(), [before]);
  });

  it("are not found for a while after an association", async () => {
    const id = (await bench.client.send(new DescribeProductCommand({ Name: "Bucket" }))).ProductViewSummary
      ?.ProductId;
    bench.emulator.outside.associate("Mine", 30_000);
    const provision = () =>
      bench.provision({ ProductName: undefined, ProductId: id, ProvisioningParameters: [] });
    await assert.rejects(provision(), {
      name: "ResourceNotFoundException",
      message: `No launch paths found for resource: ${id ?? ""}`,
    });
    await bench.emulator.advance(30_000);
    await provision();
    assert.throws(() => bench.emulator.outside.associate("Yours"), /there is no portfolio Yours/);
  });

  it("with a NOTIFICATION constraint let its topics hear of the stack", async () => {
    await bench.provisioned({
      ProvisioningParameters: [],
      NotificationArns: ["arn:aws:sns:us-east-1:123456789012:own"],
    });
    const client = new CloudFormationClient({
      region: "us-east-1",
      endpoint: bench.emulator.url,
      credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "x" },
    });
    const { Stacks } = await client.send(new DescribeStacksCommand({}));
    assert.deepEqual(
      Stacks?.[0]?.NotificationARNs?.map((arn) => arn.split(":").at(-1)),
      ["own", "audit"],
    );
    client.destroy();
  });
});
