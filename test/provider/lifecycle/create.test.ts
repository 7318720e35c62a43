import assert from "node:assert/strict";
import { createProduct } from "../../../provider/lifecycle/create";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { NO_FLAGS, awsError, SleepingClock, someInputs, testRun } from "../support";

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

describe("creating a resource", () => {
  it("notes what it has provisioned, which no delete of this run may terminate", async () => {
    const seen = new SeenProducts();
    const { id } = await createProduct(testRun(answers("SUCCEEDED")), someInputs(), seen, () => NO_FLAGS);
    assert.equal(id, "pp-1");
    assert.ok(seen.isNew("pp-1"));
  });

  it("notes a product that exists although it failed", async () => {
    const seen = new SeenProducts();
    await assert.rejects(
      createProduct(testRun(answers("FAILED")), someInputs(), seen, () => NO_FLAGS),
      PartialFailure,
    );
    assert.ok(seen.isNew("pp-1"));
  });

  it("that has failed keeps its product from a delete of another resource, which has the same id", async () => {
    const seen = new SeenProducts();
    await assert.rejects(createProduct(testRun(answers("FAILED")), someInputs(), seen, () => NO_FLAGS));
    assert.equal(seen.otherHolder("pp-1", "urn:other"), someInputs().__urn);
    assert.equal(seen.otherHolder("pp-1", someInputs().__urn), undefined);
    assert.notEqual(seen.reasonToKeep("pp-1", "urn:other"), undefined);
  });

  it("refuses to import what another resource of the stack has, before it asks AWS", async () => {
    const seen = new SeenProducts();
    seen.noteHolder("pp-9", "urn:other", "urn:other");
    const context = testRun({});
    await assert.rejects(
      createProduct(context, someInputs({ __import: "pp-9" }), seen, () => NO_FLAGS),
      /pp-9 is in this stack's state already, as urn:other\.\nNothing was created\./,
    );
    assert.deepEqual(context.aws.calls, []);
  });

  it("that AWS refuses has left nothing to be brought to its end", async () => {
    const seen = new SeenProducts();
    const refused = testRun({ provisionProduct: awsError("ValidationException", "no") });
    await assert.rejects(
      createProduct(refused, someInputs(), seen, () => NO_FLAGS),
      /refused to provision/,
    );
    const again = testRun(answers("SUCCEEDED"));
    await createProduct(again, someInputs(), seen, () => NO_FLAGS);
    assert.equal(again.aws.calls[0]?.operation, "provisionProduct");
  });

  it("imports the product that its option names, but not the one that goes in a replacement", async () => {
    const named = someInputs({ __import: "pp-9" });
    const run = () =>
      testRun({
        ...answers("SUCCEEDED"),
        describeProvisionedProduct: ({ Id }) => ({
          ProvisionedProductDetail: {
            Id,
            Name: "web",
            Status: "AVAILABLE",
            LastRecordId: "rec-1",
            ProductId: "prod-1",
          },
        }),
        describeProduct: { ProductViewSummary: { ProductId: "prod-1" } },
      });
    const imported = run();
    assert.equal((await createProduct(imported, named, new SeenProducts(), () => NO_FLAGS)).id, "pp-9");
    assert.deepEqual(imported.aws.named("provisionProduct"), []);
    const seen = new SeenProducts();
    seen.noteProduct("pp-9");
    assert.equal((await createProduct(run(), named, seen, () => NO_FLAGS)).id, "pp-1");
  });

  it("that an onError hook asks for again is a new one where what has failed is gone", async () => {
    const seen = new SeenProducts();
    await assert.rejects(createProduct(testRun(answers("FAILED")), someInputs(), seen, () => NO_FLAGS));
    const again = testRun({
      ...answers("SUCCEEDED"),
      provisionProduct: { RecordDetail: { RecordId: "rec-1", ProvisionedProductId: "pp-2" } },
      describeProvisionedProduct: ({ Id }) =>
        Id === "pp-2"
          ? { ProvisionedProductDetail: { Id, Status: "AVAILABLE", LastRecordId: "rec-1" } }
          : awsError("ResourceNotFoundException"),
    });
    assert.equal((await createProduct(again, someInputs(), seen, () => NO_FLAGS)).id, "pp-2");
    assert.deepEqual(again.aws.calls[0], {
      operation: "describeProvisionedProduct",
      input: { Id: "pp-1" },
    });
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
    await assert.rejects(
      createProduct(testRun(account), someInputs(), seen, () => NO_FLAGS),
      PartialFailure,
    );
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
    const { id, state } = await createProduct(again, someInputs({ owner }), seen, () => NO_FLAGS);
    assert.equal(id, "pp-1");
    assert.equal(state.observed.status, "AVAILABLE");
    assert.equal(state.observed.lastRecordId, "rec-3");
    assert.equal(again.aws.named("updateProvisionedProduct").length, 1);
    assert.equal(again.aws.named("updateProvisionedProductProperties").length, 1);
    assert.equal(again.aws.named("provisionProduct").length, 0);
  });
});
