import assert from "node:assert/strict";
import { update } from "../../../provider/lifecycle/update";
import type { Problem } from "../../../provider/base/errors";
import { fingerprint } from "../../../provider/state/identity";
import type { Inputs } from "../../../provider/state/inputs";
import { PartialFailure } from "../../../provider/state/partialFailure";
import type { State } from "../../../provider/state/state";
import { updateRequest } from "../../../provider/product/requests";
import { awsError, IDENTITY, someInputs, someState, testRun, type Answers, type TestRun } from "../support";

let purposes = 0;
/** A change of its own for each test: what has failed in this process is remembered by its token. */
const changed = (more: Partial<Inputs> = {}) =>
  someInputs({ provisioningParameters: { Purpose: `purpose${++purposes}` }, ...more });

interface Play {
  inputs?: Inputs;
  state?: State;
  answers?: Answers;
  /** What Describe says besides, once the update was sent and before. */
  after?: object;
  before?: object;
  outcome?: string;
  account?: string;
  settings?: object;
}

const busy = () =>
  awsError("ValidationException", "Can't update provisioned product because it's still under change");

/** Updates a product; all goes well, but for what is said otherwise. */
async function play({
  inputs = changed(),
  state = someState(),
  answers = {},
  after = {},
  before = {},
  outcome = "SUCCEEDED",
  account,
  settings = {},
}: Play = {}) {
  let sent = 0;
  const run: TestRun = testRun(
    {
      describeProvisioningParameters: {},
      describeProvisionedProduct: ({ Id }) => {
        const more = sent ? after : before;
        const record = sent ? `rec-${sent + 1}` : "rec-1";
        if (Id !== "pp-1") return awsError("ValidationException", "of another product");
        return more instanceof Error
          ? more
          : {
              ProvisionedProductDetail: {
                Id: "pp-1",
                Name: "web",
                Status: "AVAILABLE",
                Type: "CFN_STACK",
                LastRecordId: record,
                LastProvisioningRecordId: record,
                ...more,
              },
            };
      },
      updateProvisionedProduct: () => ({ RecordDetail: { RecordId: `rec-${++sent + 1}` } }),
      describeRecord: ({ Id }) => ({
        RecordDetail: { RecordId: Id, RecordType: "UPDATE_PROVISIONED_PRODUCT", Status: outcome },
      }),
      describeStackEvents: { StackEvents: [] },
      ...answers,
    },
    account === undefined ? {} : { account },
  );
  const context = { ...run, settings: { ...run.settings, ...settings } };
  const result = await update(context, "pp-1", state, inputs).catch((error: unknown) => error as Error);
  const error = result instanceof Error ? result : undefined;
  return {
    run,
    result: error ? undefined : (result as State),
    error,
    code: error instanceof PartialFailure ? error.reason.code : (error as Problem | undefined)?.code,
    message: error?.message ?? "",
    sent: run.aws.named("updateProvisionedProduct"),
    said: run.row.filter((text) => !text.startsWith("progress")),
  };
}

