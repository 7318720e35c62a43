import assert from "node:assert/strict";
import { lookUpProduct, readProduct, refresh } from "../../../provider/lifecycle/refresh";
import { observe } from "../../../provider/product/observe";
import type { Inputs } from "../../../provider/state/inputs";
import type { State } from "../../../provider/state/state";
import { accountInPages } from "../aws/accountInPages";
import { awsError, someInputs, someObserved, someState, testRun, type Answers } from "../support";

const stackArn = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-1/x";
const arn = someObserved().arn;

interface Play {
  /** The parameters of the stack. */
  real?: Record<string, string>;
  /** Members of what Describe shows. */
  detail?: object;
  outputs?: Record<string, string>;
  noEcho?: string[];
  state?: State;
  answers?: Answers;
  account?: string;
  drift?: boolean;
}

async function play({
  real = { Purpose: "logs" },
  detail = {},
  outputs = { CloudformationStackARN: stackArn },
  noEcho = [],
  state = someState({ observed: { stackArn, outputs: { CloudformationStackARN: stackArn } } }),
  answers = {},
  account,
  drift = true,
}: Play = {}) {
  const last = (detail as { LastRecordId?: string }).LastRecordId ?? "rec-1";
  const run = testRun(
    {
      describeProvisionedProduct: {
        ProvisionedProductDetail: {
          Id: "pp-1",
          Name: "web",
          Arn: arn,
          Type: "CFN_STACK",
          Status: "AVAILABLE",
          LastRecordId: last,
          LastProvisioningRecordId: last,
          LastSuccessfulProvisioningRecordId: last,
          ...detail,
        },
      },
      describeRecord: ({ Id }) => ({
        RecordDetail: { RecordId: Id, ProductId: "prod-1", ProvisioningArtifactId: "pa-1", PathId: "lpv3-1" },
        RecordOutputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
          OutputKey,
          OutputValue,
        })),
      }),
      describeStacks: {
        Stacks: [
          {
            Parameters: Object.entries(real).map(([key, value]) => ({
              ParameterKey: key,
              ParameterValue: value,
            })),
          },
        ],
      },
      describeProvisioningParameters: {
        ProvisioningArtifactParameters: [
          { ParameterKey: "Purpose" },
          ...noEcho.map((ParameterKey) => ({ ParameterKey, IsNoEcho: true })),
        ],
      },
      ...answers,
    },
    account === undefined ? {} : { account },
  );
  const context = { ...run, settings: { ...run.settings, parameterDrift: drift } };
  const result = await refresh(context, "pp-1", state).catch((error: unknown) => error as Error);
  const error = result instanceof Error ? result : undefined;
  return { error, state: error ? undefined : (result as State | undefined), run, before: state };
}

const parametersOf = ({ state }: { state: State | undefined }) => state?.inputs.provisioningParameters;

