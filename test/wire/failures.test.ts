import assert from "node:assert/strict";
import { PartialFailure } from "../support/providerProcess";
import { bucket, failure, openTexts, PLUGIN, said, useProvider } from "./support";

describe("a failed create", () => {
  const bench = useProvider();

  it("keeps the product in state, with its reasons and the provider's text", async () => {
    bench.emulator.fail("*", { operation: "create", message: "the bucket is on fire" });
    const web = bench.resource();
    const error = await failure(web.up(bucket()));
    assert.ok(error instanceof PartialFailure);
    const [product] = bench.emulator.products();
    assert.equal(product?.status, "ERROR");
    assert.equal(error.id, product.id);
    assert.equal(error.reasons.length, 1);
    assert.match(
      error.reasons[0] ?? "",
      new RegExp(
        `${web.derivedName} \\(${product.id}\\) could not be provisioned: .*on fire.* \\[create-failed\\]\\n`,
      ),
    );
    assert.equal(typeof error.properties["__provider"], PLUGIN ? "undefined" : "string");
    assert.equal(error.properties["status"], "ERROR");
    assert.equal(error.properties["lastSuccessfulProvisioningRecordId"], null);
  });

  it("is replaced by the next up, under the same name", async () => {
    bench.emulator.fail("*", { operation: "create" });
    const web = bench.resource();
    await failure(web.up(bucket()));
    const broken = web.id;
    assert.equal((await web.up(bucket())).op, "replace");
    assert.notEqual(web.id, broken);
    assert.deepEqual(
      bench.emulator.products().map(({ id, status, name }) => ({ id, status, name })),
      [{ id: web.id, status: "AVAILABLE", name: web.derivedName }],
    );
    assert.deepEqual(
      bench.emulator.records().map(({ type, status }) => `${type} ${status}`),
      ["PROVISION_PRODUCT FAILED", "TERMINATE_PROVISIONED_PRODUCT SUCCEEDED", "PROVISION_PRODUCT SUCCEEDED"],
    );
  });

  it("can be destroyed", async () => {
    bench.emulator.fail("*", { operation: "create" });
    const web = bench.resource();
    await failure(web.up(bucket()));
    await web.destroy();
    assert.deepEqual(bench.emulator.products(), []);
  });

  it("that AWS refuses at once leaves nothing, and quotes AWS", async () => {
    const web = bench.resource();
    const error = await failure<Error>(
      web.up(bucket({}, { provisioningArtifactName: "v1", name: "not allowed!" })),
    );
    assert.ok(!(error instanceof PartialFailure));
    assert.match(said(error), /Value 'not allowed!'|name: /);
    assert.equal(web.id, "");
    assert.deepEqual(bench.emulator.products(), []);
  });
});

