import assert from "node:assert/strict";
import { describeParameters, describeProduct } from "../../../provider/aws/catalog";
import { awsError, testRun } from "../support";

const answer = {
  ProductViewSummary: { ProductId: "prod-1", Name: "Bucket" },
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
    const run = testRun({ describeProduct: answer });
    assert.deepEqual(await describeProduct(run, { productName: `Bucket${++products}` }), {
      id: "prod-1",
      name: "Bucket",
      versions: [
        { id: "pa-1", name: "v1", deprecated: true },
        { id: "pa-2", name: "v2", deprecated: false },
        { id: "pa-3", name: "v3", deprecated: false },
      ],
      paths: [{ id: "lpv3-1", name: "Portfolio" }],
    });
  });

  it("asks by id or by name, never by both", async () => {
    const run = testRun({ describeProduct: answer });
    const ref = fresh();
    await describeProduct(run, { ...ref, productName: "Bucket" }, "jp");
    assert.deepEqual(run.aws.named("describeProduct"), [{ Id: ref.productId, AcceptLanguage: "jp" }]);
  });

  it("asks once for all who want to know at the same time", async () => {
    const run = testRun({ describeProduct: () => new Promise((resolve) => setImmediate(resolve, answer)) });
    const ref = fresh();
    const all = await Promise.all([1, 2, 3].map(() => describeProduct(run, ref)));
    assert.equal(run.aws.calls.length, 1);
    assert.equal(all[0], all[2]);
  });

  it("asks again after five minutes, not before", async () => {
    const run = testRun({ describeProduct: answer });
    const ref = fresh();
    await describeProduct(run, ref);
    run.clock.advance(5 * 60_000 - 1);
    await describeProduct(run, ref);
    assert.equal(run.aws.calls.length, 1);
    run.clock.advance(1);
    await describeProduct(run, ref);
    assert.equal(run.aws.calls.length, 2);
  });

  it("does not remember a failure", async () => {
    const left = [awsError("AccessDeniedException")];
    const run = testRun({ describeProduct: () => left.shift() ?? answer });
    const ref = fresh();
    await assert.rejects(describeProduct(run, ref), { name: "AccessDeniedException" });
    assert.equal((await describeProduct(run, ref)).name, "Bucket");
  });

  it("remembers each connection and language by itself", async () => {
    const ref = fresh();
    const run = testRun({ describeProduct: answer });
    const other = { ...run, aws: { ...run.aws, connection: { region: "eu-north-1" } } };
    await describeProduct(run, ref);
    await describeProduct(other, ref);
    await describeProduct(run, ref, "jp");
    assert.equal(run.aws.calls.length, 3);
  });

  it("asks for the parameters of a version on a path, ids before names", async () => {
    const run = testRun({
      describeProvisioningParameters: { ProvisioningArtifactParameters: [{ ParameterKey: "A" }] },
    });
    const ref = fresh();
    const asked = { ...ref, productName: "n", provisioningArtifactName: "v1", pathName: "p" };
    assert.deepEqual(await describeParameters(run, asked), [{ ParameterKey: "A" }]);
    assert.deepEqual(run.aws.named("describeProvisioningParameters"), [
      { ProductId: ref.productId, ProvisioningArtifactName: "v1", PathName: "p" },
    ]);
  });
});
