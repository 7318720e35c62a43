import assert from "node:assert/strict";
import { changeProduct } from "../../../provider/lifecycle/change";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { awsError, someInputs, someState, testRun } from "../support";

const OWNER = "arn:aws:iam::123456789012:role/People";

describe("changing a product", () => {
  it("sends nothing when only the URN is another one, and keeps the new one", async () => {
    const context = testRun({});
    const renamed = someInputs({ __urn: "urn:new" });
    const state = await changeProduct(context, "pp-1", someState(), renamed);
    assert.deepEqual(context.aws.calls, []);
    assert.equal(state.inputs.__urn, "urn:new");
  });

  it("leaves the new URN in state when it fails", async () => {
    const context = testRun({
      describeProvisioningParameters: { ProvisioningArtifactParameters: [] },
      describeProvisionedProduct: { ProvisionedProductDetail: { Id: "pp-1", Status: "TAINTED" } },
      updateProvisionedProduct: {
        RecordDetail: { RecordId: "rec-2", RecordType: "UPDATE_PROVISIONED_PRODUCT" },
      },
      describeRecord: { RecordDetail: { RecordId: "rec-2", Status: "FAILED" } },
    });
    const inputs = someInputs({ __urn: "urn:new", provisioningParameters: { Purpose: "mails" } });
    await assert.rejects(changeProduct(context, "pp-1", someState(), inputs), (error: unknown) => {
      assert.ok(error instanceof PartialFailure);
      assert.equal(error.state.inputs.__urn, "urn:new");
      assert.deepEqual(error.state.inputs.provisioningParameters, { Purpose: "logs" });
      return true;
    });
  });

  for (const [what, product, more] of [
    ["ERROR", { Status: "ERROR" }, awsError("ValidationException", "cannot be updated")],
    [
      "TAINTED by a terminate",
      { Status: "TAINTED", LastRecordId: "rec-9", LastProvisioningRecordId: "rec-1" },
      undefined,
    ],
  ] as const)
    it(`names the URN that is in state when an update of what is ${what} is refused after a rename`, async () => {
      const context = testRun({
        describeProvisioningParameters: { ProvisioningArtifactParameters: [] },
        describeProvisionedProduct: { ProvisionedProductDetail: { Id: "pp-1", ...product } },
        describeRecord: {
          RecordDetail: {
            RecordId: "rec-9",
            Status: "FAILED",
            RecordType: "TERMINATE_PROVISIONED_PRODUCT",
          },
        },
        ...(more && { updateProvisionedProduct: more }),
      });
      const inputs = someInputs({ __urn: "urn:new", provisioningParameters: { Purpose: "mails" } });
      await assert.rejects(changeProduct(context, "pp-1", someState(), inputs), (error: unknown) => {
        assert.ok(error instanceof Error && !(error instanceof PartialFailure));
        assert.match(error.message, /destroy --target '?urn:pulumi:test/);
        assert.doesNotMatch(error.message, /urn:new/);
        return true;
      });
    });

  it("sets the owner last, and only one that is new", async () => {
    const context = testRun({ updateProvisionedProductProperties: awsError("AccessDeniedException") });
    const owned = someState({ inputs: { owner: OWNER } });
    await changeProduct(context, "pp-1", owned, someInputs({ owner: OWNER }));
    assert.deepEqual(context.aws.calls, []);
    await assert.rejects(
      changeProduct(context, "pp-1", someState(), someInputs({ owner: OWNER })),
      PartialFailure,
    );
    assert.deepEqual(
      context.aws.calls.map(({ operation }) => operation),
      ["updateProvisionedProductProperties"],
    );
  });
});
