import assert from "node:assert/strict";
import { deleteProduct } from "../../../provider/lifecycle/delete";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { NO_FLAGS, someState, testRun } from "../support";

const succeeded = {
  describeProvisionedProduct: { ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE" } },
  terminateProvisionedProduct: { RecordDetail: { RecordId: "rec-2" } },
  describeRecord: { RecordDetail: { RecordId: "rec-2", Status: "SUCCEEDED" } },
};

describe("deleting a resource", () => {
  it("terminates its product", async () => {
    const context = testRun(succeeded);
    await deleteProduct(context, "pp-1", someState(), NO_FLAGS, new SeenProducts());
    assert.equal(context.aws.named("terminateProvisionedProduct").length, 1);
  });

  it("does not terminate what create has returned in the same run, and says so", async () => {
    const context = testRun(succeeded);
    const seen = new SeenProducts();
    seen.noteCreated("pp-1", someState().inputs.__urn);
    await deleteProduct(context, "pp-1", someState(), NO_FLAGS, seen);
    assert.deepEqual(context.aws.calls, []);
    assert.deepEqual(context.row, [
      "warn: web (pp-1) is not terminated: this run has taken it up as the new product. A replacement under the same name needs the option deleteBeforeReplace: true.",
    ]);
  });

  it("does not terminate what another resource of the program has", async () => {
    const context = testRun(succeeded);
    const seen = new SeenProducts();
    seen.noteHolder("pp-1", "urn:other", "urn:other");
    await deleteProduct(context, "pp-1", someState(), NO_FLAGS, seen);
    assert.deepEqual(context.aws.calls, []);
    assert.match(context.row.join(), /is not terminated: urn:other has it\./);
  });
});
