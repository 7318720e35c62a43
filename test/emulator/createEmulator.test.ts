import assert from "node:assert/strict";
import { ProvisionProductCommand, SearchProvisionedProductsCommand } from "@aws-sdk/client-service-catalog";
import { createEmulator } from "../../emulator";
import { bucketCatalog, clientOf, post, useEmulator } from "./support";

describe("createEmulator", () => {
  const bench = useEmulator();

  it("gives the environment in which AWS clients find it", () => {
    const { env, url } = bench.emulator;
    const { NO_PROXY, no_proxy, ...rest } = env;
    assert.match(NO_PROXY ?? "", /^127\.0\.0\.1,localhost(,|$)/);
    assert.equal(no_proxy, NO_PROXY);
    assert.deepEqual(rest, {
      AWS_ENDPOINT_URL_SERVICE_CATALOG: url,
      AWS_ENDPOINT_URL_CLOUDFORMATION: url,
      AWS_ENDPOINT_URL_STS: url,
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "AKIA123456789012",
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_EC2_METADATA_DISABLED: "true",
    });
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("keeps each account and region apart", async () => {
    const accountRegions = [
      { account: "123456789012", region: "us-east-1" },
      { account: "123456789012", region: "eu-west-1" },
      { account: "222222222222", region: "us-east-1" },
    ];
    for (const { account, region } of accountRegions) {
      const client = clientOf(bench.emulator, { account, region });
      const { RecordDetail } = await client.send(
        new ProvisionProductCommand({
          ProductName: "Bucket",
          ProvisioningArtifactName: "v1",
          ProvisionedProductName: "same-name",
          ProvisionToken: "same-token",
        }),
      );
      const [product, ...others] = bench.emulator.products({ account, region });
      assert.deepEqual(others, []);
      assert.equal(product?.id, RecordDetail?.ProvisionedProductId);
      assert.equal(
        product?.arn,
        `arn:aws:servicecatalog:${region}:${account}:stack/same-name/${product?.id ?? ""}`,
      );
      client.destroy();
    }
    assert.equal(bench.emulator.products().length, 1);
    assert.equal(bench.emulator.calls().length, 3);
  });

  it("filters the call log", async () => {
    await bench.provision();
    await bench.client.send(new SearchProvisionedProductsCommand({}));
    const [call] = bench.emulator.calls({ mutating: true });
    assert.equal(call?.operation, "ProvisionProduct");
    assert.equal((call?.input as { ProvisionedProductName: string }).ProvisionedProductName, "logs");
    assert.equal(call?.at, bench.emulator.now());
    assert.equal(bench.emulator.calls({ operation: "SearchProvisionedProducts" }).length, 1);
    bench.emulator.clearCalls();
    assert.deepEqual(bench.emulator.calls(), []);
  });

  it("forgets everything but the catalog with reset", async () => {
    await bench.provisioned();
    bench.emulator.fail("*", { operation: "create" });
    bench.emulator.reset();
    assert.deepEqual(
      [bench.emulator.products(), bench.emulator.records(), bench.emulator.stacks()],
      [[], [], []],
    );
    await bench.provisioned();
    assert.equal(bench.emulator.products()[0]?.status, "AVAILABLE");
  });

  it("has the same ids again with the same seed and catalog", async () => {
    const ids = async () => {
      const emulator = await createEmulator({ catalog: bucketCatalog, seed: 42 });
      const client = clientOf(emulator);
      await client.send(
        new ProvisionProductCommand({
          ProductName: "Bucket",
          ProvisioningArtifactName: "v1",
          ProvisionedProductName: "logs",
        }),
      );
      const [product] = emulator.products();
      client.destroy();
      await emulator.close();
      assert.equal(emulator.seed, 42);
      return [product?.id, product?.productId, product?.lastRecordId];
    };
    assert.deepEqual(await ids(), await ids());
  });

  it("divides all durations by the speed, on the real clock", async () => {
    const emulator = await createEmulator({ catalog: bucketCatalog, speed: 1e9 });
    const client = clientOf(emulator);
    await client.send(
      new ProvisionProductCommand({
        ProductName: "Bucket",
        ProvisioningArtifactName: "v1",
        ProvisionedProductName: "logs",
        ProvisioningParameters: [{ Key: "Purpose", Value: "logs" }],
      }),
    );
    const before = emulator.now();
    while (emulator.now() < before + 2);
    assert.equal(emulator.products()[0]?.status, "AVAILABLE");
    await assert.rejects(emulator.advance(1), /needs the virtual clock/);
    client.destroy();
    await emulator.close();
  });

  it("says in one line what was called, if it is asked to", async () => {
    const lines: string[] = [];
    const emulator = await createEmulator({
      catalog: bucketCatalog,
      verbose: true,
      log: (line) => lines.push(line),
    });
    await post(emulator, "DescribeProduct", { Name: "Bucket" });
    await post(emulator, "DescribeProvisionedProduct", { Id: "pp-x" });
    await emulator.close();
    assert.match(
      lines[0] ?? "",
      /^\d\d:\d\d:\d\d\.\d{3} 123456789012\/us-east-1 DescribeProduct Bucket → 200$/,
    );
    assert.match(lines[1] ?? "", /DescribeProvisionedProduct pp-x → 400 ResourceNotFoundException$/);
  });

  it("ends hung connections when it is closed", async () => {
    const emulator = await createEmulator();
    emulator.injectCallFaults("*", "hang");
    const hung = post(emulator, "DescribeProduct", {});
    hung.catch(() => undefined);
    while (emulator.calls().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await emulator.close();
    await assert.rejects(hung);
  });

  it("refuses a port that is taken and a speed that is none", async () => {
    const port = Number(new URL(bench.emulator.url).port);
    await assert.rejects(createEmulator({ port }), /port \d+ of 127\.0\.0\.1 is in use already/);
    await assert.rejects(createEmulator({ speed: 0 }), /speed must be a number above 0/);
    await assert.rejects(createEmulator({ speed: 1e-300 }), /a thousand years at most/);
    await assert.rejects(createEmulator({ durations: { lag: 1e200 } }), /a thousand years at most/);
  });
});