describe("an update sends", () => {
  it("nothing where the program says what the product runs with, and asks nothing", async () => {
    const state = someState();
    const { result, run } = await play({ inputs: someInputs({ ignoreErrors: true }), state });
    assert.deepEqual(result, { inputs: someInputs({ ignoreErrors: true }), observed: state.observed });
    assert.equal(run.aws.calls.length, 0);
  });

  it("what differs, and state has it then", async () => {
    const inputs = changed();
    const { result, sent, said } = await play({ inputs });
    const [{ UpdateToken, ...request } = {}] = sent;
    assert.deepEqual(request, {
      ProvisionedProductId: "pp-1",
      ProductId: "prod-1",
      ProvisioningArtifactId: "pa-1",
      ProvisioningParameters: [{ Key: "Purpose", Value: inputs.provisioningParameters?.["Purpose"] }],
      Tags: [],
    });
    assert.match(String(UpdateToken), new RegExp(`^sc-${IDENTITY}-`));
    assert.deepEqual(result?.inputs, inputs);
    assert.equal(result.observed.lastRecordId, "rec-2");
    assert.deepEqual(result.hiddenValues, []);
    assert.equal(result.pending, undefined);
    assert.deepEqual(said, []);
  });

  for (const status of ["TAINTED", "ERROR"])
    it(`the same again to a product that is ${status}, unless the user does not want that`, async () => {
      const state = someState({ observed: { status } });
      const inputs = someInputs({ acceptLanguage: `en-${status}` });
      assert.equal((await play({ inputs, state })).sent.length, 1);
      const left = await play({ inputs: { ...inputs, repairTainted: false }, state });
      assert.equal(left.sent.length, 0);
    });

  it("nothing to a product that AWS will never update again", async () => {
    const terminated = { Status: "TAINTED", LastRecordId: "rec-9" };
    const { code, message, sent } = await play({
      before: terminated,
      answers: {
        describeRecord: { RecordDetail: { RecordId: "rec-9", RecordType: "TERMINATE_PROVISIONED_PRODUCT" } },
      },
    });
    assert.equal(sent.length, 0);
    assert.equal(code, "not-updatable");
    assert.match(message, /^web \(pp-1\) cannot be updated: terminating it has failed \(record rec-9\)/);
    assert.match(message, /\nNothing was sent\. Finish it with pulumi destroy --target 'urn:.*::web', then/);
    const other = await play({ before: terminated });
    assert.equal(other.sent.length, 1, "another operation that has failed is no reason");
    const available = await play({ before: { LastRecordId: "rec-9" } });
    assert.equal(available.run.aws.named("describeRecord").length, 1, "nor is one of a sound product");
    const updated = await play({ before: { Status: "TAINTED" } });
    assert.equal(updated.run.aws.named("describeRecord").length, 1, "nor is that of an update");
    const unknown = await play({ before: { Status: "TAINTED", LastRecordId: undefined } });
    assert.deepEqual(unknown.run.aws.named("describeRecord"), [{ Id: "rec-2" }], "nor one that is not shown");
  });

  describe("to a product that the program calls by names now", () => {
    const named = (more: Partial<Inputs> = {}): Inputs => {
      const inputs = someInputs({ productName: "Web", provisioningArtifactName: "v1", ...more });
      delete inputs.productId;
      delete inputs.provisioningArtifactId;
      return inputs;
    };
    const catalog = (product: string, ...versions: [id: string, name: string][]): Answers => ({
      describeProduct: {
        ProductViewSummary: { ProductId: product, Name: "Web" },
        ProvisioningArtifacts: versions.map(([Id, Name]) => ({ Id, Name })),
      },
    });

    it("nothing where they are those of what it runs with", async () => {
      const inputs = named();
      const { result, sent, run } = await play({
        inputs,
        answers: catalog("prod-1", ["pa-0", "v0"], ["pa-1", "v1"]),
      });
      assert.deepEqual(sent, []);
      assert.deepEqual(result?.inputs, inputs);
      assert.deepEqual(run.aws.named("describeProduct"), [{ Name: "Web" }]);
    });

    it("nothing where one of them is, and the other one is an id as before", async () => {
      const version = { ...named(), productId: "prod-1" };
      delete version.productName;
      assert.deepEqual(
        (await play({ inputs: version, answers: catalog("prod-1", ["pa-1", "v1"]) })).sent,
        [],
      );
      const product = { ...named(), provisioningArtifactId: "pa-1" };
      delete product.provisioningArtifactName;
      assert.deepEqual(
        (await play({ inputs: product, answers: catalog("prod-1", ["pa-1", "v1"]) })).sent,
        [],
      );
    });

    for (const [what, answers] of [
      ["another product", catalog("prod-2", ["pa-1", "v1"])],
      ["another version", catalog("prod-1", ["pa-0", "v1"], ["pa-1", "v0"])],
      ["no version", catalog("prod-1", ["pa-1", "v0"])],
      ["one of several versions", catalog("prod-1", ["pa-1", "v1"], ["pa-2", "v1"])],
      ["what the caller may not see", { describeProduct: awsError("AccessDeniedException") }],
    ] as const)
      it(`the names where they are those of ${what}`, async () => {
        const { sent } = await play({ inputs: named(), answers });
        assert.equal(sent.length, 1);
        assert.equal(sent[0]?.["ProvisioningArtifactName"], "v1");
      });
  });
});

