import assert from "node:assert/strict";
import { PartialFailure } from "../support/providerProcess";
import { bucket, called, failure, finished, openTexts, said, useProvider } from "./support";

// Operations end only when a test says so, so whatever answers was cut short.
describe("the engine's Cancel", () => {
  const bench = useProvider({ clock: "virtual", statusOrder: "product-first" });

  it("during create is a partial failure at once, with the product and the record that goes on", async () => {
    const web = bench.resource();
    web.provider = await bench.another();
    const created = failure(web.up(bucket()));
    await called(bench.emulator, "DescribeRecord");
    await web.provider.cancel();
    const error = await created;
    assert.ok(error instanceof PartialFailure);
    const [product] = bench.emulator.products();
    const [record] = bench.emulator.records();
    assert.equal(error.id, product?.id);
    assert.match(
      said(error),
      new RegExp(`is still being provisioned: .*\\n.*record ${record?.id} goes on in AWS`),
    );
    assert.deepEqual(error.properties["__pending"], {
      recordId: record?.id,
      fingerprint: (error.properties["__pending"] as { fingerprint: string }).fingerprint,
    });
    assert.equal(error.properties["arn"], product?.arn);
    assert.equal(product?.status, "UNDER_CHANGE");

    web.provider = bench.provider;
    await finished(bench, web.up(bucket()));
    assert.equal(web.id, product?.id);
    assert.equal(web.outputs["status"], "AVAILABLE");
    assert.deepEqual(bench.changes(), ["ProvisionProduct"]);
    assert.equal((await web.up(bucket())).op, "same");
  });

  it("during create, followed by destroy, leaves nothing", async () => {
    const web = bench.resource();
    web.provider = await bench.another();
    const created = failure(web.up(bucket()));
    await called(bench.emulator, "DescribeRecord");
    await web.provider.cancel();
    await created;
    web.provider = bench.provider;
    await finished(bench, web.destroy());
    assert.deepEqual(bench.emulator.products(), []);
  });

  it("during the update that brings the first secret shows none in the refresh that comes next", async () => {
    const web = bench.resource();
    await finished(bench, web.up(bucket()));
    web.provider = await bench.another();
    const updated = failure(web.up(bucket({ Password: "hunter2" })));
    await called(bench.emulator, "UpdateProvisionedProduct");
    await web.provider.cancel();
    await updated;
    web.provider = bench.provider;
    await bench.emulator.advance(60_000);
    await web.refresh();
    assert.deepEqual(web.outputs["__secretOutputs"], ["Login"]);
    for (const text of web.answers.flatMap(openTexts)) assert.doesNotMatch(text, /hunter/);
    await finished(bench, web.up(bucket({ Password: "hunter2" })));
    assert.deepEqual(web.outputs["__secretOutputs"], ["Login"]);
    for (const text of web.answers.flatMap(openTexts)) assert.doesNotMatch(text, /hunter/);
  });

  for (const [how, killed] of [
    ["interrupted", false],
    ["killed", true],
  ] as const)
    it(`during the update that brings the first secret and fails shows no message that quotes it (${how})`, async () => {
      const web = bench.resource();
      await finished(bench, web.up(bucket()));
      const before = { inputs: web.inputs, outputs: web.outputs };
      bench.emulator.fail(web.id, { operation: "update", message: "hunter2 is bad" });
      web.provider = await bench.another();
      const updated = failure(web.up(bucket({ Password: "hunter2" })));
      await called(bench.emulator, "UpdateProvisionedProduct");
      await web.provider.cancel();
      await updated;
      if (killed) Object.assign(web, before);
      web.provider = bench.provider;
      await bench.emulator.advance(60_000);
      bench.provider.engine.logs.length = 0;
      await web.refresh();
      await web.refresh();
      assert.equal(web.outputs["statusMessage"], bench.emulator.products()[0]?.statusMessage);
      await finished(bench, web.up(bucket()));
      for (const text of web.answers.flatMap(openTexts)) assert.doesNotMatch(text, /hunter/);
      for (const { message } of bench.provider.engine.logs) assert.doesNotMatch(message, /hunter/);
    });

  it("during update is a partial failure that keeps the last good inputs, and the next up follows", async () => {
    const web = bench.resource();
    await finished(bench, web.up(bucket()));
    web.provider = await bench.another();
    const updated = failure(web.up(bucket({ Days: 7 })));
    await called(bench.emulator, "UpdateProvisionedProduct");
    await called(
      bench.emulator,
      "DescribeRecord",
      bench.emulator.calls({ operation: "DescribeRecord" }).length + 1,
    );
    await web.provider.cancel();
    const error = await updated;
    assert.ok(error instanceof PartialFailure);
    assert.deepEqual(error.properties["provisioningParameters"], { Purpose: "logs" });
    assert.equal((error.properties["outputs"] as Record<string, string>)["Label"], "logs-30");

    web.provider = bench.provider;
    await finished(bench, web.up(bucket({ Days: 7 })));
    assert.deepEqual(bench.changes(), ["ProvisionProduct", "UpdateProvisionedProduct"]);
    assert.equal(bench.emulator.products()[0]?.parameters["Days"], "7");
    assert.equal((web.outputs["outputs"] as Record<string, string>)["Label"], "logs-7");
  });

  it("during delete is an error that keeps the resource, and the next destroy follows", async () => {
    const web = bench.resource();
    await finished(bench, web.up(bucket()));
    web.provider = await bench.another();
    const destroyed = failure(web.destroy());
    await called(bench.emulator, "TerminateProvisionedProduct");
    await called(
      bench.emulator,
      "DescribeRecord",
      bench.emulator.calls({ operation: "DescribeRecord" }).length + 1,
    );
    await web.provider.cancel();
    assert.match(said(await destroyed), /is still being terminated/);
    assert.notEqual(web.id, "");

    web.provider = await bench.later();
    await finished(bench, web.destroy());
    assert.deepEqual(bench.changes(), ["ProvisionProduct", "TerminateProvisionedProduct"]);
    assert.deepEqual(bench.emulator.products(), []);
  });

  it("lets no mutating call be sent afterwards", async () => {
    const [web, api] = [bench.resource(), bench.resource()];
    await finished(bench, web.up(bucket()));
    const changed = await web.check(bucket({ Days: 7 }));
    const fresh = await api.check(bucket(), {});
    const provider = await bench.another();
    await provider.diff(web.urn, web.id, web.outputs, changed);
    await provider.cancel();
    bench.emulator.clearCalls();
    assert.match(said(await failure(provider.create(api.urn, fresh))), /stopped/);
    assert.match(said(await failure(provider.update(web.urn, web.id, web.outputs, changed))), /stopped/);
    assert.match(said(await failure(provider.delete(web.urn, web.id, web.outputs))), /stopped/);
    assert.deepEqual(bench.changes(), []);
  });

  it("while a call is repeated ends that at once", async () => {
    const web = bench.resource();
    web.provider = await bench.another();
    bench.emulator.injectCallFaults("ProvisionProduct", "500", Infinity);
    const created = failure(web.up(bucket()));
    await called(bench.emulator, "ProvisionProduct");
    await web.provider.cancel();
    const error = await created;
    assert.ok(!(error instanceof PartialFailure));
    assert.match(said(error), /stopped/);
    assert.equal(web.id, "");
  });
});

