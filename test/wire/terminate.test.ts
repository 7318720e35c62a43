import assert from "node:assert/strict";
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { bucket, failure, PLUGIN, said, useProvider } from "./support";

describe("delete", () => {
  const bench = useProvider();
  const terminates = () =>
    bench.emulator
      .calls({ operation: "TerminateProvisionedProduct" })
      .map(({ input }) => input as Record<string, unknown>);

  it("of a product that is gone already is success, without a terminate", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.outside.terminate(web.id);
    await web.destroy();
    assert.deepEqual(terminates(), []);
  });

  it("twice is success", async () => {
    const web = bench.resource();
    await web.up(bucket());
    const { id, outputs, urn } = web;
    await web.destroy();
    await web.provider.delete(urn, id, outputs);
    assert.equal(terminates().length, 1);
  });

  it("with another account's credentials is an error that names both accounts", async () => {
    const web = bench.resource();
    await web.up(bucket());
    web.provider = await bench.another({ env: { AWS_ACCESS_KEY_ID: "AKIA999999999999" } });
    const error = said(await failure(web.destroy()));
    assert.match(error, /belongs to account 123456789012, but the credentials are for account 999999999999/);
    assert.match(said(await failure(web.refresh())), /123456789012.*999999999999/);
    assert.equal(bench.emulator.products()[0]?.id, web.id);
    assert.deepEqual(terminates(), []);
  });

  it("goes to the product's region, whatever the configuration says now", async () => {
    const web = bench.resource();
    await web.up(bucket());
    web.provider = await bench.another({
      config: { "aws:region": "eu-north-1" },
      env: { AWS_REGION: "ap-south-1" },
    });
    assert.equal(await web.refresh(), true);
    await web.destroy();
    assert.deepEqual(bench.emulator.products(), []);
  });

  it("whose record FAILED is an error with everything known, and the product stays", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.fail(web.id, { operation: "terminate", message: "the bucket is not empty" });
    const error = said(await failure(web.destroy()));
    const [product] = bench.emulator.products();
    assert.equal(product?.status, "TAINTED");
    assert.match(
      error,
      new RegExp(`^${product.name} \\(${web.id}\\) could not be terminated: .*the bucket is not empty`),
    );
    assert.match(error, new RegExp(`status TAINTED \\(record ${product.lastRecordId}\\)`));
    assert.ok(error.includes(bench.emulator.stacks()[0]?.arn ?? "?"), "the stack is named");
    assert.match(error, new RegExp(`SERVICECATALOG_IGNORE_ERRORS=${web.id} `));
    assert.match(error, new RegExp(`SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES=${web.id} `));
  });

  it("is tried again after that, with another token, and never ignores errors by itself", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.fail(web.id, { operation: "terminate", times: 2 });
    await failure(web.destroy());
    await failure(web.destroy());
    await web.destroy();
    assert.deepEqual(bench.emulator.products(), []);
    assert.deepEqual(
      terminates().map(({ IgnoreErrors }) => IgnoreErrors),
      [false, false, false],
    );
    assert.equal(new Set(terminates().map(({ TerminateToken }) => TerminateToken)).size, 3);
  });

  it("after a failed one, up does not update but names destroy", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.fail(web.id, { operation: "terminate" });
    await failure(web.destroy());
    bench.emulator.clearCalls();
    const refuses = async () => {
      const error = said(await failure(web.up(bucket({ Days: 7 }))));
      assert.match(error, /cannot be updated: terminating it has failed/);
      assert.match(error, /pulumi destroy --target 'urn:\S+', then/);
    };
    await refuses();
    await web.refresh();
    assert.equal((await web.up(bucket())).op, "same");
    await refuses();
    assert.deepEqual(bench.changes(), []);
  });

  it("follows a terminate that somebody else has begun", async () => {
    const web = bench.resource();
    await web.up(bucket());
    const record = bench.emulator.outside.beginOperation(web.id, "TERMINATE_PROVISIONED_PRODUCT");
    const destroyed = web.destroy();
    await followed(record);
    bench.emulator.outside.finishOperation(record, "SUCCEEDED");
    await destroyed;
    assert.deepEqual(terminates(), []);
  });

  it("follows it to its end also where the right to look at it goes with the product", async () => {
    const web = bench.resource();
    await web.up(bucket());
    const record = bench.emulator.outside.beginOperation(web.id, "TERMINATE_PROVISIONED_PRODUCT");
    const destroyed = web.destroy();
    await followed(record);
    bench.emulator.injectCallFaults("DescribeRecord", "accessDenied", Infinity);
    bench.emulator.outside.finishOperation(record, "SUCCEEDED");
    await destroyed;
    assert.deepEqual(terminates(), []);
  });

  it("says so when what the user asks for comes too late for it", async () => {
    const web = bench.resource();
    await web.up(bucket({}, { retainPhysicalResources: true }));
    const record = bench.emulator.outside.beginOperation(web.id, "TERMINATE_PROVISIONED_PRODUCT");
    const destroyed = web.destroy();
    await followed(record);
    bench.emulator.outside.finishOperation(record, "SUCCEEDED");
    await destroyed;
    const row = web.provider.engine.logs
      .flatMap(({ urn, message }) => (urn === web.urn ? [message] : []))
      .join("\n");
    assert.match(
      row,
      new RegExp(`TERMINATE_PROVISIONED_PRODUCT \\(record ${record}, begun .*is running already`),
    );
    assert.match(row, /retainPhysicalResources \(from the program\) cannot be added to that terminate/);
    assert.doesNotMatch(row, /terminating with/);
  });

  it("waits for the update of somebody else, then terminates", async () => {
    const web = bench.resource();
    await web.up(bucket());
    const record = bench.emulator.outside.beginOperation(web.id, "UPDATE_PROVISIONED_PRODUCT");
    const destroyed = web.destroy();
    await followed(record);
    assert.deepEqual(terminates(), []);
    bench.emulator.outside.finishOperation(record, "SUCCEEDED");
    await destroyed;
    assert.equal(terminates().length, 1);
    assert.deepEqual(bench.emulator.products(), []);
  });

  const followed = async (record: string) => {
    const looked = () =>
      bench.emulator
        .calls({ operation: "DescribeRecord" })
        .some(({ input }) => (input as { Id: string }).Id === record);
    while (!looked()) await new Promise((resolve) => setImmediate(resolve));
  };
});

