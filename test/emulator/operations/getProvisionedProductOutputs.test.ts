import assert from "node:assert/strict";
import {
  GetProvisionedProductOutputsCommand,
  type GetProvisionedProductOutputsCommandInput,
} from "@aws-sdk/client-service-catalog";
import { useEmulator } from "../support";

describe("GetProvisionedProductOutputs", () => {
  const bench = useEmulator();
  const ask = (input: GetProvisionedProductOutputsCommandInput) =>
    bench.client.send(new GetProvisionedProductOutputsCommand(input));

  it("gives the outputs of the last success, the stack's ARN first", async () => {
    await bench.provisioned();
    const { Outputs } = await ask({ ProvisionedProductName: "logs" });
    const stack = bench.emulator.stacks()[0];
    assert.deepEqual(Outputs, [
      {
        Description: "The ARN of the launched Cloudformation Stack",
        OutputKey: "CloudformationStackARN",
        OutputValue: stack?.arn,
      },
      { Description: "The bucket", OutputKey: "BucketArn", OutputValue: stack?.outputs["BucketArn"] },
      { OutputKey: "Label", OutputValue: "logs-30" },
    ]);
    assert.match(
      stack?.arn ?? "",
      /^arn:aws:cloudformation:us-east-1:123456789012:stack\/SC-123456789012-pp-\w{13}\/[0-9a-f-]{36}$/,
    );
    assert.match(stack?.outputs["BucketArn"] ?? "", /^arn:aws:s3:::sc-123456789012-pp-/);
  });

  it("can be asked for some of them, in pages", async () => {
    await bench.provisioned();
    const some = await ask({ ProvisionedProductName: "logs", OutputKeys: ["Label"] });
    assert.deepEqual(
      some.Outputs?.map(({ OutputKey }) => OutputKey),
      ["Label"],
    );
    const page = await ask({ ProvisionedProductName: "logs", PageSize: 2 });
    assert.equal(page.Outputs?.length, 2);
    const rest = await ask({ ProvisionedProductName: "logs", PageToken: page.NextPageToken });
    assert.deepEqual(
      rest.Outputs?.map(({ OutputKey }) => OutputKey),
      ["Label"],
    );
    assert.equal(rest.NextPageToken, undefined);
    await assert.rejects(ask({ ProvisionedProductName: "logs", OutputKeys: ["Nope"] }), {
      name: "InvalidParametersException",
    });
  });

  it("has none to give before a success", async () => {
    const { ProvisionedProductId } = await bench.provision();
    await assert.rejects(ask({ ProvisionedProductId }), {
      name: "InvalidParametersException",
      message: "Last Successful Provisioning Record doesn't exist.",
    });
  });

  describe("with guesses.unknownOutputKey: ignore", () => {
    const lenient = useEmulator({ guesses: { unknownOutputKey: "ignore" } });
    it("gives what there is", async () => {
      const ProvisionedProductId = await lenient.provisioned();
      const { Outputs } = await lenient.client.send(
        new GetProvisionedProductOutputsCommand({ ProvisionedProductId, OutputKeys: ["Nope", "Label"] }),
      );
      assert.equal(Outputs?.length, 1);
    });
  });
});
