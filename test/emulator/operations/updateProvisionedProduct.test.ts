import assert from "node:assert/strict";
import {
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  UpdateProvisionedProductCommand,
  type UpdateProvisionedProductCommandInput,
} from "@aws-sdk/client-service-catalog";
import { pathsCatalog } from "../catalogs";
import { useEmulator } from "../support";

type Bench = ReturnType<typeof useEmulator>;

const updaterOf =
  (bench: Bench) =>
  async (id: string, more: Partial<UpdateProvisionedProductCommandInput> = {}) => {
    const { RecordDetail } = await bench.client.send(
      new UpdateProvisionedProductCommand({ ProvisionedProductId: id, UpdateToken: undefined, ...more }),
    );
    await bench.pass();
    const { RecordDetail: ended } = await bench.client.send(
      new DescribeRecordCommand({ Id: RecordDetail?.RecordId }),
    );
    return ended;
  };

const onPath = (PathName: string) => ({
  ProductName: "Two paths",
  ProvisioningArtifactId: "pa-one",
  ProvisioningArtifactName: undefined,
  PathName,
  ProvisioningParameters: [],
  Tags: [
    { Key: "team", Value: "a" },
    { Key: "stage", Value: "test" },
  ],
});

describe("UpdateProvisionedProduct", () => {
  const bench = useEmulator({ catalog: pathsCatalog });
  const update = updaterOf(bench);
  const tags = () => bench.emulator.products()[0]?.tags;

  it("keeps version and path that are left out, and succeeds without a change", async () => {
    const id = await bench.provisioned(onPath("Production"));
    const before = bench.emulator.products()[0];
    assert.equal((await update(id))?.Status, "SUCCEEDED");
    const after = bench.emulator.products()[0];
    assert.equal(after?.provisioningArtifactId, "pa-one");
    assert.equal(after?.pathId, before?.pathId);
  });

  it("finds the product by name and by ARN", async () => {
    await bench.provisioned(onPath("Production"));
    const arn = bench.emulator.products()[0]?.arn;
    for (const ProvisionedProductName of ["logs", arn])
      await update("", { ProvisionedProductId: undefined, ProvisionedProductName });
    assert.equal(bench.emulator.records().length, 3);
    await assert.rejects(update("pp-x", { ProvisionedProductName: "logs" }), {
      name: "InvalidParametersException",
    });
    await assert.rejects(update("pp-x"), { name: "ResourceNotFoundException" });
  });

  it("can move to a deprecated version", async () => {
    const id = await bench.provisioned(onPath("Production"));
    assert.equal((await update(id, { ProvisioningArtifactId: "pa-old" }))?.Status, "SUCCEEDED");
  });

  it("can move to another product", async () => {
    const id = await bench.provisioned(onPath("Development"));
    await update(id, { ProductName: "One path", ProvisioningArtifactName: "v1" });
    const [product] = bench.emulator.products();
    assert.equal(product?.provisioningArtifactId, "pa-simple");
    assert.equal(product?.id, id);
  });

  describe("tags", () => {
    it("are silently ignored without a RESOURCE_UPDATE constraint", async () => {
      const id = await bench.provisioned(onPath("Development"));
      const record = await update(id, { Tags: [{ Key: "team", Value: "b" }] });
      assert.equal(record?.Status, "SUCCEEDED");
      assert.deepEqual(tags(), { team: "a", stage: "test" });
      assert.equal(record?.RecordTags?.find(({ Key }) => Key === "team")?.Value, "a");
    });

    it("are replaced with one", async () => {
      const id = await bench.provisioned(onPath("Production"));
      await update(id, { Tags: [{ Key: "team", Value: "b" }] });
      assert.deepEqual(tags(), { team: "b" });
    });

    it("stay when they are only removed", async () => {
      const id = await bench.provisioned(onPath("Production"));
      await update(id, { Tags: [{ Key: "team", Value: "a" }] });
      assert.deepEqual(tags(), { team: "a", stage: "test" });
    });

    it("of a failed update are on its record, not on the product, and are lost if not sent again", async () => {
      const id = await bench.provisioned(onPath("Production"));
      bench.emulator.fail("*", { operation: "update" });
      const record = await update(id, { Tags: [{ Key: "team", Value: "b" }] });
      assert.equal(record?.RecordTags?.find(({ Key }) => Key === "team")?.Value, "b");
      assert.deepEqual(tags(), { team: "a", stage: "test" });
      await update(id);
      assert.deepEqual(tags(), {});
    });
  });
});

