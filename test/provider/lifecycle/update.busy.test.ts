import assert from "node:assert/strict";
import { update } from "../../../provider/lifecycle/update";
import { awsError, someInputs, someState, testRun } from "../support";

/** A product whose operation has ended by its record, and which follows so many milliseconds later. */
function lagging(lag: number, shown: "UNDER_CHANGE" | "AVAILABLE" | "TAINTED") {
  const context = testRun({
    describeProvisionedProduct: () => ({
      ProvisionedProductDetail: {
        Id: "pp-1",
        Status: isBusy() ? shown : "AVAILABLE",
        LastRecordId:
          context.aws.named("updateProvisionedProduct").length > 1 && !isBusy() ? "rec-2" : "rec-1",
      },
    }),
    describeRecord: ({ Id }) => ({ RecordDetail: { RecordId: Id, Status: "SUCCEEDED" } }),
    updateProvisionedProduct: () =>
      isBusy()
        ? awsError(
            "ValidationException",
            "Can't update provisioned product because it's still under change or …",
          )
        : { RecordDetail: { RecordId: "rec-2" } },
  });
  const begun = context.clock.now();
  const isBusy = () => context.clock.now() < begun + lag;
  return context;
}

const wanted = someInputs({ provisioningParameters: { Purpose: "backup" } });

describe("updating a product right after another operation", () => {
  for (const shown of ["UNDER_CHANGE", "AVAILABLE", "TAINTED"] as const)
    for (const lag of [1_000, 3_000, 10_000])
      it(`waits while it is under change for ${lag} ms more, and described as ${shown}`, async () => {
        const context = lagging(lag, shown);
        const { inputs } = await update(context, "pp-1", someState(), wanted);
        assert.deepEqual(inputs, wanted);
      });

  it("gives up when it stays so", async () => {
    const context = lagging(Infinity, "AVAILABLE");
    await assert.rejects(update(context, "pp-1", someState(), wanted), /keeps being changed/);
  });
});