describe("how a product is terminated", () => {
  const bench = useProvider();
  const flags = () =>
    bench.emulator
      .calls({ operation: "TerminateProvisionedProduct" })
      .map(({ input }) => input as Record<string, unknown>)
      .map(({ RetainPhysicalResources, IgnoreErrors }) => [RetainPhysicalResources, IgnoreErrors]);
  const notes = (urn: string, { engine } = bench.provider) =>
    engine.logs.filter((log) => log.urn === urn && !log.ephemeral).map(({ message }) => message);

  it("is as the program says, of which AWS hears nothing before", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.clearCalls();
    const args = bucket({}, { retainPhysicalResources: true, ignoreErrors: true });
    assert.equal((await web.up(args)).op, "update");
    assert.deepEqual(bench.changes(), []);
    await web.destroy();
    assert.deepEqual(flags(), [[true, true]]);
    assert.equal(bench.emulator.stacks()[0]?.status, "CREATE_COMPLETE", "the stack is still there");
    const said = notes(web.urn, web.provider).join("\n");
    assert.match(
      said,
      /terminating with retainPhysicalResources \(from the program\) and ignoreErrors \(from the program\)/,
    );
    assert.ok(said.includes(bench.emulator.stacks()[0]?.arn ?? "?"), "the row names what is left");
  });

  it("with ignoreErrors is success, although the stack stays", async () => {
    const web = bench.resource();
    await web.up(bucket({}, { ignoreErrors: true }));
    bench.emulator.fail(web.id, { operation: "terminate", message: "not empty" });
    await web.destroy();
    assert.deepEqual(bench.emulator.products(), []);
    assert.equal(bench.emulator.stacks()[0]?.status, "DELETE_FAILED");
    assert.deepEqual(flags(), [[false, true]]);
  });

  it("is as the environment says of this product, and of no other", async () => {
    const [web, api] = [bench.resource(), bench.resource()];
    await web.up(bucket());
    await api.up(bucket());
    const env = {
      SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES: `pp-0,${web.id}`,
      SERVICECATALOG_IGNORE_ERRORS: web.derivedName,
    };
    web.provider = api.provider = await bench.another({ env });
    await web.destroy();
    await api.destroy();
    assert.deepEqual(flags(), [
      [true, true],
      [false, false],
    ]);
    assert.match(notes(web.urn, web.provider)[0] ?? "", /from SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES/);
    assert.deepEqual(notes(api.urn, web.provider), []);
  });

  it("is not by a bare true in the environment, which is refused", async () => {
    const web = bench.resource();
    await web.up(bucket());
    web.provider = await bench.another({ env: { SERVICECATALOG_IGNORE_ERRORS: "true" } });
    assert.match(
      said(await failure(web.destroy())),
      /SERVICECATALOG_IGNORE_ERRORS=true does not say which products/,
    );
    assert.deepEqual(flags(), []);
    assert.equal(bench.emulator.products().length, 1);
  });

  it("is as the stack's config says", async () => {
    const web = bench.resource();
    await web.up(bucket());
    web.provider = await bench.another({ config: { "servicecatalog:retainPhysicalResources": "true" } });
    await web.destroy();
    assert.deepEqual(flags(), [[true, false]]);
  });
});

