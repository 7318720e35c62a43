import assert from "node:assert/strict";
import {
  DescribeProductCommand,
  DescribeProvisionedProductCommand,
  ImportAsProvisionedProductCommand,
  ScanProvisionedProductsCommand,
  UpdateProvisionedProductPropertiesCommand,
} from "@aws-sdk/client-service-catalog";
import { useEmulator } from "../../emulator/support";

for (const otherRecordTypes of ["modelled", "own"] as const)
  describe(`records of type ${otherRecordTypes}`, () => {
    const bench = useEmulator({ guesses: { otherRecordTypes } });
    const set = (ProvisionedProductId: string, ProvisionedProductProperties: Record<string, string>) =>
      bench.client.send(
        new UpdateProvisionedProductPropertiesCommand({
          ProvisionedProductId,
          ProvisionedProductProperties,
          IdempotencyToken: undefined,
        }),
      );

    it("UpdateProvisionedProductProperties gives a product to somebody else, and another role", async () => {
      const id = await bench.provisioned();
      const OWNER = "arn:aws:iam::123456789012:role/team";
      const LAUNCH_ROLE = "arn:aws:iam::123456789012:role/launcher";
      const answer = await set(id, { OWNER, LAUNCH_ROLE });
      assert.equal(answer.Status, "SUCCEEDED");
      const record = bench.emulator.records().at(-1);
      assert.equal(record?.id, answer.RecordId);
      assert.equal(
        record?.type,
        otherRecordTypes === "own" ? "UPDATE_PROVISIONED_PRODUCT_PROPERTIES" : "UPDATE_PROVISIONED_PRODUCT",
      );
      const own = await bench.client.send(new ScanProvisionedProductsCommand({}));
      assert.deepEqual(own.ProvisionedProducts, []);
      const all = await bench.client.send(
        new ScanProvisionedProductsCommand({ AccessLevelFilter: { Key: "Account", Value: "self" } }),
      );
      assert.equal(all.ProvisionedProducts?.[0]?.LaunchRoleArn, LAUNCH_ROLE);
    });

    it("UpdateProvisionedProductProperties refuses what is no owner, and products under change", async () => {
      const { ProvisionedProductId } = await bench.provision();
      const OWNER = "arn:aws:iam::123456789012:user/other";
      await assert.rejects(set(ProvisionedProductId, { OWNER }), { name: "InvalidStateException" });
      await bench.pass();
      const user = "arn:aws:iam::123456789012:user";
      for (const name of ["me", "__proto__", `${user}/`, `${user}/a\nb`, `${user}/<b>`, `${user}/a b`])
        await assert.rejects(set(ProvisionedProductId, { OWNER: name }), {
          name: "InvalidParametersException",
        });
      await assert.rejects(set(ProvisionedProductId, { ["__proto__"]: user }), {
        name: "ValidationException",
      });
      await assert.rejects(set(ProvisionedProductId, { COLOR: "red" }), { name: "ValidationException" });
    });

    it("ImportAsProvisionedProduct makes a product of a stack, once, with the template of the version", async () => {
      const stack = { name: "old-logs", product: "Bucket", version: "v1", parameters: { Purpose: "old" } };
      const PhysicalId = bench.emulator.outside.createStack(stack);
      const { ProductViewSummary, ProvisioningArtifacts = [] } = await bench.client.send(
        new DescribeProductCommand({ Name: "Bucket" }),
      );
      const take = (ProvisionedProductName: string, version: number) =>
        bench.client.send(
          new ImportAsProvisionedProductCommand({
            ProductId: ProductViewSummary?.ProductId,
            ProvisioningArtifactId: ProvisioningArtifacts[version]?.Id,
            ProvisionedProductName,
            PhysicalId,
            IdempotencyToken: undefined,
          }),
        );
      await assert.rejects(take("logs", 1), { name: "InvalidParametersException" });
      const { RecordDetail } = await take("logs", 0);
      assert.equal(
        RecordDetail?.RecordType,
        otherRecordTypes === "own" ? "IMPORT_AS_PROVISIONED_PRODUCT" : "PROVISION_PRODUCT",
      );
      await bench.pass();
      const [product] = bench.emulator.products();
      assert.equal(product?.status, "AVAILABLE");
      assert.equal(product.parameters["Purpose"], "old");
      assert.equal(product.stackName, "old-logs");
      await assert.rejects(take("again", 0), { name: "DuplicateResourceException" });
      const detail = await bench.client.send(new DescribeProvisionedProductCommand({ Name: "logs" }));
      assert.equal(
        detail.ProvisionedProductDetail?.LastSuccessfulProvisioningRecordId,
        RecordDetail?.RecordId,
      );
    });
  });
