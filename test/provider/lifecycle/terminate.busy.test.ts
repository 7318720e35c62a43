import assert from "node:assert/strict";
import { terminate } from "../../../provider/lifecycle/terminate";
import { NO_FLAGS, awsError, someState, testRun } from "../support";

/** A product whose operation has ended by its record, and which follows so many milliseconds later. */
function lagging(lag: number, shown: "UNDER_CHANGE" | "AVAILABLE") {
  const context = testRun({
    describeProvisionedProduct: () => ({
      ProvisionedProductDetail: { Id: "pp-1", Status: isBusy() ? shown : "AVAILABLE", LastRecordId: "rec-1" },
    }),
    describeRecord: ({ Id }) => ({ RecordDetail: { RecordId: Id, Status: "SUCCEEDED" } }),
    terminateProvisionedProduct: () =>
      isBusy()
        ? awsError(
            "ValidationException",
            "Can't terminate provisioned product because it's still under change",
          )
        : { RecordDetail: { RecordId: "rec-2" } },
  });
  const begun = context.clock.now();
  const isBusy = () => context.clock.now() < begun + lag;
  return context;
}

describe("terminating a product right after another operation", () => {
  for (const shown of ["UNDER_CHANGE", "AVAILABLE"] as const)
    for (const lag of [0, 1_000, 3_000, 10_000])
      it(`waits while it is under change for ${lag} ms more, and described as ${shown}`, async () => {
        const context = lagging(lag, shown);
        await terminate(context, "pp-1", someState(), NO_FLAGS);
        assert.deepEqual(
          context.row.filter((text) => !text.startsWith("progress")),
          [],
        );
      });

  it("gives up when it stays so", async () => {
    const context = lagging(Infinity, "AVAILABLE");
    await assert.rejects(
      terminate(context, "pp-1", someState(), NO_FLAGS),
      /was not terminated: other operations/,
    );
  });

  it("ends its pause with the run", async () => {
    const context = lagging(Infinity, "AVAILABLE");
    context.clock.onWake = () => context.stopper.abort();
    await assert.rejects(terminate(context, "pp-1", someState(), NO_FLAGS), /stopped/);
    assert.equal(context.aws.named("terminateProvisionedProduct").length, 1);
  });
});
