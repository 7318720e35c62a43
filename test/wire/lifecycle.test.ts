import assert from "node:assert/strict";
import { leadLife } from "./life";
import { bucket, marked, openTexts, PLUGIN, useProvider } from "./support";

describe("the life of a product", () => {
  const bench = useProvider({ process: {} });

  it("is create, no change, update, refresh and delete, each followed to its end", () => leadLife(bench));

  it("asks AWS five times to create: to provision, twice for the record, for the product, and for the catalog", async () => {
    await bench.resource().up(bucket());
    const operations = bench.emulator.calls().map(({ operation }) => operation);
    assert.equal(operations.filter((operation) => operation === "ProvisionProduct").length, 1);
    assert.equal(operations.filter((operation) => operation === "DescribeProvisionedProduct").length, 1);
    assert.ok(
      operations.filter((operation) => operation === "DescribeRecord").length <= 3,
      operations.join(),
    );
  });
});

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
      ...(!PLUGIN && { __provider: web.inputs["__provider"] }),
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