describe("a product that goes while it is updated", () => {
  const gone = awsError("ResourceNotFoundException");

  it("is said to have been terminated outside, and what to do", async () => {
    const { code, message, error } = await play({ after: gone });
    assert.ok(!(error instanceof PartialFailure));
    assert.equal(code, "not-found");
    assert.equal(
      message,
      "web (pp-1) no longer exists.\nIt was terminated outside of Pulumi. Run pulumi refresh, then pulumi up, to provision it again.",
    );
  });

  it("is not taken for gone with the credentials of another account", async () => {
    const { code, error } = await play({ after: gone, account: "999999999999" });
    assert.equal(code, "account");
    assert.ok(error instanceof PartialFailure);
    assert.equal(error.state.pending?.recordId, "rec-2");
  });

  it("is said to be gone where AWS refuses the update for that", async () => {
    const answers = { updateProvisionedProduct: gone };
    const here = await play({ before: gone, answers });
    assert.equal(here.code, "update-failed");
    assert.match(
      here.message,
      /^web \(pp-1\) was not updated: ResourceNotFoundException\nIt was terminated outside/,
    );
    const elsewhere = await play({ before: gone, answers, account: "999999999999" });
    assert.equal(elsewhere.code, "account");
    assert.match(elsewhere.message, /belongs to account 123456789012/);
  });
});

describe("an update whose answer was lost in another run", () => {
  const lost = someState({ pending: { recordId: null, fingerprint: "of another request" } });

  it("is taken back where the program does not want it any more, and AWS has made it", async () => {
    const { sent } = await play({ state: lost, inputs: someInputs(), before: { LastRecordId: "rec-5" } });
    assert.equal(sent.length, 1);
  });

  it("is no error where the product is gone meanwhile: that it is gone is one", async () => {
    const gone = awsError("ResourceNotFoundException");
    const answers = { updateProvisionedProduct: gone };
    const { code, message } = await play({ state: lost, before: gone, answers });
    assert.equal(code, "update-failed");
    assert.match(message, /\nIt was terminated outside of Pulumi\./);
  });
});

describe("a token that an earlier run has used", () => {
  const HOUR = 3_600_000;
  const old = new Date(1_700_000_000_000 - HOUR);
  /** Answers the first so many updates with that of an earlier run, which has ended so. */
  const used = (times: number, ended: string, last = "rec-7"): Answers => {
    let asked = 0;
    return {
      updateProvisionedProduct: () =>
        ++asked <= times
          ? { RecordDetail: { RecordId: `rec-old-${asked}`, CreatedTime: old } }
          : { RecordDetail: { RecordId: "rec-8" } },
      describeRecord: ({ Id }) => ({
        RecordDetail: {
          RecordId: Id,
          RecordType: "UPDATE_PROVISIONED_PRODUCT",
          Status: Id === "rec-8" ? "SUCCEEDED" : ended,
        },
      }),
      describeProvisionedProduct: () => ({
        ProvisionedProductDetail: {
          Id: "pp-1",
          Status: "AVAILABLE",
          LastRecordId: asked > times ? "rec-8" : last,
          LastProvisioningRecordId: asked > times ? "rec-8" : last,
        },
      }),
    };
  };

  for (const [what, ended] of [
    ["was overtaken by somebody else's", "SUCCEEDED"],
    ["has failed", "FAILED"],
  ] as const)
    it(`is followed by another one, on the basis of now, where that run's update ${what}`, async () => {
      const inputs = changed();
      const { result, sent } = await play({ inputs, answers: used(1, ended) });
      assert.equal(sent.length, 2);
      assert.equal(result?.observed.lastRecordId, "rec-8");
      const { UpdateToken, ...request } = sent[1] ?? {};
      const asked = await play({ inputs, state: someState({ observed: { lastRecordId: "rec-7" } }) });
      assert.deepEqual(asked.sent, [{ ...request, UpdateToken }], "a run that begins now asks the same");
    });

  it("is that of an update that was made where AWS does not show another one", async () => {
    const answers = used(1, "SUCCEEDED", "rec-6");
    const { sent, result } = await play({
      answers: {
        ...answers,
        describeProvisionedProduct: () => ({
          ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE", LastRecordId: "rec-6" },
        }),
      },
    });
    assert.equal(sent.length, 1);
    assert.ok(result);
  });

  it("is no success, however often it leads to what was overtaken", async () => {
    const { sent, code } = await play({ answers: used(99, "SUCCEEDED") });
    assert.equal(sent.length, 6);
    assert.equal(code, "not-updatable");
  });

  it("is the failure, however often it leads to what has failed", async () => {
    const { sent, code } = await play({ answers: used(99, "FAILED") });
    assert.equal(sent.length, 6);
    assert.equal(code, "update-failed");
  });
});

