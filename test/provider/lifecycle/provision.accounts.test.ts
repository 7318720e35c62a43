import assert from "node:assert/strict";
import { describeProduct } from "../../../provider/aws/catalog";
import { provision } from "../../../provider/lifecycle/provision";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { awsError, someInputs, testRun, type Answers } from "../support";

const COLLISION = [{ Description: "Another execution is in progress" }];
const ACCOUNT = "CONTROL_TOWER_ACCOUNT";

/** An Account Factory in which the first records collide; each product and each operation has the next number. */
async function play(collisions: number, answers: Answers = {}, timeout = 3_600_000) {
  const types = ["NONE"];
  let product = 0;
  const begin = (type: string) => {
    types.push(type);
    return { RecordId: `rec-${types.length - 1}`, ProvisionedProductId: `pp-${product}` };
  };
  let collided = 0;
  const left = new Set<unknown>();
  const hasCollided = (id: unknown, type: unknown) => {
    if (type === "PROVISION_PRODUCT" && !left.has(id) && collided < collisions) {
      collided++;
      left.add(id);
    }
    return left.has(id);
  };
  const context = testRun(
    {
      provisionProduct: () => {
        product++;
        return { RecordDetail: begin("PROVISION_PRODUCT") };
      },
      updateProvisionedProduct: () => ({ RecordDetail: begin("UPDATE_PROVISIONED_PRODUCT") }),
      terminateProvisionedProduct: () => ({ RecordDetail: begin("TERMINATE_PROVISIONED_PRODUCT") }),
      describeRecord: ({ Id }) => {
        const RecordType = types[Number(String(Id).slice(4))];
        const failed = hasCollided(Id, RecordType);
        return {
          RecordDetail: {
            RecordId: Id,
            RecordType,
            Status: failed ? "FAILED" : "SUCCEEDED",
            ...(failed && { RecordErrors: COLLISION }),
          },
        };
      },
      describeProvisionedProduct: ({ Id }) => ({
        ProvisionedProductDetail: {
          Id,
          Name: "web",
          Type: ACCOUNT,
          Status: left.has(`rec-${types.length - 1}`) ? "ERROR" : "AVAILABLE",
          LastRecordId: `rec-${types.length - 1}`,
          LastProvisioningRecordId: `rec-${types.length - 1}`,
        },
      }),
      describeProvisioningParameters: {},
      ...answers,
    },
    { timeout },
  );
  const result = await provision(context, someInputs(), new SeenProducts()).catch(
    (error: unknown) => error as Error,
  );
  const changes = context.aws.calls
    .map(({ operation }) => operation)
    .filter((operation) => !operation.startsWith("describe"));
  return {
    context,
    changes,
    error: result instanceof Error ? result : undefined,
    made: result instanceof Error ? undefined : result,
  };
}

describe("a create that collides in Account Factory", () => {
  const refused = awsError("ValidationException", "no update of that");

  it("is brought to its end by an update of the product that it has left", async () => {
    const { made, changes, context } = await play(1);
    assert.deepEqual(changes, ["provisionProduct", "updateProvisionedProduct"]);
    assert.equal(made?.id, "pp-1");
    assert.deepEqual(made.state.inputs, someInputs());
    assert.equal(made.state.observed.lastRecordId, "rec-2");
    assert.match(context.row.join("\n"), /Account Factory is busy with another operation, collision 1;/);
  });

  it("is begun anew where AWS admits no update, as often as it collides, nothing retained or ignored", async () => {
    const { made, changes, context } = await play(2, { updateProvisionedProduct: refused });
    const attempt = ["provisionProduct", "updateProvisionedProduct", "terminateProvisionedProduct"];
    assert.deepEqual(changes, [...attempt, ...attempt, "provisionProduct"]);
    assert.equal(made?.id, "pp-3");
    assert.match(context.row.join("\n"), /collision 1;(.*\n)+.*collision 2;/);
    const flags = context.aws
      .named("terminateProvisionedProduct")
      .map(({ IgnoreErrors, RetainPhysicalResources }) => [IgnoreErrors, RetainPhysicalResources]);
    assert.deepEqual(flags, [
      [false, false],
      [false, false],
    ]);
  });

  it("keeps the product, in state, where the update fails for another reason", async () => {
    const { error, changes } = await play(1, {
      updateProvisionedProduct: awsError("ValidationException", "it's still under change"),
      describeProvisionedProduct: {
        ProvisionedProductDetail: {
          Type: ACCOUNT,
          Status: "TAINTED",
          LastRecordId: "rec-1",
          LastProvisioningRecordId: "rec-1",
        },
      },
    });
    assert.ok(error instanceof PartialFailure);
    assert.equal(error.id, "pp-1");
    assert.equal(error.reason.code, "not-updatable");
    assert.ok(!changes.includes("terminateProvisionedProduct"));
  });

  it("keeps the product, in state, where the time is over", async () => {
    const { error, changes } = await play(1, {}, 500);
    assert.ok(error instanceof PartialFailure);
    assert.equal(error.reason.code, "create-failed");
    assert.deepEqual(changes, ["provisionProduct"]);
  });
});

describe("creates of accounts", () => {
  it("wait for their turn, where the catalog has shown that the product makes accounts", async () => {
    const connection = { profile: "accounts in turn" };
    const make = () => {
      const context = testRun(
        {
          describeProduct: {
            ProductViewSummary: { ProductId: "prod-1", Name: "AWS Control Tower Account Factory" },
          },
          provisionProduct: { RecordDetail: { RecordId: "rec-1", ProvisionedProductId: "pp-1" } },
          describeRecord: {
            RecordDetail: { RecordId: "rec-1", RecordType: "PROVISION_PRODUCT", Status: "SUCCEEDED" },
          },
          describeProvisionedProduct: {
            ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE", LastRecordId: "rec-1" },
          },
        },
        { connection },
      );
      return { ...context, settings: { ...context.settings, accountOperations: 1 } };
    };
    const [first, second] = [make(), make()];
    await describeProduct(first, someInputs());
    await Promise.all([first, second].map((run) => provision(run, someInputs(), new SeenProducts())));
    assert.match(first.row[0] ?? "", /^progress: asking Service Catalog to provision/);
    assert.match(
      second.row[0] ?? "",
      /waiting for its turn, place 1 in the queue: Account Factory admits 1 /,
    );
  });
});
