import assert from "node:assert/strict";
import { update } from "../../../provider/lifecycle/update";
import { PartialFailure } from "../../../provider/state/partialFailure";
import type { State } from "../../../provider/state/state";
import { fromProperties, toProperties } from "../../../provider/state/properties";
import { secretOutputsOf } from "../../../provider/state/secretOutputs";
import {
  awsError,
  someInputs,
  someObserved,
  someState,
  testRun,
  type Answers,
  type TestRun,
} from "../support";

const wanted = someInputs({ provisioningParameters: { Purpose: "other" } });
const denied = () => awsError("AccessDeniedException", "no");
const lost = () => awsError("Error", "socket hang up", { code: "ECONNRESET" });

/** An AWS with one product, on which each new token begins an update. */
function play({
  outcome = "SUCCEEDED",
  last = "rec-1",
  answers = {},
}: { outcome?: string; last?: string; answers?: Answers } = {}): TestRun {
  const records = new Map<string, string>();
  let latest = last;
  const context: TestRun = testRun({
    describeProvisioningParameters: {},
    updateProvisionedProduct: ({ UpdateToken }) => {
      const token = String(UpdateToken);
      if (!records.has(token)) records.set(token, (latest = `rec-${records.size + 2}`));
      return { RecordDetail: { RecordId: records.get(token), CreatedTime: new Date(context.clock.now()) } };
    },
    describeRecord: ({ Id }) => ({
      RecordDetail: {
        RecordId: Id,
        RecordType: Id === "rec-1" ? "PROVISION_PRODUCT" : "UPDATE_PROVISIONED_PRODUCT",
        Status: Id === "rec-1" ? "SUCCEEDED" : outcome,
      },
    }),
    describeProvisionedProduct: () => ({
      ProvisionedProductDetail: {
        Id: "pp-1",
        Name: "web",
        Arn: "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-1",
        Type: "CFN_STACK",
        Status: outcome === "SUCCEEDED" ? "AVAILABLE" : "TAINTED",
        LastRecordId: latest,
        LastProvisioningRecordId: latest,
        LastSuccessfulProvisioningRecordId: outcome === "SUCCEEDED" ? latest : "rec-1",
      },
    }),
    describeStackEvents: { StackEvents: [] },
    describeStacks: denied,
    ...answers,
  });
  return context;
}

/** The next run reads what this one has stored. */
const stored = (state: State): State => fromProperties(structuredClone(toProperties(state)));

async function failure(context: TestRun, state = someState(), inputs = wanted): Promise<Error> {
  try {
    await update(context, "pp-1", state, inputs);
  } catch (error) {
    return error as Error;
  }
  throw new Error("should have failed");
}

describe("when the answer to UpdateProvisionedProduct is lost and its repeat is refused", () => {
  const losing = (then: (context: TestRun) => Error): TestRun => {
    let sent = 0;
    const context: TestRun = play({
      answers: { updateProvisionedProduct: () => (sent++ === 0 ? lost() : then(context)) },
    });
    return context;
  };

  for (const [what, then] of [
    ["by AWS", denied],
    [
      "by Ctrl-C",
      (context: TestRun) => {
        context.stopper.abort();
        return denied();
      },
    ],
  ] as const)
    it(`${what}, state keeps what ran before and remembers that it is not known`, async () => {
      const error = await failure(losing(then));
      assert.ok(error instanceof PartialFailure);
      assert.match(
        error.message,
        /^Whether web \(pp-1\) is being updated is not known: AWS's answer was lost/,
      );
      const state = stored(error.state);
      assert.deepEqual(state.inputs.provisioningParameters, { Purpose: "logs" });
      assert.equal(state.pending?.recordId, null);
    });

  it("the next run with the same program asks with the same token", async () => {
    const first = losing(denied);
    const error = await failure(first);
    assert.ok(error instanceof PartialFailure);
    const next = play();
    await update(next, "pp-1", stored(error.state), wanted);
    const tokens = [first, next].map(
      (context) => context.aws.named("updateProvisionedProduct")[0]?.["UpdateToken"],
    );
    assert.equal(tokens[0], tokens[1]);
  });

  for (const [what, last, updates] of [
    ["sets it right when AWS has made it", "rec-7", 1],
    ["sends nothing when AWS has not", "rec-1", 0],
  ] as const)
    it(`the next run, in which the change was taken back, ${what}`, async () => {
      const error = await failure(losing(denied));
      assert.ok(error instanceof PartialFailure);
      const next = play({ last });
      const state = await update(next, "pp-1", stored(error.state), someInputs());
      assert.equal(next.aws.named("updateProvisionedProduct").length, updates);
      assert.equal(state.pending, undefined);
    });
});