describe("an update that AWS refuses", () => {
  const refused = (message: string, more: Play = {}) =>
    play({
      ...more,
      answers: { updateProvisionedProduct: awsError("ValidationException", message), ...more.answers },
    });
  const versions = (...names: string[]) => ({
    describeProduct: {
      ProductViewSummary: { ProductId: "prod-1", Name: "Web" },
      ProvisioningArtifacts: names.map((name) => ({ Id: `pa-${name}`, Name: name })),
    },
  });

  it("says why, and what the product is now", async () => {
    const { code, message, error } = await refused("no");
    assert.ok(!(error instanceof PartialFailure));
    assert.equal(code, "update-failed");
    assert.equal(
      message,
      "web (pp-1) was not updated: ValidationException: no\nIt stays as it was, with status AVAILABLE.",
    );
    const unknown = await refused("no", { before: { Status: undefined } });
    assert.match(unknown.message, /with status unknown\.$/);
    const elsewhere = await refused("no", { account: "999999999999" });
    assert.equal(elsewhere.message, message, "a product that is there is not looked for elsewhere");
  });

  it("for want of time says that, whosever the credentials are", async () => {
    const throttled = { updateProvisionedProduct: awsError("ThrottlingException", "Rate exceeded") };
    const { code, message } = await play({ answers: throttled, account: "999999999999" });
    assert.equal(code, "timeout");
    assert.match(message, /^web \(pp-1\) was not updated: AWS did not answer within the timeout/);
  });

  it("for what is under change in ERROR is refused: no operation is waited for", async () => {
    const { sent, code } = await refused("it's still under change", { before: { Status: "ERROR" } });
    assert.equal(sent.length, 1);
    assert.equal(code, "update-failed");
  });

  it("for a path that is gone says what to choose instead", async () => {
    assert.match(
      (await refused("Invalid PathId")).message,
      /\nThe launch path is gone: leave pathId out, or/,
    );
  });

  it("for credentials that have expired says to renew them", async () => {
    const answers = { updateProvisionedProduct: awsError("ExpiredTokenException") };
    assert.match((await play({ answers })).message, /\nRenew the credentials, then run the command again\.$/);
  });

  it("for a product in ERROR says how to provision it anew, and warns of accounts", async () => {
    const stack = await refused("no", { before: { Status: "ERROR" } });
    assert.match(stack.message, /\nRemove it with pulumi destroy --target 'urn:.*::web', then run pulumi up/);
    const account = await refused("no", { before: { Status: "ERROR", Type: "CONTROL_TOWER_ACCOUNT" } });
    assert.match(
      account.message,
      /\nAn account is never replaced by itself, .* remove it with pulumi destroy/,
    );
  });

  it("for a version that is not active any more says which are", async () => {
    const answers = versions("v2");
    const { message, run } = await refused("no", {
      answers,
      inputs: changed({ provisioningArtifactId: "pa-1" }),
    });
    assert.deepEqual(run.aws.named("describeProduct"), [{ Id: "prod-1" }]);
    assert.match(
      message,
      /\nThe reason may be that version pa-1 of Web is not active any more; active are pa-v2 \(v2\)\.$/,
    );
    const name: Inputs = changed({ provisioningArtifactName: "v1" });
    delete name.provisioningArtifactId;
    assert.match((await refused("no", { answers, inputs: name })).message, /version v1 of Web is not active/);
  });

  it("says nothing of versions where the one that was asked for is active", async () => {
    const byId = await refused("no", {
      answers: versions("v1", "v2"),
      inputs: changed({ provisioningArtifactId: "pa-v1" }),
    });
    assert.doesNotMatch(byId.message, /not active/);
    const name: Inputs = changed({ provisioningArtifactName: "v1" });
    delete name.provisioningArtifactId;
    assert.doesNotMatch(
      (await refused("no", { answers: versions("v1"), inputs: name })).message,
      /not active/,
    );
  });
});

describe("an update that finds another operation running", () => {
  it("is sent six times, and says that others keep changing the product", async () => {
    const { sent, code, message, run } = await play({ answers: { updateProvisionedProduct: busy } });
    assert.equal(sent.length, 6);
    assert.equal(code, "not-updatable");
    assert.equal(message, "web (pp-1) keeps being changed by other operations.");
    assert.deepEqual(run.clock.pauses, [500, 1_000, 2_000, 4_000, 8_000]);
  });

  it("has the record of that as its basis then", async () => {
    let asked = 0;
    let last = "rec-1";
    const { sent, error } = await play({
      answers: {
        updateProvisionedProduct: () => {
          if (asked++ > 0) return { RecordDetail: { RecordId: (last = "rec-9") } };
          last = "rec-8";
          return busy();
        },
        describeProvisionedProduct: () => ({
          ProvisionedProductDetail: {
            Status: "AVAILABLE",
            LastRecordId: last,
            LastProvisioningRecordId: last,
          },
        }),
      },
    });
    assert.equal(error, undefined);
    const [first, second] = sent.map(({ UpdateToken }) => UpdateToken);
    assert.notEqual(first, second);
  });
});

