import assert from "node:assert/strict";
import { setOwner } from "../../../provider/lifecycle/setOwner";
import type { Inputs } from "../../../provider/state/inputs";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { awsError, someState, testRun, type Answers } from "../support";

const ann = "arn:aws:iam::123456789012:role/ann";
const bob = "arn:aws:iam::123456789012:role/bob";
const changing = (state: string) => ({
  updateProvisionedProductProperties: { RecordId: "rec-2", Status: state },
});
const stateOf = (owner?: string, more: Partial<Inputs> = {}) =>
  someState({ inputs: { ...(owner !== undefined && { owner }), ...more } });

/** Sets the owner that the program names, where `before` is the one that state shows. */
async function play(answers: Answers, owner?: string, before?: string, more: Partial<Inputs> = {}) {
  const context = testRun(answers);
  const state = stateOf(owner, more);
  const result = await setOwner(context, "pp-1", state, before).catch((error: unknown) => error);
  return { context, state, result, sent: context.aws.named("updateProvisionedProductProperties") };
}

describe("the owner of a product", () => {
  for (const [what, owner, before] of [
    ["when the program names none", undefined, undefined],
    ["when the program names none any more", undefined, ann],
    ["when the program has set it already", ann, ann],
  ] as const)
    it(`is left alone ${what}`, async () => {
      const { result, state, context } = await play({}, owner, before);
      assert.equal(result, state);
      assert.equal(context.aws.calls.length, 0);
    });

  it("is changed by the product's properties, with a token of its own", async () => {
    const { sent, result, state, context } = await play(changing("SUCCEEDED"), ann, bob, {
      acceptLanguage: "jp",
    });
    const [{ IdempotencyToken, ...request } = {}] = sent;
    assert.deepEqual(request, {
      ProvisionedProductId: "pp-1",
      ProvisionedProductProperties: { OWNER: ann },
      AcceptLanguage: "jp",
    });
    assert.match(String(IdempotencyToken), /^sc-/);
    assert.deepEqual(result, { ...state, observed: { ...state.observed, lastRecordId: "rec-2" } });
    assert.equal(context.aws.named("describeRecord").length, 0, "it has ended already");
    assert.deepEqual(context.row, ["progress: asking Service Catalog to change the owner"]);
  });

  it("has another token for another owner and after another operation", async () => {
    const tokenOf = async (owner: string, lastRecordId: string | null) => {
      const context = testRun(changing("SUCCEEDED"));
      const state = someState({ inputs: { owner }, observed: { lastRecordId } });
      await setOwner(context, "pp-1", state);
      return context.aws.named("updateProvisionedProductProperties")[0]?.["IdempotencyToken"];
    };
    const all = [
      await tokenOf(ann, "rec-1"),
      await tokenOf(bob, "rec-1"),
      await tokenOf(ann, "rec-3"),
      await tokenOf(ann, null),
    ];
    assert.equal(new Set(all).size, 4);
    assert.equal(await tokenOf(ann, "rec-1"), all[0]);
  });

  it("is followed to the end of its record", async () => {
    let looks = 0;
    const { result, context } = await play(
      {
        ...changing("CREATED"),
        describeRecord: () => ({
          RecordDetail: { RecordId: "rec-2", Status: looks++ ? "SUCCEEDED" : "IN_PROGRESS" },
        }),
      },
      ann,
    );
    assert.ok(!(result instanceof Error));
    assert.deepEqual(context.aws.named("describeRecord"), [{ Id: "rec-2" }, { Id: "rec-2" }]);
    assert.match(context.row.join("\n"), /progress: changing the owner: in progress \(rec-2\)/);
  });

  it("is asked for again as long as the product is just being changed, and no longer", async () => {
    let refusals = 3;
    const lagging = await play(
      {
        updateProvisionedProductProperties: () =>
          refusals-- > 0 ? awsError("InvalidStateException") : { RecordId: "rec-2", Status: "SUCCEEDED" },
      },
      ann,
    );
    assert.equal(lagging.sent.length, 4);
    assert.ok(!(lagging.result instanceof Error));
    assert.deepEqual(lagging.context.clock.pauses, [250, 250, 250]);
    assert.equal(new Set(lagging.sent.map(({ IdempotencyToken }) => IdempotencyToken)).size, 1);

    const stuck = await play({ updateProvisionedProductProperties: awsError("InvalidStateException") }, ann);
    assert.ok(stuck.result instanceof PartialFailure);
    assert.equal(stuck.sent.length, 42, "ten seconds of lag");
  });

  it("is not asked for again once the run was stopped", async () => {
    const context = testRun({ updateProvisionedProductProperties: awsError("InvalidStateException") });
    context.clock.onWake = () => context.stopper.abort();
    await assert.rejects(setOwner(context, "pp-1", stateOf(ann)), (error: unknown) => {
      assert.ok(error instanceof PartialFailure);
      assert.equal(error.reason.code, "interrupted");
      return true;
    });
    assert.equal(context.aws.named("updateProvisionedProductProperties").length, 1);
  });
});

describe("an owner that AWS does not set", () => {
  const denied = { updateProvisionedProductProperties: awsError("AccessDeniedException", "not for you") };

  it("is not in state, so that the next up tries again; all else is", async () => {
    const { result, state } = await play(denied, ann);
    assert.ok(result instanceof PartialFailure);
    assert.equal(result.id, "pp-1");
    const inputs = { ...state.inputs };
    delete inputs.owner;
    assert.deepEqual(result.state, { ...state, inputs });
    assert.ok(!("owner" in result.state.inputs));
    assert.equal(state.inputs.owner, ann, "the inputs of the program stay as they are");
  });

  it("stays the one of before in state", async () => {
    const { result } = await play(denied, ann, bob);
    assert.ok(result instanceof PartialFailure);
    assert.equal(result.state.inputs.owner, bob);
  });

  it("is told with what is missing and what to do", async () => {
    const { result } = await play(denied, ann);
    assert.ok(result instanceof PartialFailure);
    assert.equal(result.reason.code, "update-failed");
    assert.equal(
      result.message,
      [
        "web (pp-1) keeps its owner: AccessDeniedException: not for you",
        "Everything else is as the program says, and the product is in state.",
        "The caller needs servicecatalog:UpdateProvisionedProductProperties, which AWS's policy for end users lacks.",
        "Fix that and run pulumi up again, or remove the argument owner.",
      ].join("\n"),
    );
  });

  it("is told with what the record says", async () => {
    const { result } = await play(
      {
        ...changing("CREATED"),
        describeRecord: {
          RecordDetail: {
            RecordId: "rec-2",
            Status: "FAILED",
            RecordErrors: [{ Description: "no" }, { Description: "never" }],
          },
        },
      },
      ann,
    );
    assert.ok(result instanceof PartialFailure);
    assert.match(result.message, /^web \(pp-1\) keeps its owner: no; never\n/);
    assert.doesNotMatch(result.message, /The caller needs/);
  });
});
