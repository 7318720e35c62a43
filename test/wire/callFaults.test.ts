import assert from "node:assert/strict";
import type { CallFault } from "../../emulator";
import { bucket, failure, said, useProvider } from "./support";

/*
 * A hang takes the 30 s of the client's own timeout, so that one is left to the unit tests of patience, where a
 * TimeoutError is all that is seen of it.
 */
describe("when calls fail", () => {
  const bench = useProvider();

  // Four in a row are more than the SDK's own three attempts.
  for (const [kind, count] of [
    ["throttle", 1],
    ["500", 4],
    ["503", 1],
    ["garbage", 1],
    ["resetBefore", 1],
    ["resetAfter", 4],
  ] as [CallFault, number][]) {
    it(`(${kind}, ${count} times) create, update and delete succeed, and nothing happens twice`, async () => {
      const { emulator } = bench;
      const storm = (operation: string) => emulator.injectCallFaults(operation, kind, count);
      const web = bench.resource();
      storm("ProvisionProduct");
      storm("DescribeRecord");
      storm("DescribeProvisionedProduct");
      await web.up(bucket());
      storm("UpdateProvisionedProduct");
      storm("DescribeRecord");
      await web.up(bucket({ Days: 7 }));
      assert.equal(emulator.products()[0]?.parameters["Days"], "7");
      storm("TerminateProvisionedProduct");
      storm("DescribeRecord");
      await web.destroy();
      assert.deepEqual(
        emulator.records().map(({ type, status }) => `${type} ${status}`),
        [
          "PROVISION_PRODUCT SUCCEEDED",
          "UPDATE_PROVISIONED_PRODUCT SUCCEEDED",
          "TERMINATE_PROVISIONED_PRODUCT SUCCEEDED",
        ],
      );
      assert.deepEqual(emulator.products(), []);
    });
  }

  it("check goes on without what it may not look up", async () => {
    const web = bench.resource();
    web.provider = await bench.another(); // what it may not look up, a process does not ask for again
    bench.emulator.injectCallFaults("DescribeProvisioningParameters", "accessDenied", Infinity);
    bench.emulator.injectCallFaults("DescribeProduct", "accessDenied", Infinity);
    await web.up(bucket({ Purpose: "other" }, { provisioningArtifactName: "v2" }));
    assert.equal(bench.emulator.products()[0]?.status, "AVAILABLE");
  });

  it("credentials that have expired for good end create at once, and say that nothing was created", async () => {
    const web = bench.resource();
    bench.emulator.injectCallFaults("ProvisionProduct", "expiredToken", Infinity);
    assert.match(said(await failure(web.up(bucket()))), /ExpiredTokenException: .*\nNothing was created/);
    assert.equal(bench.emulator.calls({ operation: "ProvisionProduct" }).length, 1);
  });

  it("credentials that expire during create leave the product in state, and the next up follows", async () => {
    const web = bench.resource();
    bench.emulator.injectCallFaults("DescribeRecord", "expiredToken", Infinity);
    assert.match(said(await failure(web.up(bucket()))), /still being provisioned: ExpiredTokenException/);
    assert.equal(web.id, bench.emulator.products()[0]?.id);
    bench.emulator.clearCallFaults();
    await web.up(bucket());
    assert.equal(web.outputs["status"], "AVAILABLE");
    assert.deepEqual(bench.changes(), ["ProvisionProduct"]);
  });

  it("credentials that have expired before destroy keep the product in state, and the text says what to do", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.injectCallFaults("*", "expiredToken", Infinity);
    assert.match(
      said(await failure(web.destroy())),
      /was not terminated: ExpiredTokenException: .*\nIt stays in state\.\nRenew the credentials/,
    );
    bench.emulator.clearCallFaults();
    await web.destroy();
    assert.deepEqual(bench.emulator.products(), []);
  });

  it("credentials that expire during update keep the last good inputs, and the next up follows", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.injectCallFaults("DescribeRecord", "expiredToken", Infinity);
    assert.match(
      said(await failure(web.up(bucket({ Days: 7 })))),
      /still being changed: ExpiredTokenException/,
    );
    assert.deepEqual(web.outputs["provisioningParameters"], { Purpose: "logs" });
    bench.emulator.clearCallFaults();
    await web.up(bucket({ Days: 7 }));
    assert.deepEqual(bench.changes(), ["ProvisionProduct", "UpdateProvisionedProduct"]);
    assert.deepEqual(web.outputs["provisioningParameters"], { Purpose: "logs", Days: "7" });
  });
});

describe("the process in which calls fail", () => {
  const bench = useProvider({ process: {} });

  it("prints nothing of any kind of failure", async () => {
    const { emulator } = bench;
    const web = bench.resource();
    emulator.injectCallFaults("ProvisionProduct", "500", 4);
    emulator.injectCallFaults("DescribeRecord", "throttle");
    await web.up(bucket());
    emulator.injectCallFaults("UpdateProvisionedProduct", "503");
    emulator.injectCallFaults("DescribeRecord", "garbage");
    await web.up(bucket({ Days: 7 }));
    const { provider } = bench;
    emulator.injectCallFaults("TerminateProvisionedProduct", "resetBefore");
    emulator.injectCallFaults("DescribeRecord", "resetAfter", 4);
    await web.destroy();
    assert.deepEqual(emulator.products(), []);
    assert.equal(provider.output + (await bench.later()).output, "");
  });
});