describe("an update that finds another operation, of which AWS shows nothing more", () => {
  it("is sent again where no record is shown", async () => {
    let asked = 0;
    const { sent, run } = await play({
      answers: {
        updateProvisionedProduct: () => (asked++ === 0 ? busy() : { RecordDetail: { RecordId: "rec-2" } }),
        describeProvisionedProduct: () => ({
          ProvisionedProductDetail: { Status: "AVAILABLE", ...(asked > 1 && { LastRecordId: "rec-2" }) },
        }),
      },
    });
    assert.equal(sent.length, 2);
    assert.deepEqual(run.aws.named("describeRecord"), [{ Id: "rec-2" }]);
  });

  it("is sent again where the product goes, and AWS says so", async () => {
    const gone = awsError("ResourceNotFoundException");
    let looks = 0;
    let asked = 0;
    const { sent, message } = await play({
      answers: {
        updateProvisionedProduct: () => (asked++ === 0 ? busy() : gone),
        describeProvisionedProduct: () =>
          looks++ < 2 ? { ProvisionedProductDetail: { Status: "AVAILABLE", LastRecordId: "rec-1" } } : gone,
      },
    });
    assert.equal(sent.length, 2);
    assert.match(message, /\nIt was terminated outside of Pulumi\./);
  });
});

describe("an update that was running when its run ended", () => {
  const running = (looks: number, fingerprintOf = "") => {
    let left = looks;
    const state = someState({
      pending: { recordId: "rec-1", fingerprint: fingerprintOf },
      observed: { status: "UNDER_CHANGE" },
    });
    const describeRecord = ({ Id }: Record<string, unknown>) => ({
      RecordDetail: {
        RecordId: Id,
        RecordType: "UPDATE_PROVISIONED_PRODUCT",
        Status: Id === "rec-1" && left-- > 0 ? "IN_PROGRESS" : "SUCCEEDED",
      },
    });
    return { state, answers: { describeRecord } };
  };

  it("is followed for longer than somebody else's, and is what the program says", async () => {
    const inputs = changed();
    const asked = await updateRequest(
      testRun({ describeProvisioningParameters: {} }),
      "pp-1",
      inputs,
      someState(),
    );
    const content = await fingerprint(asked, IDENTITY);
    const { result, sent, run, said } = await play({ inputs, ...running(145, content) });
    assert.ok(run.clock.now() - run.clock.begun > run.settings.waitForOthers);
    assert.deepEqual(sent, []);
    assert.deepEqual(said, []);
    assert.deepEqual(result?.inputs, inputs);
    assert.equal(result.pending, undefined);
    assert.match(
      run.row.join("\n"),
      /progress: following the operation that was running: in progress \(rec-1\)/,
    );
  });

  it("is followed by another one where it asked for something else", async () => {
    const { result, sent } = await play(running(2, "of another request"));
    assert.equal(sent.length, 1);
    assert.equal(result?.pending, undefined);
    assert.equal(result?.observed.lastRecordId, "rec-2");
    const takenBack = await play({ ...running(2, "of another request"), inputs: someInputs() });
    assert.equal(takenBack.sent.length, 1);
  });

  for (const [what, more] of [
    ["has failed", { before: { Status: "TAINTED" }, failed: true }],
    [
      "was overtaken by somebody else's",
      { before: { LastRecordId: "rec-5", LastProvisioningRecordId: "rec-5" } },
    ],
  ] as const)
    it(`is followed by another one where it ${what}, though it asked for what the program says`, async () => {
      const inputs = changed();
      const catalog = testRun({ describeProvisioningParameters: {} });
      const content = await fingerprint(await updateRequest(catalog, "pp-1", inputs, someState()), IDENTITY);
      const { state, answers } = running(0, content);
      const failure = ({ Id }: Record<string, unknown>) => ({
        RecordDetail: {
          RecordId: Id,
          RecordType: "UPDATE_PROVISIONED_PRODUCT",
          Status: Id === "rec-1" ? "FAILED" : "SUCCEEDED",
        },
      });
      const { sent, error } = await play({
        inputs,
        state,
        before: more.before,
        answers: "failed" in more ? { describeRecord: failure } : answers,
      });
      assert.equal(error, undefined);
      assert.equal(sent.length, 1);
    });

  it("leaves what is needed to follow it where this run does not see its end either", async () => {
    const interrupted = async (inputs: Inputs) => {
      const { error } = await play({
        inputs,
        answers: { describeRecord: awsError("AccessDeniedException") },
      });
      assert.ok(error instanceof PartialFailure);
      return error.state.pending;
    };
    const plain = changed();
    const content = async (inputs: Inputs) => {
      const catalog = testRun({ describeProvisioningParameters: {} });
      return fingerprint(await updateRequest(catalog, "pp-1", inputs, someState()), IDENTITY);
    };
    assert.deepEqual(await interrupted(plain), { fingerprint: await content(plain), recordId: "rec-2" });
    const secret = changed({ __secrets: ["provisioningParameters.Purpose"] });
    assert.deepEqual(await interrupted(secret), {
      fingerprint: await content(secret),
      secrets: true,
      recordId: "rec-2",
    });
  });

  it("keeps its record in state where it is not known how it ends", async () => {
    const { state } = running(0, "x");
    const answers = { describeRecord: awsError("AccessDeniedException", "no") };
    const { error, code } = await play({ state, answers });
    assert.ok(error instanceof PartialFailure);
    assert.equal(code, "call-failed");
    assert.deepEqual(error.state.pending, state.pending);
  });

  it("and was a create that has failed is reported as one, by the URN of now", async () => {
    const { state } = running(0);
    const { error, code } = await play({
      state,
      inputs: changed({ __urn: "urn:pulumi:test::project::t::renamed" }),
      before: { Status: "ERROR" },
      answers: {
        describeRecord: {
          RecordDetail: { RecordId: "rec-1", RecordType: "PROVISION_PRODUCT", Status: "FAILED" },
        },
      },
    });
    assert.equal(code, "create-failed");
    assert.ok(error instanceof PartialFailure);
    assert.equal(error.state.inputs.__urn, "urn:pulumi:test::project::t::renamed");
    assert.equal(error.state.pending, undefined);
  });
});

