import assert from "node:assert/strict";
import {
  DescribeProvisionedProductCommand,
  TerminateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { useEmulator } from "../support";

describe("DescribeProvisionedProduct", () => {
  const bench = useEmulator();
  const describeIt = (reference: { Id?: string; Name?: string }) =>
    bench.client.send(new DescribeProvisionedProductCommand(reference));

  it("shows the product by id and by name", async () => {
    const { ProvisionedProductId, RecordId } = await bench.provision({ ProvisionToken: "my-token" });
    await bench.pass();
    const { ProvisionedProductDetail, CloudWatchDashboards } = await describeIt({ Name: "logs" });
    assert.deepEqual(CloudWatchDashboards, []);
    const { CreatedTime, ProductId, ProvisioningArtifactId, ...rest } = ProvisionedProductDetail ?? {};
    assert.ok(CreatedTime instanceof Date);
    assert.match(ProductId ?? "", /^prod-/);
    assert.match(ProvisioningArtifactId ?? "", /^pa-/);
    assert.deepEqual(rest, {
      Arn: `arn:aws:servicecatalog:us-east-1:123456789012:stack/logs/${ProvisionedProductId}`,
      Id: ProvisionedProductId,
      IdempotencyToken: "my-token",
      LastProvisioningRecordId: RecordId,
      LastRecordId: RecordId,
      LastSuccessfulProvisioningRecordId: RecordId,
      Name: "logs",
      Status: "AVAILABLE",
      Type: "CFN_STACK",
    });
    const byId = await describeIt({ Id: ProvisionedProductId });
    assert.deepEqual(byId.ProvisionedProductDetail, ProvisionedProductDetail);
  });

  it("needs exactly one of id and name, and a product that exists", async () => {
    await assert.rejects(describeIt({}), { name: "InvalidParametersException" });
    await assert.rejects(describeIt({ Id: "pp-x", Name: "x" }), { name: "InvalidParametersException" });
    await assert.rejects(describeIt({ Name: "x" }), {
      name: "ResourceNotFoundException",
      message: "Provisioned product not found: x",
    });
  });

  describe("with guesses.staleReads", () => {
    const lagging = useEmulator({ guesses: { staleReads: 2, notFoundStatus: 404 } });
    it("shows the old status for some reads after an accepted call", async () => {
      const Id = await lagging.provisioned();
      await lagging.client.send(new TerminateProvisionedProductCommand({ ProvisionedProductId: Id }));
      const statuses: unknown[] = [];
      for (let i = 0; i < 3; i++) {
        const answer = await lagging.client.send(new DescribeProvisionedProductCommand({ Id }));
        statuses.push(answer.ProvisionedProductDetail?.Status);
      }
      assert.deepEqual(statuses, ["AVAILABLE", "AVAILABLE", "UNDER_CHANGE"]);
      await lagging.pass();
      await assert.rejects(
        lagging.client.send(new DescribeProvisionedProductCommand({ Id })),
        (error: Error) => {
          assert.equal((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode, 404);
          return true;
        },
      );
    });
  });
});
