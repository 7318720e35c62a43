import assert from "node:assert/strict";
import {
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
  type TerminateProvisionedProductCommandInput,
} from "@aws-sdk/client-service-catalog";
import { useEmulator } from "../../support";

describe("idempotency tokens", () => {
  const bench = useEmulator();
  const token = "a-token";
  const terminate = async (
    more: Partial<TerminateProvisionedProductCommandInput> & { ProvisionedProductId: string },
  ) =>
    (await bench.client.send(new TerminateProvisionedProductCommand({ TerminateToken: token, ...more })))
      .RecordDetail;

  describe("of ProvisionProduct", () => {
    it("answer a repetition with the same record, also after it has ended", async () => {
      const first = await bench.provision({ ProvisionToken: token });
      assert.equal((await bench.provision({ ProvisionToken: token })).RecordId, first.RecordId);
      await bench.pass();
      assert.deepEqual(await bench.provision({ ProvisionToken: token }), { ...first, Status: "SUCCEEDED" });
      assert.equal(bench.emulator.products().length, 1);
    });

    it("still do so when the product is gone", async () => {
      const first = await bench.provision({ ProvisionToken: token });
      await bench.pass();
      bench.emulator.outside.terminate("logs");
      assert.equal((await bench.provision({ ProvisionToken: token })).RecordId, first.RecordId);
      assert.deepEqual(bench.emulator.products(), []);
    });

    it("are refused with other content", async () => {
      await bench.provision({ ProvisionToken: token });
      await assert.rejects(bench.provision({ ProvisionToken: token, ProvisionedProductName: "other" }), {
        name: "InvalidParametersException",
      });
    });

    it("are not used up by a call that was refused", async () => {
      await assert.rejects(bench.provision({ ProvisionToken: token, ProductName: "Nothing" }));
      await bench.provision({ ProvisionToken: token });
    });
  });

  it("of UpdateProvisionedProduct answer a repetition with the same record", async () => {
    const ProvisionedProductId = await bench.provisioned();
    const update = async () =>
      (
        await bench.client.send(
          new UpdateProvisionedProductCommand({
            ProvisionedProductId,
            ProvisioningParameters: [{ Key: "Purpose", UsePreviousValue: true }],
            UpdateToken: token,
          }),
        )
      ).RecordDetail?.RecordId;
    const first = await update();
    assert.equal(await update(), first);
    await bench.pass();
    assert.equal(await update(), first);
    assert.equal(bench.emulator.records().length, 2);
  });

  describe("of TerminateProvisionedProduct", () => {
    it("answer a repetition while the termination goes on", async () => {
      const ProvisionedProductId = await bench.provisioned();
      const first = await terminate({ ProvisionedProductId });
      assert.equal((await terminate({ ProvisionedProductId }))?.RecordId, first?.RecordId);
      await assert.rejects(terminate({ ProvisionedProductId, TerminateToken: "another" }), {
        name: "ValidationException",
      });
    });

    it("are worth nothing after it", async () => {
      const ProvisionedProductId = await bench.provisioned();
      await terminate({ ProvisionedProductId });
      await bench.pass();
      await assert.rejects(terminate({ ProvisionedProductId }), { name: "ResourceNotFoundException" });
    });

    it("begin another one when it has failed, with other flags too", async () => {
      const ProvisionedProductId = await bench.provisioned();
      bench.emulator.fail("logs", { operation: "terminate", times: 2 });
      const first = await terminate({ ProvisionedProductId });
      await bench.pass();
      const second = await terminate({ ProvisionedProductId, IgnoreErrors: true });
      assert.notEqual(second?.RecordId, first?.RecordId);
      await bench.pass();
      assert.deepEqual(bench.emulator.products(), []);
    });
  });

  describe("in the other positions of the guesses", () => {
    const lenient = useEmulator({
      guesses: { tokenWithOtherContent: "same-record", repeatedToken: "first-answer" },
    });
    it("answer other content with the same record, as it was answered first", async () => {
      const first = await lenient.provision({ ProvisionToken: token });
      await lenient.pass();
      assert.deepEqual(
        await lenient.provision({ ProvisionToken: token, ProvisionedProductName: "other" }),
        first,
      );
    });
  });
});