describe("a collision in Account Factory", () => {
  it("is tried again, ever later, and with another token", async () => {
    let records = 0;
    const { sent, error, run } = await play({
      state: someState({ observed: { type: "CONTROL_TOWER_ACCOUNT" } }),
      answers: {
        updateProvisionedProduct: () => ({ RecordDetail: { RecordId: `rec-${++records + 1}` } }),
        describeProvisionedProduct: () => ({
          ProvisionedProductDetail: {
            Status: "AVAILABLE",
            LastRecordId: `rec-${records + 1}`,
            LastProvisioningRecordId: `rec-${records + 1}`,
          },
        }),
        describeRecord: ({ Id }) => ({
          RecordDetail: {
            RecordId: Id,
            RecordType: "UPDATE_PROVISIONED_PRODUCT",
            Status: Id === "rec-10" ? "SUCCEEDED" : "FAILED",
            RecordErrors: [{ Description: "Another execution is in progress" }],
          },
        }),
      },
    });
    assert.equal(error, undefined);
    assert.equal(sent.length, 9);
    assert.equal(new Set(sent.map(({ UpdateToken }) => UpdateToken)).size, 9);
    assert.match(run.row.join("\n"), /collision 1; .*(\n.*)*collision 8; /);
  });
});

describe("an update of tags", () => {
  const tagged = (tags: Record<string, string>) => someState({ inputs: { tags } });
  const warned = async (before: Record<string, string>, now: Record<string, string>) =>
    (await play({ state: tagged(before), inputs: changed({ tags: now }) })).said;

  it("that only removes some warns that AWS is known to ignore it", async () => {
    assert.deepEqual(await warned({ a: "1", b: "2", c: "3" }, { c: "3" }), [
      "warn: web (pp-1): AWS is known to ignore an update that only removes tags (a, b); they go with the next tag that is added or changed.",
    ]);
  });

  it("that adds or changes one, or removes none, does not", async () => {
    assert.deepEqual(await warned({ a: "1", b: "2" }, { b: "3" }), []);
    assert.deepEqual(await warned({ a: "1", b: "2" }, { b: "2", c: "3" }), []);
    assert.deepEqual(await warned({ a: "1" }, { b: "2" }), []);
    assert.deepEqual(await warned({ a: "1" }, { a: "1" }), []);
  });
});
