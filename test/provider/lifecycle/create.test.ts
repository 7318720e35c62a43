import assert from "node:assert/strict";
import { createProduct } from "../../../provider/lifecycle/create";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { SleepingClock, someInputs, testRun } from "../support";

const answers = (status: "SUCCEEDED" | "FAILED") => ({
  provisionProduct: { RecordDetail: { RecordId: "rec-1", ProvisionedProductId: "pp-1", Status: "CREATED" } },
  describeRecord: {
    RecordDetail: {
      RecordId: "rec-1",
      ProvisionedProductId: "pp-1",
      RecordType: "PROVISION_PRODUCT",
      Status: status,
    },
  },
  describeProvisionedProduct: {
    ProvisionedProductDetail: {
      Id: "pp-1",
      Status: "AVAILABLE",
      LastRecordId: "rec-1",
      CreatedTime: new Date(new SleepingClock().begun),
    },
  },
  searchProvisionedProducts: { ProvisionedProducts: [] },
});

const flags = () => ({ retainPhysicalResources: false, ignoreErrors: false, sources: [] });

describe("creating a resource", () => {
  it("notes what it has provisioned, which no delete of this run may terminate", async () => {
    const seen = new SeenProducts();
    const { id } = await createProduct(testRun(answers("SUCCEEDED")), someInputs(), seen, flags);
    assert.equal(id, "pp-1");
    assert.ok(seen.isNew("pp-1"));
  });

  it("notes a product that exists although it failed", async () => {
    const seen = new SeenProducts();
    await assert.rejects(
      createProduct(testRun(answers("FAILED")), someInputs(), seen, flags),
      PartialFailure,
    );
    assert.ok(seen.isNew("pp-1"));
  });

  it("that has failed keeps its product from a delete of another resource, which has the same id", async () => {
    const seen = new SeenProducts();
    await assert.rejects(createProduct(testRun(answers("FAILED")), someInputs(), seen, flags));
    assert.equal(seen.otherHolder("pp-1", "urn:other"), someInputs().__urn);
    assert.equal(seen.otherHolder("pp-1", someInputs().__urn), undefined);
    assert.notEqual(seen.reasonToKeep("pp-1", "urn:other"), undefined);
  });

  it("refuses to import what another resource of the stack has, before it asks AWS", async () => {
    const seen = new SeenProducts();
    seen.noteHolder("pp-9", "urn:other", "urn:other");
    const context = testRun({});
    await assert.rejects(
      createProduct(context, someInputs({ __import: "pp-9" }), seen, flags),
      /pp-9 is in this stack's state already, as urn:other\.\nNothing was created\./,
    );
    assert.deepEqual(context.aws.calls, []);
  });

  it("that an onError hook asks for again updates what has failed, where AWS admits that", async () => {
    const seen = new SeenProducts();
    const failed = answers("FAILED");
    const account = {
      ...failed,
      describeProvisionedProduct: {
        ProvisionedProductDetail: {
          ...failed.describeProvisionedProduct.ProvisionedProductDetail,
          Type: "CONTROL_TOWER_ACCOUNT",
          Status: "ERROR",
        },
      },
    };
    await assert.rejects(createProduct(testRun(account), someInputs(), seen, flags), PartialFailure);
    let last = "rec-1";
    const again = testRun({
      describeProvisioningParameters: {},
      describeProvisionedProduct: () => ({
        ProvisionedProductDetail: {
          Id: "pp-1",
          Type: "CONTROL_TOWER_ACCOUNT",
          Status: last === "rec-1" ? "ERROR" : "AVAILABLE",
          LastRecordId: last,
          LastProvisioningRecordId: last,
        },
      }),
      updateProvisionedProduct: () => ({ RecordDetail: { RecordId: (last = "rec-2") } }),
      describeRecord: ({ Id }) => ({
        RecordDetail: { RecordId: Id, RecordType: "UPDATE_PROVISIONED_PRODUCT", Status: "SUCCEEDED" },
      }),
      updateProvisionedProductProperties: { RecordId: "rec-3", Status: "SUCCEEDED" },
    });
    const owner = "arn:aws:iam::123456789012:role/ops";
    const { id, state } = await createProduct(again, someInputs({ owner }), seen, flags);
    assert.equal(id, "pp-1");
    assert.equal(state.observed.status, "AVAILABLE");
    assert.equal(state.observed.lastRecordId, "rec-3");
    assert.equal(again.aws.named("updateProvisionedProduct").length, 1);
    assert.equal(again.aws.named("updateProvisionedProductProperties").length, 1);
    assert.equal(again.aws.named("provisionProduct").length, 0);
  });
});