describe("an update that has failed", () => {
  it("is sent once, and said", async () => {
    const context = play({ outcome: "FAILED" });
    assert.match((await failure(context)).message, /could not be updated/);
    assert.equal(context.aws.named("updateProvisionedProduct").length, 1);
  });

  for (const offset of [-600_000, -3_000, 3_000, 600_000])
    it(`is sent once, with AWS's clock ${offset / 1000} s ahead`, async () => {
      const context: TestRun = play({
        outcome: "FAILED",
        answers: {
          updateProvisionedProduct: () => ({
            RecordDetail: { RecordId: "rec-2", CreatedTime: new Date(context.clock.now() + offset) },
          }),
        },
      });
      const aws = Object.assign(context.aws, { clockOffset: () => offset });
      const inputs = someInputs({ provisioningParameters: { Purpose: `skew${offset}` } });
      await failure({ ...context, aws }, someState(), inputs);
      assert.equal(context.aws.named("updateProvisionedProduct").length, 1);
    });

  it("is another one when an onError hook asks for it with the state of before", async () => {
    const inputs = someInputs({ provisioningParameters: { Purpose: "again" } });
    const context = play({ outcome: "FAILED" });
    await failure(context, someState(), inputs);
    await failure(context, someState(), inputs);
    const tokens = context.aws.named("updateProvisionedProduct").map(({ UpdateToken }) => UpdateToken);
    assert.equal(new Set(tokens).size, 2);
  });

  it("by Ctrl-C while its stack's events are read is followed by the next run", async () => {
    const context: TestRun = play({
      outcome: "FAILED",
      answers: {
        describeStackEvents: () => {
          context.stopper.abort();
          return awsError("AbortError");
        },
      },
    });
    const error = await failure(
      context,
      someState(),
      someInputs({ provisioningParameters: { Purpose: "stop" } }),
    );
    assert.ok(error instanceof PartialFailure);
    assert.equal(error.state.pending?.recordId, "rec-2");
  });
});

describe("an update that was interrupted", () => {
  const pending = { recordId: "rec-2", fingerprint: "" };

  it("and overtaken by somebody else's is not taken for what the program says", async () => {
    const context = play({ last: "rec-3" });
    await update(context, "pp-1", someState({ pending }), wanted);
    assert.equal(context.aws.named("updateProvisionedProduct").length, 1);
  });
});

describe("an update of a product that somebody else has updated meanwhile", () => {
  const updateAfter = async (last: string | undefined, more: Partial<State> = {}, hides = true) => {
    let sent = false;
    const context = testRun({
      describeProvisioningParameters: {
        ProvisioningArtifactParameters: [
          { ParameterKey: "Purpose" },
          ...(hides ? [{ ParameterKey: "Password", IsNoEcho: true, DefaultValue: "****" }] : []),
        ],
      },
      describeProvisionedProduct: () => ({
        ProvisionedProductDetail: {
          Id: "pp-1",
          Status: "AVAILABLE",
          Type: "CFN_STACK",
          LastRecordId: sent ? "rec-3" : last,
          LastProvisioningRecordId: sent ? "rec-3" : last,
        },
      }),
      updateProvisionedProduct: () => {
        sent = true;
        return { RecordDetail: { RecordId: "rec-3", RecordType: "UPDATE_PROVISIONED_PRODUCT" } };
      },
      describeRecord: {
        RecordDetail: { RecordId: "rec-3", Status: "SUCCEEDED", RecordType: "UPDATE_PROVISIONED_PRODUCT" },
        RecordOutputs: [
          { OutputKey: "Login", OutputValue: "user:set-by-others@host" },
          { OutputKey: "Size", OutputValue: "small" },
          { OutputKey: "CloudformationStackARN", OutputValue: "arn:of-another-stack" },
        ],
      },
    });
    const version = { provisioningArtifactId: "pa-hidden" }; // answers about the catalog are shared
    const before = {
      ...someState({ inputs: version, observed: { outputs: { Login: "user:default@host", Size: "small" } } }),
      ...more,
    };
    const inputs = someInputs({ ...version, provisioningParameters: { Purpose: "mails" } });
    const after = await update(context, "pp-1", before, inputs);
    return {
      after,
      secret: secretOutputsOf(after, { ...before, secretOutputs: before.secretOutputs ?? [] }),
    };
  };

  it("shows in no changed output the NoEcho parameters that it keeps", async () => {
    const { after, secret } = await updateAfter("rec-2");
    assert.deepEqual([after.secretOutputs, secret], [["Login"], ["Login"]]);
    const others = await updateAfter("rec-2", { secretOutputs: ["Size"] });
    assert.deepEqual(others.after.secretOutputs, ["Size", "Login"]);
  });

  it("hides nothing where nothing was kept that others may have set", async () => {
    const { after, secret } = await updateAfter("rec-2", {}, false);
    assert.deepEqual([after.secretOutputs, secret], [undefined, []]);
  });

  it("is not known of one of which state does not know by which record it runs", async () => {
    const outputs = { Login: "user:default@host", Size: "small" };
    const observed = someObserved({ lastProvisioningRecordId: null, outputs });
    const { after } = await updateAfter("rec-2", { observed });
    assert.deepEqual([after.hiddenValues, after.secretOutputs], [[], undefined]);
  });

  it("that is nobody's hides nothing", async () => {
    assert.deepEqual((await updateAfter("rec-1")).secret, []);
    const given = { Purpose: "logs", Password: "abc" };
    const inputs = someInputs({ provisioningArtifactId: "pa-hidden", provisioningParameters: given });
    const own = await updateAfter("rec-1", { inputs });
    assert.deepEqual(own.after.hiddenValues, ["Password"]);
    assert.equal(own.after.secretOutputs, undefined, "what the program itself has given is known");
  });

  it("that state knows of counts, where AWS does not show by which record", async () => {
    const { after } = await updateAfter(undefined, { unverified: "rec-9" });
    assert.deepEqual([after.hiddenValues, after.secretOutputs], [["Password"], ["Login"]]);
  });

  it("keeps hidden what was", async () => {
    const { after } = await updateAfter("rec-1", { hiddenValues: ["Other"] });
    assert.deepEqual(after.hiddenValues, ["Other"]);
  });
});
