import assert from "node:assert/strict";
import { lookUp, readReference } from "../../../provider/product/lookUp";
import { awsError, testRun, type Answers } from "../support";

const shown = (outputs: Record<string, string>, more: Answers = {}) =>
  testRun({
    describeProvisionedProduct: {
      ProvisionedProductDetail: {
        Id: "pp-1",
        Name: "web",
        Status: "AVAILABLE",
        ProductId: "prod-1",
        ProvisioningArtifactId: "pa-1",
        LastRecordId: "rec-1",
      },
    },
    describeRecord: {
      RecordDetail: { RecordId: "rec-1" },
      RecordOutputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    },
    describeProvisioningParameters: {},
    ...more,
  });
const noEcho = {
  describeProvisioningParameters: {
    ProvisioningArtifactParameters: [{ ParameterKey: "Password", IsNoEcho: true }],
  },
};

describe("which product is looked up", () => {
  it("is said by id or by name, and by one of them", () => {
    assert.deepEqual(readReference({ id: "pp-1" }), { Id: "pp-1" });
    assert.deepEqual(readReference({ name: "web", id: "" }), { Name: "web" });
    for (const both of [{}, { id: "pp-1", name: "web" }, { id: "", name: "" }])
      assert.throws(() => readReference(both), {
        code: "arguments",
        message: "getProvisionedProduct takes either { id } or { name }.",
      });
  });
});

describe("a product that is looked up", () => {
  it("is as it is now, with three calls by its id and four by its name", async () => {
    const context = shown({ Url: "u" });
    const { id, observed, hasSecretOutputs } = await lookUp(context, { Id: "pp-1" });
    assert.deepEqual(
      [id, observed.name, observed.outputs, hasSecretOutputs],
      ["pp-1", "web", { Url: "u" }, false],
    );
    assert.equal(context.aws.calls.length, 3);
    const byName = shown({ Url: "u" });
    assert.equal((await lookUp(byName, { Name: "web" })).id, "pp-1");
    assert.deepEqual(byName.aws.named("describeProvisionedProduct"), [{ Name: "web" }, { Id: "pp-1" }]);
    assert.equal(byName.aws.calls.length, 4);
  });

  for (const [what, outputs, answers, secret] of [
    ["has NoEcho parameters", { CloudformationStackARN: "a", Url: "u" }, noEcho, true],
    [
      "may have, for all that can be read",
      { Url: "u" },
      { describeProvisioningParameters: awsError("AccessDenied") },
      true,
    ],
    ["has them and no output of its own", { CloudformationStackARN: "a" }, noEcho, false],
    ["has none", { Url: "u" }, {}, false],
  ] as [string, Record<string, string>, Answers, boolean][])
    it(`has ${secret ? "" : "no "}outputs that may show secrets where it ${what}`, async () => {
      assert.equal((await lookUp(shown(outputs, answers), { Id: "pp-1" })).hasSecretOutputs, secret);
    });

  it("that is not there is not found, where it was looked for", async () => {
    const gone = { describeProvisionedProduct: awsError("ResourceNotFoundException") };
    await assert.rejects(lookUp(shown({}, gone), { Id: "pp-1" }), {
      code: "not-found",
      message:
        "There is no provisioned product pp-1 in eu-west-1 of account 123456789012.\nCorrect the id, or the region and credentials.",
    });
    await assert.rejects(lookUp(shown({}, gone), { Name: "web" }), {
      message:
        'There is no provisioned product named "web" in eu-west-1 of account 123456789012.\nCorrect the name, or the region and credentials.',
    });
  });

  it("that AWS shows without an id is not found, and not asked for", async () => {
    const context = shown({}, { describeProvisionedProduct: {} });
    await assert.rejects(lookUp(context, { Name: "web" }), { code: "not-found" });
    assert.equal(context.aws.calls.length, 1);
  });

  it("that may not be seen says what AWS says, without its control characters, and what is missing", async () => {
    const denied = { describeProvisionedProduct: awsError("AccessDeniedException", "no\u001b[31m way") };
    await assert.rejects(lookUp(shown({}, denied), { Id: "pp-1" }), {
      code: "call-failed",
      message:
        "The provisioned product pp-1 could not be looked up: AccessDeniedException: no way\nThe caller needs servicecatalog:DescribeProvisionedProduct and servicecatalog:DescribeRecord.",
    });
    const expired = { describeProvisionedProduct: awsError("ExpiredTokenException") };
    await assert.rejects(lookUp(shown({}, expired), { Id: "pp-1" }), {
      message: "The provisioned product pp-1 could not be looked up: ExpiredTokenException",
    });
  });
});