describe("a failed update", () => {
  const bench = useProvider();

  it("keeps the last good inputs and outputs, and the next up tries again", async () => {
    const web = bench.resource();
    await web.up(bucket());
    const { lastRecordId } = web.outputs;
    bench.emulator.fail(web.id, { operation: "update", message: "no more disks" });
    const wanted = bucket({ Days: 7 }, { provisioningArtifactName: "v2", tags: { a: "b" } });
    const error = await failure(web.up(wanted));
    assert.ok(error instanceof PartialFailure);
    assert.match(said(error), /could not be updated: .*no more disks/);
    const { properties } = error;
    assert.equal(properties["status"], "TAINTED");
    assert.equal(properties["provisioningArtifactName"], "v1");
    assert.deepEqual(properties["provisioningParameters"], { Purpose: "logs" });
    assert.equal(properties["tags"], undefined);
    assert.equal(properties["lastSuccessfulProvisioningRecordId"], lastRecordId);
    assert.notEqual(properties["lastRecordId"], lastRecordId);
    assert.equal((properties["outputs"] as Record<string, string>)["Label"], "logs-30");
    assert.equal(web.inputs["provisioningArtifactName"], "v1");

    const again = await web.up(wanted);
    assert.equal(again.op, "update");
    assert.deepEqual(again.shown, ["provisioningArtifactName", "provisioningParameters", "tags"]);
    assert.equal(bench.emulator.products()[0]?.status, "AVAILABLE");
    assert.equal(web.outputs["provisioningArtifactName"], "v2");
    assert.equal(bench.changes().filter((operation) => operation === "UpdateProvisionedProduct").length, 2);
    assert.equal((await web.up(wanted)).op, "same");
  });

  it("is repaired when the program goes back, which its inputs do not show", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.fail(web.id, { operation: "update" });
    await failure(web.up(bucket({ Days: 7 })));
    assert.equal(await web.refresh(), true, "a refresh clears the engine's note of the failure");
    bench.provider.engine.logs.length = 0;
    const step = await web.up(bucket());
    assert.deepEqual(step, { op: "update", shown: [] });
    const warning = bench.provider.engine.logs.find(
      ({ urn, severity }) => urn === web.urn && severity === "warning",
    );
    assert.match(warning?.message ?? "", /TAINTED by an operation that failed/);
    assert.equal(bench.emulator.products()[0]?.status, "AVAILABLE");
  });

  it("is left alone with repairTainted: false", async () => {
    const web = bench.resource();
    const args = bucket({}, { repairTainted: false });
    await web.up(args);
    bench.emulator.fail(web.id, { operation: "update" });
    await failure(web.up({ ...args, tags: { a: "b" } }));
    await web.refresh();
    bench.emulator.clearCalls();
    assert.equal((await web.up(args)).op, "same");
    assert.deepEqual(bench.changes(), []);
  });

  it("quotes no secret that AWS quotes, neither an old nor a new one, and stores none in clear text", async () => {
    const web = bench.resource();
    await web.up(bucket({ Password: "old-hunter2" }));
    bench.emulator.fail(web.id, {
      operation: "update",
      message: "Value new-hunter3 is worse than old-hunter2 for Password",
    });
    const error = await failure(web.up(bucket({ Password: "new-hunter3" })));
    assert.match(said(error), /Value \[secret\] is worse than \[secret\]/);
    for (const text of web.answers.flatMap(openTexts)) assert.doesNotMatch(text, /hunter/);
  });

  it("that brings the first secret shows none, not after a refresh and not when the secret is gone from the program", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.fail(web.id, { operation: "update", message: "Value new-hunter3 is bad" });
    await failure(web.up(bucket({ Password: "new-hunter3" })));
    await web.refresh();
    assert.equal(openTexts(web.outputs["statusMessage"]).length, 1, "it is there, marked as secret");
    bench.provider.engine.logs.length = 0;
    await web.up(bucket());
    for (const text of web.answers.flatMap(openTexts)) assert.doesNotMatch(text, /hunter/);
    for (const { message } of bench.provider.engine.logs) assert.doesNotMatch(message, /hunter/);
  });

  it("of a create quotes no secret either", async () => {
    bench.emulator.fail("*", { operation: "create", message: "bad password: new-hunter3" });
    const web = bench.resource();
    const error = await failure(web.up(bucket({ Password: "new-hunter3" })));
    assert.match(said(error), /bad password: \[secret\]/);
    for (const text of web.answers.flatMap(openTexts)) assert.doesNotMatch(text, /hunter/);
  });
});

describe("errors", () => {
  const bench = useProvider({ process: {} });

  it("are printed nowhere but in the answer", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.fail(web.id, { operation: "terminate" });
    await failure(web.destroy());
    bench.emulator.injectCallFaults("DescribeProvisionedProduct", "accessDenied");
    await failure(web.refresh());
    assert.equal(bench.provider.output + (await bench.later()).output, "");
  });

  it("of arguments come all at once, without a property, each with its path", async () => {
    const web = bench.resource();
    const { failures } = await failure<{ failures: { property: string; reason: string }[] }>(
      web.up({ ...bucket(), prodcutId: "x", ignoreErrors: "yes" }),
    );
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["", ""],
    );
    const reasons = failures.map(({ reason }) => reason).sort();
    assert.match(reasons[0] ?? "", /^ignoreErrors: /);
    assert.match(reasons[1] ?? "", /^prodcutId: /);
  });
});
