import assert from "node:assert/strict";
import { problem } from "../../../provider/base/errors";
import { keepPending, keepPendingCreate, keepPendingUpdate } from "../../../provider/product/keepPending";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { awsError, someInputs, someState, testRun } from "../support";

const PENDING = { recordId: "rec-2", fingerprint: "asked" };

async function failureOf(work: Promise<unknown>): Promise<PartialFailure> {
  const error: unknown = await work.then(
    () => assert.fail("it did not fail"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof PartialFailure, String(error));
  return error;
}

const fails = (error: Error) => () => Promise.reject(error);

describe("whatever ends the waiting for a create", () => {
  for (const [what, error] of [
    ["a refusal", awsError("AccessDeniedException")],
    ["an answer nobody can read", new TypeError("x is undefined")],
    ["a timeout", problem("timeout", "late")],
  ] as const)
    it(`the product is in state after ${what}, with the record that goes on`, async () => {
      const arn = "arn:aws:servicecatalog:us-east-1:123456789012:stack/web/pp-1";
      const context = testRun({ describeProvisionedProduct: { ProvisionedProductDetail: { Arn: arn } } });
      const known = { inputs: someInputs(), unverified: "rec-2" };
      const { id, state, message } = await failureOf(
        keepPendingCreate(context, "pp-1", known, PENDING, fails(error)),
      );
      assert.equal(id, "pp-1");
      assert.deepEqual(context.aws.named("describeProvisionedProduct"), [{ Id: "pp-1" }]);
      assert.deepEqual(state.pending, PENDING);
      assert.equal(state.unverified, "rec-2");
      const { region, name, status, lastRecordId, lastProvisioningRecordId } = state.observed;
      assert.deepEqual(
        [region, name, status, lastRecordId, lastProvisioningRecordId],
        ["us-east-1", "web", "UNDER_CHANGE", "rec-2", "rec-2"],
      );
      assert.match(message, /^web \(pp-1\) is still being provisioned: .*\n.*record rec-2 goes on in AWS/);
    });

  it("its region is that of the calls when the product may not be seen", async () => {
    const context = testRun({ describeProvisionedProduct: awsError("AccessDeniedException") });
    const { state } = await failureOf(
      keepPendingCreate(context, "pp-1", { inputs: someInputs() }, PENDING, fails(new Error("no"))),
    );
    assert.equal(state.observed.region, "eu-west-1");
    assert.equal(state.observed.arn, null);
  });

  it("its region is not known when nobody knows that of the calls either", async () => {
    const context = testRun({ describeProvisionedProduct: awsError("AccessDeniedException") });
    context.aws.region = () => Promise.reject(new Error("no region"));
    const { state } = await failureOf(
      keepPendingCreate(context, "pp-1", { inputs: someInputs() }, PENDING, fails(new Error("no"))),
    );
    assert.equal(state.observed.region, null);
  });
});

describe("whatever ends the waiting for an update", () => {
  it("state keeps what ran before, with the record that goes on", async () => {
    const before = someState({ observed: { outputs: { Size: "small" } } });
    const { state, message } = await failureOf(
      keepPendingUpdate("pp-1", before, PENDING, fails(problem("timeout", "late"))),
    );
    assert.deepEqual(state.inputs, before.inputs);
    assert.deepEqual(state.observed, { ...before.observed, status: "UNDER_CHANGE", lastRecordId: "rec-2" });
    assert.deepEqual(state.pending, PENDING);
    assert.match(message, /is still being changed: .*\nState keeps what ran before/);
  });

  it("that the product is gone goes through as it is", async () => {
    const foreign = Object.assign(new Error("not there"), { code: "not-found" });
    await failureOf(keepPendingUpdate("pp-1", someState(), PENDING, fails(foreign)));
    const gone = problem("not-found", "gone");
    await assert.rejects(
      keepPendingUpdate("pp-1", someState(), PENDING, fails(gone)),
      (error) => error === gone,
    );
  });

  it("a partial failure goes through as it is", async () => {
    const said = new PartialFailure("pp-1", someState(), problem("update-failed", "said"));
    assert.equal(await failureOf(keepPendingUpdate("pp-1", someState(), PENDING, fails(said))), said);
  });
});

describe("whatever ends the work on a product that is in no state yet", () => {
  it("it is in state as given, with the code of the error", async () => {
    const state = someState();
    const failure = await failureOf(keepPending("pp-1", state, fails(problem("timeout", "late"))));
    assert.equal(failure.state, state);
    assert.equal(failure.reason.code, "timeout");
    assert.match(failure.message, /late\nThe product is in state/);
  });
});
