import assert from "node:assert/strict";
import { DescribeProductCommand, DescribeProvisionedProductCommand } from "@aws-sdk/client-service-catalog";
import type { CallFault } from "../../../emulator/index";
import { clientOf, useEmulator } from "../support";

describe("call faults", () => {
  const bench = useEmulator();
  const read = () => bench.client.send(new DescribeProductCommand({ Name: "Bucket" }));

  const answers: [CallFault, { name: string; status?: number }][] = [
    ["throttle", { name: "ThrottlingException", status: 400 }],
    ["500", { name: "InternalFailure", status: 500 }],
    ["503", { name: "ServiceUnavailable", status: 503 }],
    ["accessDenied", { name: "AccessDeniedException", status: 400 }],
    ["expiredToken", { name: "ExpiredTokenException", status: 400 }],
    ["garbage", { name: "SyntaxError" }],
    ["resetBefore", { name: "TimeoutError" }],
  ];
  for (const [kind, { name, status }] of answers)
    it(`${kind} is what the next call meets, without effect`, async () => {
      bench.emulator.injectCallFaults("ProvisionProduct", kind);
      await assert.rejects(bench.provision(), { name });
      assert.deepEqual(bench.emulator.products(), []);
      const [call] = bench.emulator.calls({ operation: "ProvisionProduct" });
      assert.equal(call?.fault, kind);
      if (status !== undefined) assert.equal(call?.status, status);
      await bench.provision();
    });

  it("resetAfter loses the answer, not the effect", async () => {
    bench.emulator.injectCallFaults("ProvisionProduct", "resetAfter");
    await assert.rejects(bench.provision({ ProvisionToken: "same" }), { code: "ECONNRESET" });
    assert.equal(bench.emulator.products().length, 1);
    const { RecordId } = await bench.provision({ ProvisionToken: "same" });
    assert.equal(RecordId, bench.emulator.records()[0]?.id);
  });

  it("hang never answers, and the client's own timeout ends it", async () => {
    const impatient = clientOf(bench.emulator, {
      requestHandler: { requestTimeout: 30, throwOnRequestTimeout: true },
    });
    bench.emulator.injectCallFaults("DescribeProduct", "hang");
    await assert.rejects(impatient.send(new DescribeProductCommand({ Name: "Bucket" })), {
      name: "TimeoutError",
    });
    // On a busy machine the client gives up before the call is there.
    while (bench.emulator.calls().length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(bench.emulator.calls()[0]?.status, 0);
    impatient.destroy();
  });

  it("lasts for the calls it was ordered for, and meets its operation only", async () => {
    bench.emulator.injectCallFaults("DescribeProduct", "500", 2);
    await assert.rejects(read());
    await bench.provision();
    await assert.rejects(read());
    await read();
  });

  it("comes over every operation with *, until it is cleared", async () => {
    bench.emulator.injectCallFaults("*", "throttle", Infinity);
    await assert.rejects(read());
    await assert.rejects(bench.provision());
    bench.emulator.clearCallFaults();
    await read();
  });

  it("can be a share of the calls", async () => {
    bench.emulator.injectCallFaults("*", "500", { share: 0.5 });
    const results = await Promise.allSettled(Array.from({ length: 60 }, read));
    const failed = results.filter(({ status }) => status === "rejected").length;
    assert.ok(failed > 15 && failed < 45, `${failed} of 60`);
  });

  it("is survived by the SDK's own retries, which the call log counts", async () => {
    const patient = clientOf(bench.emulator, { maxAttempts: 3 });
    bench.emulator.injectCallFaults("DescribeProduct", "500");
    await patient.send(new DescribeProductCommand({ Name: "Bucket" }));
    assert.deepEqual(
      bench.emulator.calls().map(({ status, attempt }) => [status, attempt]),
      [
        [500, 1],
        [200, 2],
      ],
    );
    patient.destroy();
  });
});

describe("the rate limit", () => {
  const bench = useEmulator();

  it("throttles what exceeds it, per account, and refills with time", async () => {
    const other = clientOf(bench.emulator, { account: "222222222222" });
    bench.emulator.limitCalls(2);
    const read = (client = bench.client) =>
      client.send(new DescribeProvisionedProductCommand({ Name: "logs" }));
    const notFound = { name: "ResourceNotFoundException" };
    const throttled = { name: "ThrottlingException", message: "Rate exceeded" };
    await assert.rejects(read(), notFound);
    await assert.rejects(read(), notFound);
    await assert.rejects(read(), throttled);
    await assert.rejects(read(other), notFound);
    await bench.emulator.advance(500);
    await assert.rejects(read(), notFound);
    await assert.rejects(read(), throttled);
    bench.emulator.limitCalls(undefined);
    await assert.rejects(read(), notFound);
    other.destroy();
  });
});

describe("delays of calls", () => {
  const bench = useEmulator({ clock: "real" });
  const timed = async () => {
    const start = performance.now();
    await bench.client.send(new DescribeProductCommand({ Name: "Bucket" }));
    return performance.now() - start;
  };

  it("delays the calls of an operation, or all", async () => {
    bench.emulator.delayCalls("DescribeRecord", 5_000);
    await timed();
    bench.emulator.delayCalls("*", { min: 60, max: 80 });
    assert.ok((await timed()) >= 55);
    bench.emulator.delayCalls("DescribeProduct", 0);
    bench.emulator.clearCallFaults();
    assert.ok((await timed()) < 5_000);
  });
});