describe("a refresh", () => {
  it("of a product that nobody has touched changes nothing, with a call for it and one for its stack", async () => {
    const { state, before, run } = await play();
    assert.deepEqual(state?.inputs, before.inputs);
    assert.deepEqual(state.observed.outputs, before.observed.outputs);
    assert.deepEqual(
      run.aws.calls.map(({ operation }) => operation),
      ["describeProvisionedProduct", "describeStacks"],
    );
    assert.deepEqual(run.row, []);
  });

  it("of one of many asks nothing where pages show that nothing has happened", async () => {
    const account = accountInPages();
    const { run } = account;
    const ids = Array.from({ length: 10 }, (_, n) => account.provision(`web-${n}`));
    run.clock.advance(600_000);
    const observed = await Promise.all(ids.map((id) => observe(run, id)));
    run.aws.calls.length = 0;
    for (const [n, id] of ids.entries()) {
      const before: State = { inputs: someInputs(), observed: observed[n] ?? someObserved() };
      const after = await refresh(run, id, before);
      assert.deepEqual(after, { ...before, secretOutputs: [] });
    }
    assert.ok(run.aws.named("describeProvisionedProduct").length < 4);
  });

  it("keeps secret which outputs were", async () => {
    const state = someState({ observed: { stackArn, outputs: { Url: "x" } }, secretOutputs: ["Url"] });
    assert.deepEqual((await play({ state })).state?.secretOutputs, ["Url"]);
    assert.deepEqual((await play()).state?.secretOutputs, []);
  });

  it("asks nothing of a stack where there is none", async () => {
    const { run, state } = await play({ state: someState() });
    assert.equal(state?.observed.stackArn, null);
    assert.deepEqual(run.aws.named("describeStacks"), []);
  });

  it("shows parameters that somebody has changed in the stack itself", async () => {
    assert.deepEqual(parametersOf(await play({ real: { Purpose: "other" } })), { Purpose: "other" });
    const hidden = await play({ real: { Purpose: "****" } });
    assert.deepEqual(parametersOf(hidden), { Purpose: "logs" }, "what is not shown never differs");
  });

  for (const [what, more] of [
    [
      "while the stack is in motion",
      {
        detail: {
          Status: "UNDER_CHANGE",
          LastRecordId: "rec-9",
          LastSuccessfulProvisioningRecordId: "rec-1",
        },
      },
    ],
    ["where the user does not want that", { drift: false }],
  ] as const)
    it(`does not look at the stack's parameters ${what}`, async () => {
      const { run, ...result } = await play({ real: { Purpose: "other" }, ...more });
      assert.deepEqual(parametersOf(result), { Purpose: "logs" });
      assert.equal(run.aws.named("describeStacks").length, 0);
    });

  it("does not look at the parameters of a program that gives none", async () => {
    const state = someState({ observed: { stackArn } });
    delete state.inputs.provisioningParameters;
    const { run, state: after } = await play({ state, real: { Purpose: "other" } });
    assert.ok(after && !("provisioningParameters" in after.inputs));
    assert.equal(run.aws.named("describeStacks").length, 0);
  });

  it("of a product that is gone says so, in its own account only", async () => {
    const answers = { describeProvisionedProduct: awsError("ResourceNotFoundException") };
    const here = await play({ answers });
    assert.deepEqual([here.state, here.error], [undefined, undefined]);
    const elsewhere = await play({ answers, account: "999999999999" });
    assert.equal((elsewhere.error as { code?: string }).code, "account");
  });

  it("that AWS refuses says what, and that state is as it was", async () => {
    const answers = { describeProvisionedProduct: awsError("AccessDeniedException", "no") };
    assert.equal(
      (await play({ answers })).error?.message,
      "web (pp-1) could not be refreshed: AccessDeniedException: no\nState is as it was.",
    );
  });
});

