import assert from "node:assert/strict";
import { noEchoOf } from "../../../provider/product/noEcho";
import { awsError, someObserved, testRun } from "../support";

const declared = {
  ProvisioningArtifactParameters: [
    { ParameterKey: "Size" },
    { ParameterKey: "Password", IsNoEcho: true },
    { ParameterKey: "Days", IsNoEcho: false },
  ],
};

describe("the NoEcho parameters of a product", () => {
  it("are those of its version, on its path", async () => {
    const context = testRun({ describeProvisioningParameters: declared });
    assert.deepEqual(await noEchoOf(context, someObserved()), ["Password"]);
    assert.deepEqual(context.aws.named("describeProvisioningParameters"), [
      { ProductId: "prod-1", ProvisioningArtifactId: "pa-1", PathId: "lpv3-1" },
    ]);
  });

  it("are asked for without a path where none is known", async () => {
    const context = testRun({ describeProvisioningParameters: {} });
    assert.deepEqual(await noEchoOf(context, someObserved({ pathId: null })), []);
    assert.deepEqual(context.aws.named("describeProvisioningParameters"), [
      { ProductId: "prod-1", ProvisioningArtifactId: "pa-1" },
    ]);
  });

  it("are unknown, not none, where the version may not be read", async () => {
    const denied = testRun({ describeProvisioningParameters: awsError("AccessDeniedException") });
    assert.equal(await noEchoOf(denied, someObserved()), undefined);
  });

  for (const missing of [{ productId: null }, { provisioningArtifactId: null }])
    it(`are unknown without a ${Object.keys(missing)[0]}, and nobody is asked`, async () => {
      const context = testRun({ describeProvisioningParameters: declared });
      assert.equal(await noEchoOf(context, someObserved(missing)), undefined);
      assert.equal(context.aws.calls.length, 0);
    });
});
