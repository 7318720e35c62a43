import assert from "node:assert/strict";
import { update } from "../../../provider/lifecycle/update";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { awsError, someInputs, someState, testRun, type TestRun } from "../support";
import { FAULTS } from "./faults";

/** Each update asks for something else: a process knows the tokens of those that it has seen fail. */
const wanted = (what: string) => someInputs({ provisioningParameters: { Purpose: what } });

/** An AWS with one product, whose update ends as `outcome` says; from its so-manieth call on nothing works any more. */
function play(
  outcome: "SUCCEEDED" | "FAILED",
  from = Infinity,
  fault?: (context: TestRun) => unknown,
): TestRun {
  let calls = 0;
  let last = "rec-1";
  const answering =
    (answer: (input: Record<string, unknown>) => object) => (input: Record<string, unknown>) =>
      ++calls > from && fault ? fault(context) : answer(input);
  const context: TestRun = testRun({
    describeProvisioningParameters: answering(() => ({})),
    updateProvisionedProduct: answering(() => {
      last = "rec-2";
      return { RecordDetail: { RecordId: last, CreatedTime: new Date(context.clock.now()) } };
    }),
    describeRecord: answering(({ Id }) => ({
      RecordDetail: {
        RecordId: Id,
        RecordType: Id === "rec-1" ? "PROVISION_PRODUCT" : "UPDATE_PROVISIONED_PRODUCT",
        Status: Id === "rec-1" ? "SUCCEEDED" : outcome,
      },
    })),
    describeProvisionedProduct: answering(() => ({
      ProvisionedProductDetail: {
        Id: "pp-1",
        Name: "web",
        Arn: "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-1",
        Type: "CFN_STACK",
        Status: outcome === "SUCCEEDED" ? "AVAILABLE" : "TAINTED",
        LastRecordId: last,
        LastProvisioningRecordId: last,
        LastSuccessfulProvisioningRecordId: outcome === "SUCCEEDED" ? last : "rec-1",
      },
    })),
    describeStackEvents: answering(() => ({ StackEvents: [] })),
    describeStacks: answering(() => awsError("AccessDeniedException")),
  });
  return context;
}

describe("whatever happens after AWS has begun to update", () => {
  for (const outcome of ["SUCCEEDED", "FAILED"] as const)
    it(`state knows of it, and of no success that was not seen: ${outcome}, every later call in every way`, async () => {
      const plain = play(outcome);
      await update(plain, "pp-1", someState(), wanted(outcome)).catch(() => undefined);
      const calls = plain.aws.calls.map(({ operation }) => operation);
      const begun = calls.indexOf("updateProvisionedProduct");
      assert.ok(calls.length > begun + 2, calls.join());
      for (let from = begun + 1; from < calls.length; from++)
        for (const [way, fault] of FAULTS) {
          const what = `${outcome}, ${calls[from]} (call ${from}) ${way}`;
          const context = play(outcome, from, fault);
          const ended = await update(context, "pp-1", someState(), wanted(what)).catch(
            (error: unknown) => error,
          );
          if (ended instanceof PartialFailure) {
            const { pending, observed, inputs } = ended.state;
            assert.ok(pending?.recordId === "rec-2" || observed.lastRecordId === "rec-2", what);
            assert.deepEqual(inputs.provisioningParameters, { Purpose: "logs" }, what);
          } else {
            assert.ok(!(ended instanceof Error), `${what}: ${String(ended)}`);
            assert.equal(outcome, "SUCCEEDED", what);
          }
        }
    });
});
