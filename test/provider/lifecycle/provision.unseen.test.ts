import assert from "node:assert/strict";
import { createProduct } from "../../../provider/lifecycle/create";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { lifeToken, token } from "../../../provider/state/identity";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { NO_FLAGS, awsError, IDENTITY, someInputs, testRun, type TestRun } from "../support";
import { FAULTS } from "./faults";

const HOUR = 3_600_000;

/** How AWS tells that there is a product: the record of the run that was killed, or that the name is taken. */
type Told = "by its record" | "by its name";

/** An AWS with a product that a killed run has left; from its so-manieth call on nothing works any more. */
function play(told: Told, type: string, from = Infinity, fault?: (context: TestRun) => unknown): TestRun {
  let calls = 0;
  const answering =
    (answer: (input: Record<string, unknown>) => unknown) => (input: Record<string, unknown>) =>
      ++calls > from && fault ? fault(context) : answer(input);
  const left = token(IDENTITY, "0".repeat(16));
  const record = (RecordId: unknown) => ({
    RecordId,
    ProvisionedProductId: "pp-1",
    RecordType: type,
    Status: "SUCCEEDED",
    ProductId: "prod-1",
    ProvisioningArtifactId: "pa-1",
    CreatedTime: new Date(context.clock.begun - HOUR),
  });
  const context: TestRun = testRun(
    {
      provisionProduct: answering(() =>
        told === "by its name"
          ? awsError("InvalidParametersException", "A stack named web already exists.")
          : { RecordDetail: record("rec-1") },
      ),
      describeRecord: answering(({ Id }) => ({ RecordDetail: record(Id) })),
      describeProvisionedProduct: answering(() => ({
        ProvisionedProductDetail: {
          Id: "pp-1",
          Name: "web",
          Status: "AVAILABLE",
          Type: "CFN_STACK",
          LastRecordId: "rec-1",
          LastProvisioningRecordId: "rec-1",
          IdempotencyToken: told === "by its name" ? left : lifeToken(IDENTITY, "0".repeat(16), "earlier"),
          CreatedTime: new Date(context.clock.begun - HOUR),
        },
      })),
      searchProvisionedProducts: answering(() => ({
        ProvisionedProducts: [{ UserArn: "arn:aws:iam::123456789012:user/somebody" }],
      })),
      describeProvisioningParameters: answering(() => ({})),
      describeStacks: answering(() => awsError("AccessDeniedException")),
      updateProvisionedProduct: answering(() => ({ RecordDetail: record("rec-2") })),
    },
    { timeout: 120_000 },
  );
  return context;
}

/** Says the error how the product is found again, or whose it is and how it is imported? */
const LEADS_ON =
  /(Run pulumi up again: it finds the product|taken by pp-1, [^]*add the option {2}import: "pp-1"|is taken by a product that the caller may not see)/;

describe("whatever happens after AWS has told of a product that a killed run may have made", () => {
  for (const told of ["by its record", "by its name"] as const)
    for (const type of ["PROVISION_PRODUCT", "UPDATE_PROVISIONED_PRODUCT"])
      it(`it is in state, or the error leads to it: told ${told}, last record ${type}`, async () => {
        const create = (context: TestRun) =>
          createProduct(context, someInputs(), new SeenProducts(), () => NO_FLAGS).catch(
            (error: unknown) => error,
          );
        const plain = play(told, type);
        await create(plain);
        const calls = plain.aws.calls.map(({ operation }) => operation);
        assert.ok(calls.length > 5, calls.join());
        let out = 1; // of state; once it is in it stays there
        for (let from = 1; from < calls.length && out > 0; from++) {
          out = 0;
          for (const [way, fault] of FAULTS) {
            const outcome = await create(play(told, type, from, fault));
            const what = `${calls[from]} (call ${from}) ${way}: ${String(outcome)}`;
            if (outcome instanceof PartialFailure) assert.equal(outcome.id, "pp-1", what);
            else {
              out++;
              assert.match((outcome as Error).message, LEADS_ON, what);
            }
          }
        }
      });

  it("who stops the run is told so, and who has no valid credentials any more to renew them", async () => {
    const failing = async (way: string) => {
      const fault = FAULTS.find(([name]) => name === way)?.[1];
      const context = play("by its name", "PROVISION_PRODUCT", 1, fault);
      const work = createProduct(context, someInputs(), new SeenProducts(), () => NO_FLAGS);
      return (await work.catch((error: unknown) => error)) as Error & { code?: string };
    };
    const stopped = await failing("Ctrl-C");
    assert.equal(stopped.code, "interrupted");
    assert.doesNotMatch(stopped.message, /Nothing was created/);
    const expired = await failing("expired");
    assert.equal(expired.code, "call-failed");
    assert.match(expired.message, /^web was not provisioned: its name is taken, and whose that is could not/);
    assert.match(
      expired.message,
      /\npulumi destroy does not see it|and pulumi destroy does not see it\.\nRenew/,
    );
  });
});
