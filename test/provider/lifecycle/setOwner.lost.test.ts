import assert from "node:assert/strict";
import { changeProduct } from "../../../provider/lifecycle/change";
import { setOwner } from "../../../provider/lifecycle/setOwner";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { fromProperties, toProperties } from "../../../provider/state/properties";
import { awsError, someInputs, someState, testRun, type Answers, type TestRun } from "../support";

const ann = "arn:aws:iam::123456789012:role/ann";
const bob = "arn:aws:iam::123456789012:role/bob";
const denied = () => awsError("AccessDeniedException", "no");
const lost = () => awsError("Error", "socket hang up", { code: "ECONNRESET" });
const accepted = { RecordId: "rec-2", Status: "IN_PROGRESS" };

/** The product was given to Bob; now the program says Ann. */
async function failure(answers: Answers, arrange: (context: TestRun) => void = () => undefined) {
  const context = testRun(answers);
  arrange(context);
  const state = someState({ inputs: { owner: ann } });
  const error = await setOwner(context, "pp-1", state, bob).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof PartialFailure, String(error));
  return error;
}

/** What the next run, whose program is `owner`'s, asks AWS for. */
async function next(error: PartialFailure, owner: string | undefined): Promise<unknown[]> {
  const context = testRun({ updateProvisionedProductProperties: { RecordId: "rec-3", Status: "SUCCEEDED" } });
  const state = fromProperties(structuredClone(toProperties(error.state)));
  await changeProduct(context, "pp-1", state, someInputs(owner === undefined ? {} : { owner }));
  return context.aws
    .named("updateProvisionedProductProperties")
    .map(({ ProvisionedProductProperties: properties }) => (properties as { OWNER: string }).OWNER);
}

describe("a change of owner of which it is not known what has become", () => {
  const losing = (then: Error): Answers => {
    let sent = 0;
    return { updateProvisionedProductProperties: () => (sent++ === 0 ? lost() : then) };
  };
  const ways: [string, Answers, ((context: TestRun) => void)?][] = [
    ["its answer was lost, and its repeat refused", losing(denied())],
    ["its answer was lost, and the product was busy with it", losing(awsError("InvalidStateException"))],
    ["its record may not be seen", { updateProvisionedProductProperties: accepted, describeRecord: denied }],
    [
      "the run was stopped while it was followed",
      {
        updateProvisionedProductProperties: accepted,
        describeRecord: { RecordDetail: { RecordId: "rec-2", Status: "IN_PROGRESS" } },
      },
      (context) => (context.clock.onWake = () => context.stopper.abort()),
    ],
  ];

  for (const [what, answers, arrange] of ways)
    it(`is told as that, and asked for whoever the program names then: ${what}`, async () => {
      const error = await failure(answers, arrange);
      assert.match(error.message, /^Whether web \(pp-1\) has its new owner is not known: /);
      assert.match(
        error.message,
        /\nEverything else is as the program says, and the product is in state\.\n/,
      );
      assert.doesNotMatch(error.message, /keeps its owner|The caller needs/);
      assert.deepEqual(await next(error, ann), [ann]);
      assert.deepEqual(await next(error, bob), [bob], "also when the change is taken back");
      assert.deepEqual(await next(error, undefined), []);
    });

  it("is none that AWS has refused: it keeps its owner, and taking the change back sends nothing", async () => {
    const error = await failure({ updateProvisionedProductProperties: denied });
    assert.match(error.message, /^web \(pp-1\) keeps its owner: /);
    assert.deepEqual(await next(error, bob), []);
    assert.deepEqual(await next(error, ann), [ann]);
  });
});