describe("how long a terminate is waited for", () => {
  const bench = useProvider({ durations: { create: 60, terminate: 60_000, lag: 0 } });

  it("is within the timeouts that were changed, of which AWS hears nothing", async function () {
    if (PLUGIN) return this.skip(); // its timeouts come with each request, none is in state
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.clearCalls();
    web.hidden["__timeouts"] = { delete: "1ms" };
    assert.equal((await web.up(bucket())).op, "update");
    assert.deepEqual(bench.changes(), []);
    const error = said(await failure(web.destroy()));
    assert.match(error, /is still being terminated/);
    assert.match(error, /follows that record to its end/);
  });
});

describe("delete of a product that was only planned", () => {
  const bench = useProvider({ profile: "end-user" });

  it("deletes the plan first, also for a caller whose policy shows no plans of others", async () => {
    const { env, url } = bench.emulator;
    const client = new ServiceCatalog({
      endpoint: url,
      region: "us-east-1",
      credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: "emulator" },
    });
    const { ProductViewSummary, ProvisioningArtifacts } = await client.describeProduct({ Name: "Single" });
    const plan = await client.createProvisionedProductPlan({
      PlanName: "a plan",
      PlanType: "CLOUDFORMATION",
      ProductId: ProductViewSummary?.ProductId,
      ProvisioningArtifactId: ProvisioningArtifacts?.[0]?.Id,
      ProvisionedProductName: "planned",
    });
    const planned = bench.resource("planned", { __import: plan.ProvisionProductId });
    await planned.up({ name: "planned", productName: "Single" });
    await planned.destroy();
    assert.deepEqual(bench.emulator.products(), []);
    const levels = bench.emulator
      .calls({ operation: "ListProvisionedProductPlans" })
      .map(({ input }) => (input as { AccessLevelFilter?: { Key?: string } }).AccessLevelFilter?.Key);
    assert.deepEqual(levels.slice(0, 3), ["Account", "Role", "User"]);
  });
});
