import assert from "node:assert/strict";
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { bucket, called, catalog, failure, said, useProvider } from "./support";

describe("what stands in the way for a while, or is only planned", () => {
  const bench = useProvider({ catalog: { ...catalog, portfolios: [{ name: "main" }] } });
  const rowOf = (urn: string) =>
    bench.provider.engine.logs.filter((log) => log.urn === urn).map(({ message }) => message);
  const client = () =>
    new ServiceCatalog({
      endpoint: bench.emulator.url,
      region: "us-east-1",
      credentials: { accessKeyId: bench.emulator.env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: "any" },
    });

  it("a launch path that is not there yet, as right after an association, is waited for, and said", async () => {
    const web = bench.resource();
    const byId = { ...bucket(), productName: undefined, productId: await productId() };
    const inputs = await web.check(JSON.parse(JSON.stringify(byId)) as typeof byId);
    bench.emulator.outside.associate("main", 1500);
    const { id } = await web.provider.create(web.urn, inputs);
    assert.equal(bench.emulator.products()[0]?.id, id);
    assert.ok(
      bench.emulator
        .calls({ operation: "ProvisionProduct" })
        .some(({ error }) => error === "ResourceNotFoundException"),
    );
    assert.ok(
      rowOf(web.urn).some((text) =>
        /no launch path yet, as right after an association; asking again in/.test(text),
      ),
    );
  });

  it("a product that does not exist fails at once", async () => {
    const web = bench.resource();
    const inputs = { ...(await web.check(bucket())), productName: "Nothing of the kind" };
    const error = said(await failure(web.provider.create(web.urn, inputs)));
    assert.match(error, /refused to provision.*ResourceNotFoundException/);
    assert.equal(bench.emulator.calls({ operation: "ProvisionProduct" }).length, 1);
  });

  it("a product that is only planned loses its plan, then goes", async () => {
    const { ProvisionProductId: id = "" } = await client().createProvisionedProductPlan({
      PlanName: "perhaps",
      PlanType: "CLOUDFORMATION",
      ProductId: await productId(),
      ProvisioningArtifactId: await versionId(),
      ProvisionedProductName: "planned",
      IdempotencyToken: "plan-1",
    });
    assert.equal(bench.emulator.products()[0]?.status, "PLAN_IN_PROGRESS");
    const web = bench.resource("planned", { __import: id });
    await web.up(bucket({}, { name: "planned" }));
    await web.destroy();
    assert.deepEqual(bench.emulator.products(), []);
    assert.ok(bench.changes().includes("DeleteProvisionedProductPlan"));
  });

  it("an operation of somebody else that never ends is waited for within its bound, then named", async () => {
    const web = bench.resource();
    await web.up(bucket());
    const record = bench.emulator.outside.beginOperation(web.id, "UPDATE_PROVISIONED_PRODUCT", {
      user: "stranger",
    });
    web.provider = await bench.another({ config: { "servicecatalog:waitForOthers": "1s" } });
    bench.emulator.clearCalls();
    const error = said(await failure(web.destroy()));
    assert.match(
      error,
      new RegExp(
        `is still busy: UPDATE_PROVISIONED_PRODUCT \\(record ${record}, begun .* ago by arn:.*stranger`,
      ),
    );
    assert.match(error, /pulumi config set servicecatalog:waitForOthers 2h/);
    assert.deepEqual(bench.changes(), []);
    bench.emulator.outside.finishOperation(record, "SUCCEEDED");
    await web.destroy();
    assert.deepEqual(bench.emulator.products(), []);
  });

  it("what ignoreErrors leaves behind is listed in a warning", async () => {
    const web = bench.resource();
    await web.up(bucket({}, { ignoreErrors: true }));
    bench.emulator.fail(web.id, {
      operation: "terminate",
      resources: ["Bucket"],
      reason: "The bucket is not empty",
    });
    const { urn } = web;
    const [stack] = bench.emulator.stacks();
    await web.destroy();
    await called(bench.emulator, "DescribeStackEvents");
    const [warning] = web.provider.engine.logs.filter((log) => log.urn === urn && log.severity === "warning");
    assert.match(warning?.message ?? "", /is terminated, but not all of it could be deleted/);
    assert.ok(warning?.message.includes(stack?.arn ?? "?"));
    assert.match(warning?.message ?? "", /Bucket \(AWS::S3::Bucket\): The bucket is not empty/);
  });

  async function productId(): Promise<string> {
    return (await client().describeProduct({ Name: "Bucket" })).ProductViewSummary?.ProductId ?? "";
  }
  async function versionId(): Promise<string> {
    return (await client().describeProduct({ Name: "Bucket" })).ProvisioningArtifacts?.[0]?.Id ?? "";
  }
});