describe("UpdateProvisionedProduct in other positions of the guesses", () => {
  describe("omittedParameter: previous-value", () => {
    const bench = useEmulator({ guesses: { omittedParameter: "previous-value" } });
    it("keeps what is left out", async () => {
      const id = await bench.provisioned({
        ProvisioningParameters: [
          { Key: "Purpose", Value: "logs" },
          { Key: "Days", Value: "7" },
        ],
      });
      await updaterOf(bench)(id, { ProvisioningParameters: [] });
      assert.deepEqual(bench.emulator.products()[0]?.parameters, {
        Purpose: "logs",
        Days: "7",
        Secret: "none",
      });
    });
  });

  describe("updateFromError: accept", () => {
    const bench = useEmulator({ guesses: { updateFromError: "accept" } });
    it("accepts the update of a failed creation and fails in the record", async () => {
      bench.emulator.fail("*", { operation: "create" });
      const id = await bench.provisioned();
      const record = await updaterOf(bench)(id);
      assert.equal(record?.Status, "FAILED");
      assert.match(
        record?.RecordErrors?.[0]?.Description ?? "",
        /is in ROLLBACK_COMPLETE state and can not be updated/,
      );
      assert.equal(bench.emulator.products()[0]?.status, "ERROR");
    });
  });

  describe("omittedVersionWhileTainted: running", () => {
    const bench = useEmulator({ guesses: { omittedVersionWhileTainted: "running" } });
    it("keeps the version that runs, not the attempted one", async () => {
      const id = await bench.provisioned();
      const running = bench.emulator.products()[0]?.provisioningArtifactId;
      bench.emulator.fail("*", { operation: "update" });
      const ProvisioningParameters = [{ Key: "Purpose", UsePreviousValue: true }];
      const update = updaterOf(bench);
      await update(id, { ProvisioningArtifactName: "v2", ProvisioningParameters });
      assert.notEqual(bench.emulator.products()[0]?.provisioningArtifactId, running);
      await update(id, { ProvisioningParameters });
      assert.equal(bench.emulator.products()[0]?.provisioningArtifactId, running);
    });
  });

  describe("idempotencyToken, recordErrorCode, outputsOfFailedRecord, recordTagsOfIgnoredTags", () => {
    const bench = useEmulator({
      guesses: {
        idempotencyToken: "latest",
        recordErrorCode: null,
        outputsOfFailedRecord: "stack-arn",
        recordTagsOfIgnoredTags: "requested",
      },
    });
    it("take the other position", async () => {
      const id = await bench.provisioned();
      bench.emulator.fail("*", { operation: "update" });
      const record = await updaterOf(bench)(id, {
        UpdateToken: "of-update",
        Tags: [{ Key: "team", Value: "b" }],
        ProvisioningParameters: [{ Key: "Purpose", Value: "logs" }],
      });
      assert.deepEqual(record?.RecordErrors, []);
      assert.equal(record?.RecordTags?.at(-1)?.Value, "b");
      assert.deepEqual(Object.keys(bench.emulator.records().at(-1)?.outputs ?? {}), [
        "CloudformationStackARN",
      ]);
      const { ProvisionedProductDetail } = await bench.client.send(
        new DescribeProvisionedProductCommand({ Id: id }),
      );
      assert.equal(ProvisionedProductDetail?.IdempotencyToken, "of-update");
    });
  });
});
