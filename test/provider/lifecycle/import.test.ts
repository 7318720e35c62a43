import assert from "node:assert/strict";
import { importProduct } from "../../../provider/lifecycle/import";
import { awsError, someInputs, testRun, type Answers } from "../support";

const stackArn = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-1/x";
const outputs = { Url: "http://x", CloudformationStackARN: stackArn };

/** What AWS shows of a product with an output. */
const shown = (more: Answers = {}) =>
  testRun({
    describeProvisionedProduct: {
      ProvisionedProductDetail: {
        Id: "pp-1",
        Name: "web",
        Status: "AVAILABLE",
        Type: "CFN_STACK",
        Arn: "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-1",
        ProductId: "prod-1",
        ProvisioningArtifactId: "pa-1",
        LastRecordId: "rec-1",
        LastProvisioningRecordId: "rec-1",
        LastSuccessfulProvisioningRecordId: "rec-1",
      },
    },
    describeRecord: {
      RecordDetail: {
        RecordId: "rec-1",
        ProductId: "prod-1",
        ProvisioningArtifactId: "pa-1",
        PathId: "lpv3-1",
      },
      RecordOutputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    },
    describeStacks: { Stacks: [{ Parameters: [{ ParameterKey: "Purpose", ParameterValue: "real" }] }] },
    describeProvisioningParameters: { ProvisioningArtifactParameters: [{ ParameterKey: "Purpose" }] },
    ...more,
  });

const withPassword = {
  describeProvisioningParameters: {
    ProvisioningArtifactParameters: [{ ParameterKey: "Password", IsNoEcho: true }],
  },
};

describe("an import", () => {
  it("takes the product into state as it is, says so, and changes nothing", async () => {
    const context = shown();
    const { id, state } = await importProduct(context, "pp-1", someInputs());
    assert.equal(id, "pp-1");
    assert.deepEqual(state.inputs, someInputs({ provisioningParameters: { Purpose: "real" } }));
    assert.equal(state.observed.arn, "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-1");
    assert.deepEqual(state.observed.outputs, outputs);
    assert.deepEqual([state.hiddenValues, state.secretOutputs], [[], []]);
    assert.equal(context.row.length, 1);
    assert.match(
      context.row[0] ?? "",
      /^note: web \(pp-1\) is taken into state; nothing is changed in AWS\./,
    );
    assert.deepEqual(
      context.aws.calls.map(({ operation }) => operation).filter((name) => !name.startsWith("describe")),
      [],
    );
  });

  for (const [what, answers, hidden] of [
    ["has NoEcho parameters", withPassword, ["Password"]],
    [
      "has a version that may not be read",
      { describeProvisioningParameters: awsError("AccessDeniedException") },
      ["*"],
    ],
  ] as const)
    it(`keeps the outputs secret, but for the stack's ARN, of a product that ${what}`, async () => {
      const { state } = await importProduct(shown(answers), "pp-1", someInputs());
      assert.deepEqual(state.hiddenValues, hidden);
      assert.deepEqual(state.secretOutputs, ["Url"]);
    });

  it("of what is not there says where it was looked for, and that nothing was created", async () => {
    const context = shown({ describeProvisionedProduct: awsError("ResourceNotFoundException") });
    await assert.rejects(importProduct(context, "pp-1", someInputs()), {
      code: "not-found",
      message:
        "There is no provisioned product pp-1 in eu-west-1 of account 123456789012.\nNothing was created. Correct the import option, or the region and credentials.",
    });
  });

  it("of what may not be seen says what AWS says", async () => {
    const context = shown({ describeProvisionedProduct: awsError("AccessDeniedException", "no") });
    await assert.rejects(importProduct(context, "pp-1", someInputs()), {
      code: "call-failed",
      message: "pp-1 could not be looked up: AccessDeniedException: no\nNothing was created.",
    });
  });
});
