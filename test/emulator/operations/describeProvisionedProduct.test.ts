import assert from "node:assert/strict";
import {
  DescribeProvisionedProductCommand,
  ScanProvisionedProductsCommand,
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

  describe("with guesses.describeLag", () => {
    const lagging = useEmulator({ guesses: { describeLag: 5_000, notFoundStatus: 404 } });
    const statuses = async (Id: string) => {
      const described = await lagging.client.send(new DescribeProvisionedProductCommand({ Id }));
      const scanned = await lagging.client.send(new ScanProvisionedProductsCommand({}));
      return [described.ProvisionedProductDetail?.Status, scanned.ProvisionedProducts?.[0]?.Status];
    };
    it("shows for a while what was before an accepted call, but a new product at once", async () => {
      const Id = (await lagging.provision()).ProvisionedProductId;
      assert.deepEqual(await statuses(Id), ["UNDER_CHANGE", "UNDER_CHANGE"]);
      await lagging.emulator.advance(64_000);
      assert.equal(lagging.emulator.products()[0]?.status, "AVAILABLE");
      assert.deepEqual(await statuses(Id), ["UNDER_CHANGE", "UNDER_CHANGE"]);
      await lagging.emulator.advance(5_000);
      assert.deepEqual(await statuses(Id), ["AVAILABLE", "AVAILABLE"]);
      await lagging.client.send(new TerminateProvisionedProductCommand({ ProvisionedProductId: Id }));
      await lagging.emulator.advance(4_999);
      assert.deepEqual(await statuses(Id), ["AVAILABLE", "AVAILABLE"]);
      await lagging.emulator.advance(1);
      assert.deepEqual(await statuses(Id), ["UNDER_CHANGE", "UNDER_CHANGE"]);
      await lagging.pass();
      await assert.rejects(
        lagging.client.send(new DescribeProvisionedProductCommand({ Id })),
        (error: Error) => {
          assert.equal((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode, 404);
          return true;
        },
      );
    });

    it("is as long for what somebody else began", async () => {
      const Id = await lagging.provisioned();
      lagging.emulator.outside.beginOperation(Id, "UPDATE_PROVISIONED_PRODUCT");
      assert.deepEqual(await statuses(Id), ["AVAILABLE", "AVAILABLE"]);
      await lagging.emulator.advance(5_000);
      assert.deepEqual(await statuses(Id), ["UNDER_CHANGE", "UNDER_CHANGE"]);
    });
  });
});