describe("after the engine's Cancel", () => {
  const bench = useProvider();

  for (const operation of ["ProvisionProduct", "UpdateProvisionedProduct", "TerminateProvisionedProduct"])
    it(`no further attempt of ${operation} leaves the process`, async () => {
      const web = bench.resource();
      if (operation !== "ProvisionProduct") await web.up(bucket());
      web.provider = await bench.another();
      bench.emulator.clearCalls();
      bench.emulator.injectCallFaults(operation, "500", Infinity);
      const { urn, id, outputs } = web;
      const ended = failure(
        operation === "TerminateProvisionedProduct"
          ? web.provider.delete(urn, id, outputs)
          : web.up(bucket({ Days: 7 })),
      );
      await called(bench.emulator, operation, 5); // the pauses between them have grown by then
      await web.provider.cancel();
      assert.match(said(await ended), /stopped/);
      const sent = bench.emulator.calls({ operation }).length;
      bench.emulator.clearCallFaults();
      await web.provider.close();
      assert.equal(bench.emulator.calls({ operation }).length, sent);
      assert.equal(sent, 5);
    });
});

describe("the death of the engine", () => {
  const bench = useProvider({ clock: "virtual", statusOrder: "product-first", process: {} });

  it("ends the process while it waits, and nothing is sent any more", async () => {
    const web = bench.resource();
    const { provider } = bench;
    const created = failure(web.up(bucket()));
    await called(bench.emulator, "DescribeRecord");
    provider.engine.close();
    assert.deepEqual(await provider.exited, { code: 1, signal: null });
    await created;
    assert.deepEqual(bench.changes(), ["ProvisionProduct"]);
  });
});
