import assert from "node:assert/strict";
import { createProduct } from "../../../provider/lifecycle/create";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { NO_FLAGS, awsError, IDENTITY, someInputs, testRun, type Answers } from "../support";

/** A product without parameters that a killed run has left, when the program had other tags. */
function left(answers: Answers = {}) {
  let last = "rec-1";
  const context = testRun({
    provisionProduct: awsError("InvalidParametersException", "A stack named web already exists."),
    describeProvisionedProduct: () => ({
      ProvisionedProductDetail: {
        Id: "pp-1",
        Name: "web",
        Status: "AVAILABLE",
        Type: "CFN_STACK",
        LastRecordId: last,
        LastProvisioningRecordId: last,
        IdempotencyToken: `sc-${IDENTITY}-0000000000000000`,
        CreatedTime: new Date(1_700_000_000_000),
      },
    }),
    describeRecord: ({ Id }) => ({
      RecordDetail: {
        RecordId: Id,
        RecordType: Id === "rec-1" ? "PROVISION_PRODUCT" : "UPDATE_PROVISIONED_PRODUCT",
        Status: "SUCCEEDED",
        ProductId: "prod-1",
        ProvisioningArtifactId: "pa-1",
      },
    }),
    searchProvisionedProducts: {
      ProvisionedProducts: [{ UserArn: "arn:aws:iam::123456789012:user/somebody" }],
    },
    describeProvisioningParameters: {},
    updateProvisionedProduct: () => ({ RecordDetail: { RecordId: (last = "rec-2") } }),
    ...answers,
  });
  context.clock.advance(3_600_000);
  return context;
}

const withTags = (tags: Record<string, string>) => {
  const inputs = someInputs({ tags });
  delete inputs.provisioningParameters;
  return inputs;
};

describe("a product without parameters that a killed run has left, whose tags have changed since", () => {
  it("gets the tags of the program, also none of them", async () => {
    for (const tags of [{ team: "blue" }, {}]) {
      const context = left();
      const { state } = await createProduct(context, withTags(tags), new SeenProducts(), () => NO_FLAGS);
      const [sent] = context.aws.named("updateProvisionedProduct");
      assert.deepEqual(
        sent?.["Tags"],
        Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      );
      assert.deepEqual(state.inputs.tags, tags);
    }
  });

  it("has none of them in state while they are not sent, so that the next up sends them", async () => {
    const context = left({ updateProvisionedProduct: awsError("AccessDeniedException", "no") });
    const work = createProduct(context, withTags({ team: "blue" }), new SeenProducts(), () => NO_FLAGS);
    const error = await work.catch((thrown: unknown) => thrown);
    assert.ok(error instanceof PartialFailure);
    assert.ok(!("tags" in error.state.inputs));
    assert.equal(error.state.unverified, "rec-1");
  });
});
