import assert from "node:assert/strict";
import {
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  GetProvisionedProductOutputsCommand,
  ProvisionProductCommand,
  SearchProvisionedProductsCommand,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
  type ServiceCatalogClient,
} from "@aws-sdk/client-service-catalog";
import type { Emulator } from "../../emulator";
import { clientOf, testEmulator } from "./support";

describe("the life of a provisioned product", () => {
  let emulator: Emulator;
  let client: ServiceCatalogClient;
  before(async () => {
    emulator = await testEmulator();
    client = clientOf(emulator);
  });
  after(() => emulator.close());
  beforeEach(() => emulator.reset());

  const provision = (more: object = {}) =>
    client.send(
      new ProvisionProductCommand({
        ProductName: "Bucket",
        ProvisioningArtifactName: "v1",
        ProvisionedProductName: "logs",
        ProvisioningParameters: [{ Key: "Purpose", Value: "logs" }],
        ...more,
      }),
    );

  it("is provisioned, updated and terminated", async () => {
    const created = await provision();
    assert.equal(created.RecordDetail?.Status, "CREATED");
    const id = created.RecordDetail?.ProvisionedProductId ?? "";
    assert.equal(emulator.products()[0]?.status, "UNDER_CHANGE");
    await emulator.advance(70_000);
    const record = await client.send(new DescribeRecordCommand({ Id: created.RecordDetail?.RecordId }));
    assert.equal(record.RecordDetail?.Status, "SUCCEEDED");
    assert.equal(record.RecordOutputs?.[0]?.OutputKey, "CloudformationStackARN");
    const outputs = await client.send(new GetProvisionedProductOutputsCommand({ ProvisionedProductId: id }));
    assert.equal(outputs.Outputs?.find(({ OutputKey }) => OutputKey === "Label")?.OutputValue, "logs-30");

    await client.send(
      new UpdateProvisionedProductCommand({
        ProvisionedProductId: id,
        ProvisioningArtifactName: "v2",
        ProvisioningParameters: [{ Key: "Purpose", UsePreviousValue: true }],
      }),
    );
    await emulator.advance(70_000);
    const described = await client.send(new DescribeProvisionedProductCommand({ Name: "logs" }));
    assert.equal(described.ProvisionedProductDetail?.Status, "AVAILABLE");
    assert.deepEqual(emulator.products()[0]?.parameters, { Purpose: "logs", Days: "60" });

    await client.send(new TerminateProvisionedProductCommand({ ProvisionedProductId: id }));
    await emulator.advance(70_000);
    assert.deepEqual(emulator.products(), []);
    assert.deepEqual(
      emulator.stacks().map(({ status }) => status),
      ["DELETE_COMPLETE"],
    );
    await assert.rejects(client.send(new DescribeProvisionedProductCommand({ Id: id })), {
      name: "ResourceNotFoundException",
      message: `Provisioned product not found: ${id}`,
    });
    const search = await client.send(new SearchProvisionedProductsCommand({}));
    assert.equal(search.TotalResultsCount, 0);
  });
});