describe("a refresh of a product that somebody has updated", () => {
  const updated = { LastRecordId: "rec-2" };
  const outputs = { CloudformationStackARN: stackArn, Url: "new" };

  it("shows what is there, and leaves nothing open where the stack shows it all", async () => {
    const result = await play({ detail: updated, real: { Purpose: "other" }, outputs });
    assert.deepEqual(parametersOf(result), { Purpose: "other" });
    assert.equal(result.state?.unverified, undefined);
    assert.equal(result.state?.observed.lastRecordId, "rec-2");
    assert.deepEqual(result.state?.observed.outputs, outputs);
  });

  it("leaves open which values the stack hides, but for those that are kept anyway", async () => {
    const given = { Purpose: "logs", Password: "abc" };
    const state = someState({ inputs: { provisioningParameters: given }, observed: { stackArn } });
    const hides = { Purpose: "logs", Password: "****" };
    assert.equal((await play({ detail: updated, state, real: hides })).state?.unverified, "rec-2");
    const kept = { Purpose: "logs", Password: { usePreviousValue: true as const } };
    const keeping = someState({ inputs: { provisioningParameters: kept }, observed: { stackArn } });
    assert.equal((await play({ detail: updated, state: keeping, real: hides })).state?.unverified, undefined);
  });

  it("makes the next up send the program's parameters where they cannot be read, and says so", async () => {
    const { state, run } = await play({
      detail: updated,
      answers: { describeStacks: awsError("AccessDenied") },
    });
    assert.ok(state && !("provisioningParameters" in state.inputs));
    assert.equal(state.unverified, "rec-2");
    assert.deepEqual(run.row, [
      "warn: web (pp-1) was updated outside (record rec-2). Which parameters it has now cannot be read; the next pulumi up sends those of the program.",
    ]);
  });

  it("keeps outputs secret that have changed and may show NoEcho parameters, the stack's ARN never", async () => {
    const secret = await play({ detail: updated, outputs, noEcho: ["Password"] });
    assert.deepEqual(secret.state?.secretOutputs, ["Url"]);
    assert.deepEqual(secret.state.hiddenValues, ["Password"]);
    const open = await play({ detail: updated, outputs });
    assert.deepEqual([open.state?.secretOutputs, open.state?.hiddenValues], [[], []]);
    const denied = { describeProvisioningParameters: awsError("AccessDeniedException") };
    const unknown = await play({ detail: updated, outputs, answers: denied });
    assert.deepEqual([unknown.state?.secretOutputs, unknown.state?.hiddenValues], [["Url"], ["*"]]);
  });

  it("shows the version that they have chosen", async () => {
    const record = { RecordId: "rec-2", ProductId: "prod-1", ProvisioningArtifactId: "pa-9" };
    const { state } = await play({
      detail: updated,
      answers: { describeRecord: { RecordDetail: record } },
    });
    assert.equal(state?.inputs.provisioningArtifactId, "pa-9");
  });

  it("makes secret what they have given to the program's parameters, unless everybody may know it", async () => {
    const given = { Free: "a", Size: "small", Kept: "k" };
    const inputs = { provisioningParameters: given };
    const state = someState({ inputs, observed: { stackArn } });
    const declared = [
      { ParameterKey: "Size", ParameterConstraints: { AllowedValues: ["small", "large"] } },
      { ParameterKey: "Free" },
      { ParameterKey: "Other" },
      { ParameterKey: "Kept" },
    ];
    const answers = { describeProvisioningParameters: { ProvisioningArtifactParameters: declared } };
    const seen = async (real: Record<string, string>, secrets?: string[]) => {
      const before = secrets ? { ...state, inputs: { ...state.inputs, __secrets: secrets } } : state;
      return (await play({ detail: updated, state: before, real, outputs, answers })).state;
    };
    const free = await seen({ Free: "b", Size: "large", Kept: "k", Other: "theirs" });
    assert.deepEqual(free?.inputs.__secrets, ["provisioningParameters.Free"]);
    assert.deepEqual(free.secretOutputs, ["Url"]);
    const besides = await seen({ ...given, Free: "b" }, ["provisioningParameters.Free", "tags.a", "name"]);
    assert.deepEqual(besides?.inputs.__secrets, ["name", "provisioningParameters.Free", "tags.a"]);
    const open = await seen({ ...given, Size: "large" });
    assert.ok(open && !("__secrets" in open.inputs));
    assert.deepEqual(open.secretOutputs, []);
    const other = await seen({ ...given, Other: "theirs" });
    assert.ok(other && !("__secrets" in other.inputs));
    assert.deepEqual(other.secretOutputs, ["Url"]);
  });

  it("keeps outputs secret that have changed where the parameters cannot be read", async () => {
    const { state } = await play({
      detail: updated,
      outputs,
      answers: { describeStacks: awsError("AccessDenied") },
    });
    assert.deepEqual(state?.secretOutputs, ["Url"]);
  });

  it("is not known of one whose create has failed: nobody has updated that", async () => {
    const { state, run } = await play({
      detail: { Status: "ERROR", LastSuccessfulProvisioningRecordId: undefined },
      state: someState({
        observed: { stackArn, status: "ERROR", lastSuccessfulProvisioningRecordId: null },
      }),
      answers: { describeStacks: awsError("AccessDenied") },
    });
    assert.deepEqual(run.row, []);
    assert.deepEqual(parametersOf({ state }), { Purpose: "logs" });
    assert.equal(state?.unverified, undefined);
  });

  it("does not ask what is NoEcho where no output has changed", async () => {
    const { state, run } = await play({ detail: updated });
    assert.deepEqual(state?.secretOutputs, []);
    assert.ok(!("hiddenValues" in (state ?? {})));
    assert.equal(run.aws.named("describeProvisioningParameters").length, 0);
  });

  it("keeps a message secret that an attempt of which state knows nothing may quote secrets in", async () => {
    const failed = { StatusMessage: "bad: s3cret", Status: "TAINTED" };
    const theirs = await play({ detail: { ...failed, LastProvisioningRecordId: "rec-2" } });
    assert.equal(theirs.state?.secretMessage, true);
    const same = await play({ detail: failed });
    assert.ok(!("secretMessage" in (same.state ?? {})));
    const none = await play({ detail: { LastProvisioningRecordId: "rec-2" } });
    assert.ok(!("secretMessage" in (none.state ?? {})));
    const known = someState({ observed: { statusMessage: "bad: s3cret" }, secretMessage: true });
    assert.equal((await play({ detail: failed, state: known })).state?.secretMessage, true);
    const open = someState({ observed: { statusMessage: "bad: s3cret" } });
    assert.ok(!("secretMessage" in ((await play({ detail: failed, state: open })).state ?? {})));
    const another = someState({ observed: { statusMessage: "before" }, secretMessage: true });
    assert.ok(!("secretMessage" in ((await play({ detail: failed, state: another })).state ?? {})));
  });
});

