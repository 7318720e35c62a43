import assert from "node:assert/strict";
import { bucket, clearText, failure, PLUGIN, said, useProvider } from "./support";

describe("a refresh", () => {
  const bench = useProvider();

  it("asks twice, for the product and its stack, and changes nothing when nothing has changed", async () => {
    const web = bench.resource();
    await web.up(bucket({}, { tags: { a: "b" } }));
    const { inputs, outputs } = web;
    bench.emulator.clearCalls();
    assert.equal(await web.refresh(), true);
    assert.deepEqual(
      bench.emulator.calls().map(({ operation }) => operation),
      ["DescribeProvisionedProduct", "DescribeStacks"],
    );
    assert.deepEqual(web.inputs, inputs);
    assert.deepEqual(web.outputs, outputs);
  });

  it("shows a version that was changed outside, by name where the program gives a name", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.outside.setVersion(web.id, "v2");
    await web.refresh();
    assert.equal(web.inputs["provisioningArtifactName"], "v2");
    const step = await web.up(bucket());
    assert.deepEqual(step, { op: "update", shown: ["provisioningArtifactName"] });
    assert.equal(bench.emulator.products()[0]?.provisioningArtifactId, web.outputs["provisioningArtifactId"]);
    assert.equal((await web.up(bucket())).op, "same");
  });

  it("shows it by id where the program gives an id", async () => {
    const web = bench.resource();
    await web.up(bucket());
    const { provisioningArtifactId } = web.outputs;
    const { provisioningArtifactName, ...rest } = bucket();
    const args = { ...rest, provisioningArtifactId };
    assert.equal(provisioningArtifactName, "v1");
    bench.emulator.clearCalls();
    await web.up(args);
    assert.deepEqual(bench.changes(), [], "the id of the name that is in force is nothing new to AWS");
    bench.emulator.outside.setVersion(web.id, "v2");
    bench.emulator.clearCalls();
    await web.refresh();
    assert.deepEqual(
      bench.emulator
        .calls()
        .map(({ operation }) => operation)
        .sort(),
      ["DescribeProvisionedProduct", "DescribeRecord", "DescribeStacks"],
    );
    assert.notEqual(web.inputs["provisioningArtifactId"], provisioningArtifactId);
    assert.deepEqual((await web.up(args)).shown, ["provisioningArtifactId"]);
  });

  it("shows tags that were changed outside, without AWS's own and ignored ones", async () => {
    const web = bench.resource(undefined, { __connection: { ignoreTags: { keyPrefixes: ["cost:"] } } });
    await web.up(bucket({}, { tags: { a: "b" } }));
    bench.emulator.outside.setTags(web.id, { a: "c", "cost:center": "7" });
    await web.refresh();
    assert.deepEqual(web.inputs["tags"], { a: "c" });
    assert.deepEqual((await web.up(bucket({}, { tags: { a: "b" } }))).shown, ["tags"]);
  });

  it("shows new outputs after parameters were changed outside", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.outside.setParameters(web.id, { Days: "99" });
    await web.refresh();
    assert.equal((web.outputs["outputs"] as Record<string, string>)["Label"], "logs-99");
  });

  it("of a product that is gone answers without an id", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.outside.terminate(web.id);
    assert.equal(await web.refresh(), false);
  });

  it("that may not look is an error, and not gone", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.injectCallFaults("DescribeProvisionedProduct", "accessDenied");
    assert.match(
      said(await failure(web.refresh())),
      /\(pp-\w+\) could not be refreshed: AccessDeniedException.* \[call-failed\]\nState is as it was/,
    );
    assert.notEqual(web.id, "");
  });
});

describe("get", () => {
  const bench = useProvider();

  it("gives a product that this program does not manage", async () => {
    const [web, found] = [bench.resource(), bench.resource()];
    await web.up(bucket());
    const { id, properties } = await bench.provider.read(found.urn, web.id, found.hidden);
    assert.equal(id, web.id);
    for (const name of ["arn", "status", "outputs", "productId", "accountId", "name"]) {
      assert.deepEqual(clearText(properties[name]), web.outputs[name], name);
    }
  });

  it("of what does not exist is an error: the engine would store a resource of nothing", async () => {
    const found = bench.resource();
    const error = said(await failure(bench.provider.read(found.urn, "pp-aaaaaaaaaaaaa", found.hidden)));
    assert.match(error, /no provisioned product pp-aaaaaaaaaaaaa in us-east-1 of account 123456789012/);
  });
});

describe("a state of another provider", () => {
  const bench = useProvider();

  for (const [origin, stateOf] of [
    [
      "@pulumi/aws",
      (product: Record<string, unknown>) => ({
        inputs: {
          __defaults: [],
          name: "moved-aws",
          productName: "Bucket",
          provisioningArtifactName: "v1",
          provisioningParameters: [{ __defaults: [], key: "Purpose", value: "logs" }],
          tags: { __defaults: [], a: "b" },
        },
        outputs: {
          id: product["id"],
          acceptLanguage: "en",
          arn: product["arn"],
          name: "moved-aws",
          productId: product["productId"],
          productName: "Bucket",
          provisioningArtifactId: product["provisioningArtifactId"],
          provisioningArtifactName: "v1",
          pathId: product["pathId"],
          provisioningParameters: [{ key: "Purpose", usePreviousValue: false, value: "logs" }],
          tags: { a: "b" },
          tagsAll: { a: "b" },
          outputs: [{ description: "", key: "Label", value: "logs-30" }],
          status: "AVAILABLE",
          lastRecordId: product["lastRecordId"],
        },
      }),
    ],
    [
      "aws-native",
      (product: Record<string, unknown>) => {
        const both = {
          provisionedProductName: "moved-aws-native",
          productName: "Bucket",
          provisioningArtifactName: "v1",
          provisioningParameters: [{ key: "Purpose", value: "logs" }],
          tags: [{ key: "a", value: "b" }],
        };
        return {
          inputs: both,
          outputs: {
            ...both,
            provisionedProductId: product["id"],
            recordId: product["lastRecordId"],
            outputs: { Label: "logs-30" },
            cloudformationStackArn: "arn:stack",
          },
        };
      },
    ],
  ] as const) {
    it(`(${origin}) is rewritten under the same id, AWS is only asked, and then unchanged`, async () => {
      const theirs = bench.resource();
      await theirs.up(bucket({}, { name: `moved-${origin.replace("@pulumi/", "")}`, tags: { a: "b" } }));
      const [product] = bench.emulator.products();
      assert.ok(product);
      const web = bench.resource();
      web.provider = await bench.later();
      const { inputs, outputs } = stateOf({ ...product });
      Object.assign(web, { id: product.id, inputs, outputs });
      bench.emulator.clearCalls();
      const { name, ...args } = bucket(
        {},
        { name: `moved-${origin.replace("@pulumi/", "")}`, tags: { a: "b" } },
      );
      assert.equal(name, `moved-${origin.replace("@pulumi/", "")}`);
      assert.equal((await web.up(args)).op, "update");
      assert.equal(web.id, product.id);
      assert.deepEqual(bench.changes(), []);
      assert.equal(web.outputs["arn"], product.arn);
      assert.equal(web.outputs["__schema"], 1);
      assert.equal(typeof web.outputs["__provider"], PLUGIN ? "undefined" : "string");
      assert.equal((await web.up(args)).op, "same");
      await web.destroy();
      assert.deepEqual(bench.emulator.products(), []);
    });
  }
});
