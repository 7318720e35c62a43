import assert from "node:assert/strict";
import { maybeSecret } from "../../../provider/product/maybeSecret";
import { awsError, someObserved, testRun } from "../support";

const declared = [
  { ParameterKey: "ApiKey", ParameterType: "String", DefaultValue: "nokey" },
  {
    ParameterKey: "Size",
    ParameterType: "String",
    ParameterConstraints: { AllowedValues: ["small", "large"] },
  },
  { ParameterKey: "Days", ParameterType: "Number" },
  { ParameterKey: "Subnets", ParameterType: "List<AWS::EC2::Subnet::Id>" },
  { ParameterKey: "Odd", ParameterType: "NotANumber", ParameterConstraints: {} },
  { ParameterKey: "Password", ParameterType: "String", IsNoEcho: true, DefaultValue: "none" },
];
const readable = { describeProvisioningParameters: { ProvisioningArtifactParameters: declared } };

describe("the values that an update of unknown origin has set", () => {
  for (const [key, value, may] of [
    ["ApiKey", "s3cret", true],
    ["ApiKey", "nokey", false],
    ["Size", "large", false],
    ["Size", "of another version", true],
    ["Days", "30", false],
    ["Subnets", "subnet-1,subnet-2", false],
    ["Password", "none", true],
    ["Odd", "1", true],
    ["NotDeclared", "s3cret", true],
  ] as const)
    it(`${may ? "may be" : "are no"} secrets: ${key} ${JSON.stringify(value)}`, async () => {
      const found = await maybeSecret(testRun(readable), someObserved({ productId: "prod-readable" }), {
        [key]: value,
      });
      assert.deepEqual(found, may ? [key] : []);
    });

  it("are held against the template of the version, on its path if one is known", async () => {
    const context = testRun(readable);
    for (const pathId of ["lpv3-1", null])
      await maybeSecret(context, someObserved({ pathId }), { Size: "s" });
    const version = { ProductId: "prod-1", ProvisioningArtifactId: "pa-1" };
    assert.deepEqual(context.aws.named("describeProvisioningParameters"), [
      { ...version, PathId: "lpv3-1" },
      version,
    ]);
  });

  it("may all be secrets where the template's parameters cannot be read", async () => {
    const context = testRun({ describeProvisioningParameters: awsError("AccessDeniedException") });
    const unreadable = someObserved({ productId: "prod-unreadable" }); // answers are shared by all tests of a process
    assert.deepEqual(await maybeSecret(context, unreadable, { Size: "large", Days: "1" }), ["Days", "Size"]);
  });

  it("are not looked up where there are none, nor where the version is not known", async () => {
    const context = testRun(readable);
    assert.deepEqual(await maybeSecret(context, someObserved(), {}), []);
    for (const missing of [{ productId: null }, { provisioningArtifactId: null }])
      assert.deepEqual(await maybeSecret(context, someObserved(missing), { Size: "large" }), ["Size"]);
    assert.deepEqual(context.aws.calls, []);
  });
});
