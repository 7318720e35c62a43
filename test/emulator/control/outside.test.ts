import assert from "node:assert/strict";
import {
  DescribeProvisionedProductCommand,
  TerminateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { useEmulator } from "../support";

describe("changes from outside", () => {
  const bench = useEmulator();
  const product = () => {
    const [first] = bench.emulator.products();
    assert.ok(first);
    return first;
  };

  it("terminate at once, by somebody else", async () => {
    const id = await bench.provisioned();
    bench.emulator.outside.terminate(id);
    assert.deepEqual(bench.emulator.products(), []);
    assert.equal(bench.emulator.stacks()[0]?.status, "DELETE_COMPLETE");
    const record = bench.emulator.records().at(-1);
    assert.equal(record?.type, "TERMINATE_PROVISIONED_PRODUCT");
    assert.equal(record?.status, "SUCCEEDED");
    assert.equal(record?.userArn, "arn:aws:iam::123456789012:user/somebody-else");
  });

  it("set another version, keeping the parameters that it has", async () => {
    await bench.provisioned();
    const before = product().provisioningArtifactId;
    bench.emulator.outside.setVersion("logs", "v2");
    assert.notEqual(product().provisioningArtifactId, before);
    assert.equal(product().status, "AVAILABLE");
    assert.deepEqual(product().parameters, { Purpose: "logs", Days: "30", Zone: "a" });
    assert.equal(bench.emulator.stacks()[0]?.outputs["Label"], "logs/30");
  });

  it("set parameters and tags", async () => {
    await bench.provisioned({ Tags: [{ Key: "team", Value: "a" }] });
    bench.emulator.outside.setParameters("logs", { Days: "9" });
    assert.deepEqual(product().parameters, { Purpose: "logs", Days: "9", Secret: "none" });
    assert.deepEqual(product().tags, { team: "a" });
    bench.emulator.outside.setTags("logs", { team: "b" });
    assert.deepEqual(product().tags, { team: "b" });
  });

  for (const [type, end, status] of [
    ["UPDATE_PROVISIONED_PRODUCT", "SUCCEEDED", "AVAILABLE"],
    ["UPDATE_PROVISIONED_PRODUCT", "FAILED", "TAINTED"],
    ["TERMINATE_PROVISIONED_PRODUCT", "FAILED", "TAINTED"],
    ["TERMINATE_PROVISIONED_PRODUCT", "SUCCEEDED", undefined],
  ] as const)
    it(`begin ${type} and let it be ${end}`, async () => {
      const id = await bench.provisioned();
      const recordId = bench.emulator.outside.beginOperation("logs", type, { user: "bob" });
      await bench.pass();
      const { ProvisionedProductDetail } = await bench.client.send(
        new DescribeProvisionedProductCommand({ Id: id }),
      );
      assert.equal(ProvisionedProductDetail?.Status, "UNDER_CHANGE");
      assert.equal(ProvisionedProductDetail?.LastRecordId, recordId);
      await assert.rejects(
        bench.client.send(new TerminateProvisionedProductCommand({ ProvisionedProductId: id })),
        {
          name: "ValidationException",
        },
      );
      bench.emulator.outside.finishOperation(recordId, end);
      const record = bench.emulator.records().at(-1);
      assert.equal(record?.status, end);
      assert.equal(record?.userArn, "arn:aws:iam::123456789012:user/bob");
      assert.equal(bench.emulator.products()[0]?.status, status);
    });

  it("say what they do not find", () => {
    assert.throws(
      () => bench.emulator.outside.terminate("nothing"),
      /there is no provisioned product nothing/,
    );
    assert.throws(
      () => bench.emulator.outside.finishOperation("rec-x", "FAILED"),
      /no operation rec-x was begun outside/,
    );
  });
});
