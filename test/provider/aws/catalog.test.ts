import assert from "node:assert/strict";
import { describeParameters, describeProduct, knownType } from "../../../provider/aws/catalog";
import { awsError, testRun } from "../support";

const answer = {
  ProductViewSummary: { ProductId: "prod-1", Name: "Bucket", Type: "CLOUD_FORMATION_TEMPLATE" },
  ProvisioningArtifacts: [
    { Id: "pa-1", Name: "v1", Guidance: "DEPRECATED" },
    { Id: "pa-2", Name: "v2", Guidance: "DEFAULT" },
    { Id: "pa-3", Name: "v3" },
  ],
  LaunchPaths: [{ Id: "lpv3-1", Name: "Portfolio" }],
};

/** What is asked is remembered for the life of the process, so every test asks for a product of its own. */
let products = 0;
const fresh = () => ({ productId: `prod-${++products}` });

describe("the catalog", () => {
  it("says what a product is, in our words", async () => {
    const context = testRun({ describeProduct: answer });
    assert.deepEqual(await describeProduct(context, { productName: `Bucket${++products}` }), {
      id: "prod-1",
      name: "Bucket",
      type: "CLOUD_FORMATION_TEMPLATE",
      versions: [
        { id: "pa-1", name: "v1", deprecated: true },
        { id: "pa-2", name: "v2", deprecated: false },
        { id: "pa-3", name: "v3", deprecated: false },
      ],
      paths: [{ id: "lpv3-1", name: "Portfolio" }],
    });
  });

  it("knows Account Factory by its type or its name, without another call", async () => {
    for (const ProductViewSummary of [
      { ProductId: "prod-1", Name: "Accounts", Type: "CONTROL_TOWER_ACCOUNT" },
      { ProductId: "prod-1", Name: "AWS Control Tower Account Factory", Type: "CLOUD_FORMATION_TEMPLATE" },
    ]) {
      const context = testRun({ describeProduct: { ProductViewSummary } });
      const ref = fresh();
      assert.equal(await knownType(context, ref), undefined);
      await describeProduct(context, ref);
      context.clock.advance(3_600_000);
      assert.equal(await knownType(context, ref), "CONTROL_TOWER_ACCOUNT");
      assert.equal(context.aws.calls.length, 1);
    }
  });

  it("asks by id or by name, never by both", async () => {
    const context = testRun({ describeProduct: answer });
    const ref = fresh();
    await describeProduct(context, { ...ref, productName: "Bucket" }, "jp");
    assert.deepEqual(context.aws.named("describeProduct"), [{ Id: ref.productId, AcceptLanguage: "jp" }]);
  });

  it("asks once for all who want to know at the same time", async () => {
    const context = testRun({
      describeProduct: () => new Promise((resolve) => setImmediate(resolve, answer)),
    });
    const ref = fresh();
    const all = await Promise.all([1, 2, 3].map(() => describeProduct(context, ref)));
    assert.equal(context.aws.calls.length, 1);
    assert.equal(all[0], all[2]);
  });

  it("asks again after five minutes, not before", async () => {
    const context = testRun({ describeProduct: answer });
    const ref = fresh();
    await describeProduct(context, ref);
    context.clock.advance(5 * 60_000 - 1);
    await describeProduct(context, ref);
    assert.equal(context.aws.calls.length, 1);
    context.clock.advance(1);
    await describeProduct(context, ref);
    assert.equal(context.aws.calls.length, 2);
  });

  it("does not remember a failure", async () => {
    const left = [awsError("AccessDeniedException")];
    const context = testRun({ describeProduct: () => left.shift() ?? answer });
    const ref = fresh();
    await assert.rejects(describeProduct(context, ref), { name: "AccessDeniedException" });
    assert.equal((await describeProduct(context, ref)).name, "Bucket");
  });

  it("remembers each connection and language by itself", async () => {
    const ref = fresh();
    const context = testRun({ describeProduct: answer });
    const other = { ...context, aws: { ...context.aws, connection: { region: "eu-north-1" } } };
    await describeProduct(context, ref);
    await describeProduct(other, ref);
    await describeProduct(context, ref, "jp");
    assert.equal(context.aws.calls.length, 3);
  });

  it("asks for the parameters of a version on a path, ids before names", async () => {
    const context = testRun({
      describeProvisioningParameters: { ProvisioningArtifactParameters: [{ ParameterKey: "A" }] },
    });
    const ref = fresh();
    const asked = { ...ref, productName: "n", provisioningArtifactName: "v1", pathName: "p" };
    assert.deepEqual(await describeParameters(context, asked), [{ ParameterKey: "A" }]);
    assert.deepEqual(context.aws.named("describeProvisioningParameters"), [
      { ProductId: ref.productId, ProvisioningArtifactName: "v1", PathName: "p" },
    ]);
  });
});