describe("a refresh after an update of this stack, which its run did not see end", () => {
  const ended = { LastRecordId: "rec-2" };
  const outputs = { CloudformationStackARN: `${stackArn}2`, Same: "same", Url: "new" };
  const pending = { recordId: "rec-2", fingerprint: "asked" };
  const before = (more: Partial<State> = {}, inputs: Partial<Inputs> = {}): State => ({
    ...someState({
      inputs: { provisioningParameters: { Purpose: "logs", Password: "abc" }, ...inputs },
      observed: { stackArn, outputs: { CloudformationStackARN: stackArn, Same: "same", Url: "old" } },
    }),
    pending,
    ...more,
  });

  it("knows whose it was, and has it followed", async () => {
    const { state, run } = await play({ detail: ended, state: before(), outputs });
    assert.deepEqual(state?.pending, pending);
    assert.equal(state.unverified, undefined);
    assert.deepEqual(state.secretOutputs, []);
    assert.deepEqual(run.aws.named("describeRecord"), [{ Id: "rec-2" }]);
    const denied = await play({
      detail: ended,
      state: before(),
      outputs,
      answers: { describeStacks: awsError("AccessDenied") },
    });
    assert.deepEqual(denied.run.row, []);
    assert.deepEqual(denied.state?.secretOutputs, []);
  });

  for (const [what, state] of [
    ["secrets that the program has", before({}, { __secrets: ["tags.a"] })],
    ["secrets that were under way", before({ pending: { ...pending, secrets: true } })],
    ["values that are not known", before({ hiddenValues: ["Password"] })],
  ] as const)
    it(`keeps secret the outputs that have changed, and those alone, for ${what}`, async () => {
      const after = (await play({ detail: ended, state, outputs })).state;
      assert.deepEqual(after?.secretOutputs, ["Url"]);
    });

  it("keeps its message secret where secrets were under way", async () => {
    const failed = { ...ended, Status: "TAINTED", StatusMessage: "bad: s3cret" };
    const state = before({ pending: { ...pending, secrets: true } });
    state.observed = { ...state.observed, lastProvisioningRecordId: "rec-2", statusMessage: "on its way" };
    assert.equal((await play({ detail: failed, state, outputs })).state?.secretMessage, true);
    const open = { ...state, pending };
    assert.ok(!("secretMessage" in ((await play({ detail: failed, state: open, outputs })).state ?? {})));
  });
});

describe("a product that get names", () => {
  const shown = (more: Answers = {}) =>
    testRun({
      describeProvisionedProduct: {
        ProvisionedProductDetail: {
          Id: "pp-1",
          ProductId: "prod-1",
          ProvisioningArtifactId: "pa-1",
          LastRecordId: "rec-1",
        },
      },
      describeRecord: { RecordDetail: { RecordId: "rec-1" } },
      describeProvisioningParameters: {
        ProvisioningArtifactParameters: [{ ParameterKey: "Password", IsNoEcho: true }],
      },
      ...more,
    });

  it("is looked up, with its outputs secret as far as they may show NoEcho parameters", async () => {
    const inputs = someInputs();
    const state = await lookUpProduct(shown(), "pp-1", inputs);
    assert.equal(state.inputs, inputs);
    assert.deepEqual(state.hiddenValues, ["Password"]);
    const denied = { describeProvisioningParameters: awsError("AccessDeniedException") };
    assert.deepEqual((await lookUpProduct(shown(denied), "pp-1", inputs)).hiddenValues, ["*"]);
  });

  it("is not found where it is not", async () => {
    const gone = shown({ describeProvisionedProduct: awsError("ResourceNotFoundException") });
    await assert.rejects(lookUpProduct(gone, "pp-1", someInputs()), {
      code: "not-found",
      message:
        "There is no provisioned product pp-1 in eu-west-1 of account 123456789012.\nCorrect the id, or the region and credentials.",
    });
  });

  it("is told from one that state knows", async () => {
    const state = someState();
    const found = await readProduct(shown(), "pp-1", state, false);
    assert.deepEqual(found?.hiddenValues, ["Password"]);
    const gone = shown({ describeProvisionedProduct: awsError("ResourceNotFoundException") });
    assert.equal(await readProduct(gone, "pp-1", state, true), undefined);
    await assert.rejects(readProduct(gone, "pp-1", state, false), { code: "not-found" });
  });
});
