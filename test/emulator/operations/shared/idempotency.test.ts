import assert from "node:assert/strict";
import {
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
  type TerminateProvisionedProductCommandInput,
} from "@aws-sdk/client-service-catalog";
import { post, useEmulator } from "../../support";

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

  describe("of operations without a record, and of those on properties", () => {
    const body = async () => {
      const { json } = await post(bench.emulator, "DescribeProduct", { Name: "Bucket" });
      const { ProductViewSummary, ProvisioningArtifacts } = json as {
        ProductViewSummary: { ProductId: string };
        ProvisioningArtifacts: { Id: string }[];
      };
      return {
        PlanName: "mine",
        PlanType: "CLOUDFORMATION",
        ProductId: ProductViewSummary.ProductId,
        ProvisioningArtifactId: ProvisioningArtifacts[0]?.Id,
        ProvisionedProductName: "other",
        ProvisioningParameters: [{ Key: "Purpose", Value: "logs" }],
      };
    };
    const role = (name: string) => ({ LAUNCH_ROLE: `arn:aws:iam::123456789012:role/${name}` });
    const cases: [string, () => Promise<object>, object][] = [
      ["CreateProvisionedProductPlan", body, { PlanName: "yours" }],
      ["CreateProvisionedProductPlan", body, { ProvisioningParameters: [] }],
      [
        "UpdateProvisionedProductProperties",
        async () => ({
          ProvisionedProductId: await bench.provisioned(),
          ProvisionedProductProperties: role("one"),
        }),
        { ProvisionedProductProperties: role("two") },
      ],
      [
        "CreatePortfolio",
        () => Promise.resolve({ DisplayName: "one", ProviderName: "us" }),
        { DisplayName: "two" },
      ],
    ];
    for (const [operation, first, other] of cases)
      it(`${operation} answers a repetition alike, and refuses other content: ${Object.keys(other).join()}`, async () => {
        const input = { ...(await first()), IdempotencyToken: token };
        const once = await post(bench.emulator, operation, input);
        assert.equal(once.status, 200, once.text);
        assert.deepEqual((await post(bench.emulator, operation, input)).json, once.json);
        const refused = await post(bench.emulator, operation, { ...input, ...other });
        assert.equal((refused.json as { __type: string }).__type, "InvalidParametersException");
      });
  });

  it("of TerminateProvisionedProduct belong to one product each", async () => {
    const one = await bench.provisioned();
    const other = await bench.provisioned({ ProvisionedProductName: "other" });
    const records = [
      await terminate({ ProvisionedProductId: one }),
      await terminate({ ProvisionedProductId: other }),
    ];
    assert.deepEqual(
      records.map((record) => record?.ProvisionedProductId),
      [one, other],
    );
    await bench.pass();
    assert.deepEqual(bench.emulator.products(), []);
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
