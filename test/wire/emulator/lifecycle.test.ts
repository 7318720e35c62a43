import assert from "node:assert/strict";
import {
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  GetProvisionedProductOutputsCommand,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
  type TerminateProvisionedProductCommandInput,
  type UpdateProvisionedProductCommandInput,
} from "@aws-sdk/client-service-catalog";
import { useEmulator } from "../../emulator/support";

describe("the life of a provisioned product", () => {
  const bench = useEmulator();

  const update = async (id: string, more: Partial<UpdateProvisionedProductCommandInput> = {}) => {
    const { RecordDetail } = await bench.client.send(
      new UpdateProvisionedProductCommand({
        ProvisionedProductId: id,
        ProvisioningParameters: [{ Key: "Purpose", UsePreviousValue: true }],
        UpdateToken: undefined,
        ...more,
      }),
    );
    await bench.pass();
    return recordOf(RecordDetail?.RecordId);
  };
  const terminate = async (id: string, more: Partial<TerminateProvisionedProductCommandInput> = {}) => {
    const { RecordDetail } = await bench.client.send(
      new TerminateProvisionedProductCommand({
        ProvisionedProductId: id,
        TerminateToken: undefined,
        ...more,
      }),
    );
    await bench.pass();
    return recordOf(RecordDetail?.RecordId);
  };
  const recordOf = async (id: string | undefined) => {
    const { RecordDetail } = await bench.client.send(new DescribeRecordCommand({ Id: id }));
    assert.ok(RecordDetail);
    return RecordDetail;
  };
  const describeProduct = async (id: string) => {
    const { ProvisionedProductDetail } = await bench.client.send(
      new DescribeProvisionedProductCommand({ Id: id }),
    );
    assert.ok(ProvisionedProductDetail);
    return ProvisionedProductDetail;
  };
  const stackStates = () => bench.emulator.stacks().map(({ status }) => status);

  describe("when all goes well", () => {
    it("is provisioned in steps: CREATED, IN_PROGRESS, SUCCEEDED", async () => {
      const { RecordId, Status, ProvisionedProductId } = await bench.provision();
      assert.equal(Status, "CREATED");
      assert.equal((await describeProduct(ProvisionedProductId)).Status, "UNDER_CHANGE");
      await bench.emulator.advance(3_000);
      assert.equal((await recordOf(RecordId)).Status, "IN_PROGRESS");
      await bench.pass();
      assert.equal((await recordOf(RecordId)).Status, "SUCCEEDED");
      const product = await describeProduct(ProvisionedProductId);
      assert.equal(product.Status, "AVAILABLE");
      assert.equal(product.LastSuccessfulProvisioningRecordId, RecordId);
    });

    it("is updated with the values asked for, and only those", async () => {
      const id = await bench.provisioned({
        ProvisioningParameters: [
          { Key: "Purpose", Value: "logs" },
          { Key: "Days", Value: "7" },
        ],
      });
      const record = await update(id);
      assert.equal(record.Status, "SUCCEEDED");
      // Days was left out: its default comes back.
      assert.deepEqual(bench.emulator.products()[0]?.parameters, {
        Purpose: "logs",
        Days: "30",
        Secret: "none",
      });
      assert.deepEqual(stackStates(), ["UPDATE_COMPLETE"]);
    });

    it("can move to another version", async () => {
      const id = await bench.provisioned();
      await update(id, { ProvisioningArtifactName: "v2" });
      const { Outputs } = await bench.client.send(
        new GetProvisionedProductOutputsCommand({ ProvisionedProductId: id }),
      );
      assert.deepEqual(
        Outputs?.map(({ OutputKey }) => OutputKey),
        ["CloudformationStackARN", "Label"],
      );
      assert.equal(Outputs?.[1]?.OutputValue, "logs/60");
    });

    it("is gone when it is terminated, but for its records", async () => {
      const id = await bench.provisioned();
      assert.equal((await terminate(id)).Status, "SUCCEEDED");
      await assert.rejects(describeProduct(id), {
        name: "ResourceNotFoundException",
        message: `Provisioned product not found: ${id}`,
      });
      await assert.rejects(terminate(id), { name: "ResourceNotFoundException" });
      assert.deepEqual(stackStates(), ["DELETE_COMPLETE"]);
      assert.equal(bench.emulator.records().length, 2);
    });
  });

  describe("when creation fails", () => {
    it("in the parameters: ERROR without a stack, and the name is taken", async () => {
      const { RecordId, ProvisionedProductId } = await bench.provision({ ProvisioningParameters: [] });
      await bench.pass();
      const record = await recordOf(RecordId);
      assert.equal(record.Status, "FAILED");
      assert.match(
        record.RecordErrors?.[0]?.Description ?? "",
        /^AmazonCloudFormationException {2}Parameters: \[Purpose\] must have values \(Service: AmazonCloudFormation; Status Code: 400; Error Code: ValidationError; Request ID: [0-9a-f-]{36}\)$/,
      );
      const product = await describeProduct(ProvisionedProductId);
      assert.equal(product.Status, "ERROR");
      assert.equal(product.StatusMessage, record.RecordErrors?.[0]?.Description);
      assert.equal(product.LastSuccessfulProvisioningRecordId, undefined);
      assert.deepEqual(stackStates(), []);
      await assert.rejects(bench.provision(), {
        name: "InvalidParametersException",
        message: "A stack named logs already exists.",
      });
      await assert.rejects(update(ProvisionedProductId), {
        name: "ValidationException",
        message: /^Can't update provisioned product because/,
      });
      assert.equal((await terminate(ProvisionedProductId)).Status, "SUCCEEDED");
      await bench.provision();
    });

    it("in a resource: rolled back, IN_PROGRESS_IN_ERROR on the way", async () => {
      bench.emulator.fail("logs", { operation: "create", resources: ["Policy"] });
      const { RecordId, ProvisionedProductId } = await bench.provision();
      await bench.emulator.advance(40_000);
      assert.equal((await recordOf(RecordId)).Status, "IN_PROGRESS_IN_ERROR");
      assert.deepEqual(stackStates(), ["ROLLBACK_IN_PROGRESS"]);
      await bench.pass();
      assert.equal((await recordOf(RecordId)).Status, "FAILED");
      assert.deepEqual(stackStates(), ["ROLLBACK_COMPLETE"]);
      assert.equal(
        (await describeProduct(ProvisionedProductId)).StatusMessage,
        "The following resource(s) failed to create: [Policy]. ",
      );
      await assert.rejects(
        bench.client.send(new GetProvisionedProductOutputsCommand({ ProvisionedProductId })),
        {
          name: "InvalidParametersException",
          message: "Last Successful Provisioning Record doesn't exist.",
        },
      );
      assert.equal((await terminate(ProvisionedProductId)).Status, "SUCCEEDED");
      assert.deepEqual(stackStates(), ["DELETE_COMPLETE"]);
    });
  });

  describe("when an update fails", () => {
    it("is TAINTED, shows the attempt, keeps what runs, and can be updated again", async () => {
      const id = await bench.provisioned();
      const success = (await describeProduct(id)).LastSuccessfulProvisioningRecordId;
      bench.emulator.fail(id, { operation: "update", resources: ["Bucket"] });
      const failed = await update(id, {
        ProvisioningArtifactName: "v2",
        ProvisioningParameters: [{ Key: "Purpose", Value: "other" }],
      });
      assert.equal(failed.Status, "FAILED");
      const tainted = await describeProduct(id);
      assert.equal(tainted.Status, "TAINTED");
      assert.equal(tainted.StatusMessage, "The following resource(s) failed to update: [Bucket]. ");
      assert.equal(tainted.ProvisioningArtifactId, failed.ProvisioningArtifactId);
      assert.equal(tainted.LastProvisioningRecordId, failed.RecordId);
      assert.equal(tainted.LastSuccessfulProvisioningRecordId, success);
      assert.deepEqual(stackStates(), ["UPDATE_ROLLBACK_COMPLETE"]);
      const { Outputs } = await bench.client.send(
        new GetProvisionedProductOutputsCommand({ ProvisionedProductId: id }),
      );
      assert.equal(Outputs?.find(({ OutputKey }) => OutputKey === "Label")?.OutputValue, "logs-30");

      assert.equal((await update(id)).Status, "SUCCEEDED");
      assert.equal((await describeProduct(id)).Status, "AVAILABLE");
    });

    const refusals: [string, object, RegExp][] = [
      [
        "a value that breaks its constraint",
        { Key: "Days", Value: "0" },
        /'Days' must be a number not less than 1 \(/,
      ],
      ["an unknown key", { Key: "Nope", Value: "x" }, /Parameters: \[Nope\] do not exist in the template/],
      [
        "UsePreviousValue beside a value",
        { Key: "Days", Value: "3", UsePreviousValue: true },
        /Invalid input for parameter key Days\. Cannot specify usePreviousValue as true and non empty value/,
      ],
      [
        "UsePreviousValue for a new key",
        { Key: "Zone", UsePreviousValue: true },
        /key Zone\. Cannot specify usePreviousValue as true for a parameter key not in the previous template/,
      ],
    ];
    for (const [what, parameter, expected] of refusals)
      it(`by ${what}: accepted, then TAINTED with the stack untouched`, async () => {
        const id = await bench.provisioned();
        const record = await update(id, {
          ProvisioningArtifactName: "Zone" === (parameter as { Key: string }).Key ? "v2" : "v1",
          ProvisioningParameters: [{ Key: "Purpose", Value: "logs" }, parameter],
        });
        assert.equal(record.Status, "FAILED");
        assert.match(record.RecordErrors?.[0]?.Description ?? "", expected);
        assert.equal((await describeProduct(id)).Status, "TAINTED");
        assert.deepEqual(stackStates(), ["CREATE_COMPLETE"]);
      });
  });

  describe("when termination fails", () => {
    it("is TAINTED with a stack that can only be deleted", async () => {
      const id = await bench.provisioned();
      bench.emulator.fail("logs", { operation: "terminate", resources: ["Bucket"] });
      const failed = await terminate(id);
      assert.equal(failed.Status, "FAILED");
      assert.equal((await describeProduct(id)).Status, "TAINTED");
      assert.deepEqual(bench.emulator.stacks()[0]?.resources, [
        { logicalId: "Bucket", type: "AWS::S3::Bucket", status: "DELETE_FAILED" },
        { logicalId: "Policy", type: "AWS::S3::BucketPolicy", status: "DELETE_COMPLETE" },
      ]);
      const updated = await update(id);
      assert.equal(updated.Status, "FAILED");
      assert.match(
        updated.RecordErrors?.[0]?.Description ?? "",
        /is in DELETE_FAILED state and can not be updated/,
      );
      assert.equal((await describeProduct(id)).Status, "TAINTED");
      assert.equal((await terminate(id)).Status, "SUCCEEDED");
      assert.deepEqual(stackStates(), ["DELETE_COMPLETE"]);
    });

    it("leaves the stack in DELETE_FAILED behind with IgnoreErrors", async () => {
      const id = await bench.provisioned();
      bench.emulator.fail("logs", { operation: "terminate" });
      assert.equal((await terminate(id, { IgnoreErrors: true })).Status, "SUCCEEDED");
      assert.deepEqual(bench.emulator.products(), []);
      assert.deepEqual(stackStates(), ["DELETE_FAILED"]);
    });

    it("does not touch the stack with RetainPhysicalResources", async () => {
      const id = await bench.provisioned();
      bench.emulator.fail("logs", { operation: "terminate" });
      assert.equal((await terminate(id, { RetainPhysicalResources: true })).Status, "SUCCEEDED");
      assert.deepEqual(bench.emulator.products(), []);
      assert.deepEqual(stackStates(), ["CREATE_COMPLETE"]);
    });

    it("fails always with times: Infinity", async () => {
      const id = await bench.provisioned();
      bench.emulator.fail("*", {
        operation: "terminate",
        kind: "validation",
        times: Infinity,
        message: "No.",
      });
      assert.equal((await terminate(id)).Status, "FAILED");
      assert.match(
        (await terminate(id)).RecordErrors?.[0]?.Description ?? "",
        /^AmazonCloudFormationException {2}No\. \(/,
      );
    });
  });

  describe("while it is under change", () => {
    it("refuses a further update or terminate", async () => {
      const { ProvisionedProductId } = await bench.provision();
      await assert.rejects(update(ProvisionedProductId), { name: "ValidationException" });
      await assert.rejects(terminate(ProvisionedProductId), {
        name: "ValidationException",
        message:
          "Can't terminate provisioned product because it's still under change or its status does not allow further operation",
      });
    });
  });
});

describe("the order in which product and record end", () => {
  for (const [statusOrder, first] of [
    ["record-first", "record"],
    ["product-first", "product"],
  ] as const)
    describe(statusOrder, () => {
      const bench = useEmulator({ statusOrder });
      it(`shows the end of the ${first} alone for a while`, async () => {
        await bench.provision();
        await bench.emulator.advance(60_000);
        const ended = {
          record: bench.emulator.records()[0]?.status === "SUCCEEDED",
          product: bench.emulator.products()[0]?.status === "AVAILABLE",
        };
        assert.deepEqual(ended, { record: first === "record", product: first === "product" });
        if (ended.product) {
          const { Outputs } = await bench.client.send(
            new GetProvisionedProductOutputsCommand({ ProvisionedProductName: "logs" }),
          );
          assert.equal(Outputs?.length, 3);
        }
        await bench.emulator.advance(3_000);
        assert.equal(bench.emulator.records()[0]?.status, "SUCCEEDED");
        assert.equal(bench.emulator.products()[0]?.status, "AVAILABLE");
      });
    });

  describe("random", () => {
    const bench = useEmulator({ statusOrder: "random" });
    it("is both within a few products", async () => {
      for (let i = 0; i < 12; i++) await bench.provision({ ProvisionedProductName: `logs-${i}` });
      await bench.emulator.advance(60_000);
      const ended = new Set(bench.emulator.products().map(({ status }) => status));
      assert.deepEqual([...ended].sort(), ["AVAILABLE", "UNDER_CHANGE"]);
    });
  });
});
