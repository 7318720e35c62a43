import assert from "node:assert/strict";
import { nodeBinaries } from "../support/nodes";
import { bucket, marked, openTexts, useProvider } from "./support";

for (const node of nodeBinaries()) {
  describe(`the life of a product on Node.js ${node.version}`, () => {
    const bench = useProvider({ process: { node: node.path } });

    it("is create, no change, update, refresh and delete, each followed to its end", async () => {
      const { emulator } = bench;
      const web = bench.resource();

      assert.equal((await web.up(bucket())).op, "create");
      const [product] = emulator.products();
      assert.ok(product);
      assert.equal(product.id, web.id);
      assert.equal(product.name, web.derivedName);
      assert.equal(product.status, "AVAILABLE");
      assert.equal(emulator.stacks()[0]?.status, "CREATE_COMPLETE");

      assert.deepEqual(await web.up(bucket()), { op: "same", shown: [] });
      assert.deepEqual(bench.changes(), ["ProvisionProduct"]);

      const changed = bucket({ Days: 7 }, { provisioningArtifactName: "v2" });
      assert.deepEqual(await web.up(changed), {
        op: "update",
        shown: ["provisioningArtifactName", "provisioningParameters"],
      });
      assert.equal(emulator.stacks()[0]?.status, "UPDATE_COMPLETE");
      assert.equal(emulator.products()[0]?.parameters["Days"], "7");
      assert.equal((await web.up(changed)).op, "same");

      emulator.clearCalls();
      assert.ok(await web.refresh());
      assert.equal((await web.up(changed)).op, "same", "a refresh without drift changes nothing");

      await web.destroy();
      assert.deepEqual(emulator.products(), []);
      assert.equal(emulator.stacks()[0]?.status, "DELETE_COMPLETE");
      assert.deepEqual(bench.changes(), ["TerminateProvisionedProduct"]);
      assert.equal(bench.provider.output, "", "a quiet run prints nothing on the stack's row");
    });
  });
}

describe("what create stores", () => {
  const bench = useProvider();

  it("is everything that Service Catalog says of the product", async () => {
    const web = bench.resource();
    await web.up(bucket({ Days: 7 }, { tags: { team: "a" } }));
    const [product] = bench.emulator.products();
    const [record] = bench.emulator.records();
    const [stack] = bench.emulator.stacks();
    assert.ok(product && record && stack);
    const { createdTime, ...outputs } = web.outputs;
    assert.match(String(createdTime), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const { hidden } = web;
    assert.deepEqual(outputs, {
      ...hidden,
      __provider: web.inputs["__provider"],
      __given: ["name", "productName", "provisioningArtifactName", "provisioningParameters", "tags"],
      __secretOutputs: [],
      name: web.derivedName,
      productName: "Bucket",
      provisioningArtifactName: "v1",
      provisioningParameters: { Purpose: "logs", Days: "7" },
      tags: { team: "a" },
      arn: product.arn,
      status: "AVAILABLE",
      statusMessage: null,
      type: "CFN_STACK",
      launchRoleArn: null,
      lastRecordId: record.id,
      lastProvisioningRecordId: record.id,
      lastSuccessfulProvisioningRecordId: record.id,
      cloudwatchDashboardNames: [],
      productId: product.productId,
      provisioningArtifactId: product.provisioningArtifactId,
      pathId: product.pathId,
      region: "us-east-1",
      accountId: "123456789012",
      stackArn: stack.arn,
      outputs: { CloudformationStackARN: stack.arn, Label: "logs-7", Login: "user:none@host" },
    });
  });

  it("asks AWS five times: to provision, twice for the record, for the product, and for the catalog", async () => {
    const web = bench.resource();
    web.provider = await bench.another({ env: {} }); // with real pauses between its looks
    await web.up(bucket());
    const operations = bench.emulator.calls().map(({ operation }) => operation);
    assert.equal(operations.filter((operation) => operation === "ProvisionProduct").length, 1);
    assert.equal(operations.filter((operation) => operation === "DescribeProvisionedProduct").length, 1);
    assert.ok(
      operations.filter((operation) => operation === "DescribeRecord").length <= 3,
      operations.join(),
    );
  });

  it("has no secret in clear text, neither that of the program nor that of the template", async () => {
    const web = bench.resource(undefined, { __secrets: ["tags.code"] });
    await web.up(bucket({ Password: "hunter2-noecho" }, { tags: { code: "t0ps3cret" } }));
    await web.up(bucket({ Password: "hunter3-noecho" }, { tags: { code: "t0ps3cret" } }));
    await web.refresh();
    assert.equal(bench.emulator.products()[0]?.parameters["Password"], "hunter3-noecho");
    assert.ok(web.answers.length >= 6);
    for (const text of web.answers.flatMap(openTexts)) {
      assert.doesNotMatch(text, /hunter|t0ps3cret/);
    }
    const last = web.answers.at(-2) as Record<string, Record<string, unknown>>;
    assert.deepEqual(last["outputs"]?.["Login"], marked("user:hunter3-noecho@host"));
    assert.equal(last["outputs"]?.["Label"], "logs-30", "what is not secret stays readable");
  });

  it("is the single active version when the program names none, and that one is kept", async () => {
    const web = bench.resource();
    await web.up({ productName: "Single" });
    const artifact = bench.emulator.products()[0]?.provisioningArtifactId;
    assert.equal(web.inputs["provisioningArtifactId"], artifact);
    assert.equal((await web.up({ productName: "Single" })).op, "same");
  });

  it("is a name of the program's own", async () => {
    const web = bench.resource();
    await web.up(bucket({}, { name: "my-own" }));
    assert.equal(bench.emulator.products()[0]?.name, "my-own");
    const { name, ...withoutName } = bucket({}, { name: "my-own" });
    assert.equal(name, "my-own");
    assert.equal((await web.up(withoutName)).op, "same", "the name in state is kept");
  });
});
