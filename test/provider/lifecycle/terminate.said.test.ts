import assert from "node:assert/strict";
import type { TerminateFlags } from "../../../provider/config/terminateFlags";
import { terminate } from "../../../provider/lifecycle/terminate";
import type { Inputs } from "../../../provider/state/inputs";
import type { State } from "../../../provider/state/state";
import { NO_FLAGS, awsError, someState, testRun, type Answers } from "../support";

const stackArn = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-1/x";

const product = (Status: string, LastRecordId: string | undefined = "rec-1", more: object = {}) => ({
  ProvisionedProductDetail: { Id: "pp-1", Status, LastRecordId, ...more },
});
const record = (Id: unknown, Status: string, more: object = {}) => ({
  RecordDetail: { RecordId: Id, RecordType: "TERMINATE_PROVISIONED_PRODUCT", Status, ...more },
});
const busy = () =>
  awsError("ValidationException", "Can't terminate provisioned product because it's still under change");
const failedEvents = {
  StackEvents: [
    {
      StackId: "s",
      PhysicalResourceId: "b",
      LogicalResourceId: "Bucket",
      ResourceType: "AWS::S3::Bucket",
      ResourceStatus: "DELETE_FAILED",
      ResourceStatusReason: "not empty",
    },
  ],
};

/** Terminates a product; what AWS answers is that all goes well, but for `answers`. */
async function play(
  answers: Answers = {},
  {
    flags = {},
    state = someState(),
    account,
  }: { flags?: Partial<TerminateFlags>; state?: State; account?: string } = {},
) {
  const context = testRun(
    {
      describeProvisionedProduct: product("AVAILABLE"),
      terminateProvisionedProduct: { RecordDetail: { RecordId: "rec-2" } },
      describeRecord: ({ Id }) => record(Id, "SUCCEEDED"),
      describeStackEvents: { StackEvents: [] },
      ...answers,
    },
    account === undefined ? {} : { account },
  );
  const error: unknown = await terminate(context, "pp-1", state, { ...NO_FLAGS, ...flags }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const said = context.row.filter((text) => !text.startsWith("progress"));
  const message = error instanceof Error ? error.message : "";
  return { context, said, message, error, sent: context.aws.named("terminateProvisionedProduct") };
}

describe("a terminate sends", () => {
  it("the product, what is asked for, and a token of its own", async () => {
    const { context, sent, said, error } = await play();
    assert.equal(error, undefined);
    const [{ TerminateToken, ...request } = {}] = sent;
    assert.deepEqual(request, {
      ProvisionedProductId: "pp-1",
      IgnoreErrors: false,
      RetainPhysicalResources: false,
    });
    assert.match(String(TerminateToken), /^sc-/);
    assert.deepEqual(context.aws.named("describeProvisionedProduct"), [{ Id: "pp-1" }]);
    assert.deepEqual(context.aws.named("describeRecord"), [{ Id: "rec-2" }]);
    assert.deepEqual(said, []);
  });

  it("the flags and the language that there are", async () => {
    const state = someState({ inputs: { acceptLanguage: "jp" } });
    const { sent } = await play({}, { state, flags: { ignoreErrors: true, retainPhysicalResources: true } });
    assert.equal(sent[0]?.["AcceptLanguage"], "jp");
    assert.equal(sent[0]?.["IgnoreErrors"], true);
    assert.equal(sent[0]?.["RetainPhysicalResources"], true);
  });

  it("another token for another condition or other flags, the same for the same", async () => {
    const tokenOf = async (last: string | undefined, flags: Partial<TerminateFlags> = {}) =>
      (await play({ describeProvisionedProduct: product("TAINTED", last) }, { flags })).sent[0]?.[
        "TerminateToken"
      ];
    const first = await tokenOf("rec-1");
    assert.equal(await tokenOf("rec-1"), first);
    assert.notEqual(await tokenOf("rec-7"), first);
    assert.notEqual(await tokenOf("rec-1", { ignoreErrors: true }), first);
  });
});

describe("a terminate that AWS does not take", () => {
  it("is tried six times while others keep the product busy, and says what was asked for once", async () => {
    const { sent, said, error, context } = await play(
      { terminateProvisionedProduct: busy },
      { flags: { sources: ["a", "b"] } },
    );
    assert.equal(sent.length, 6);
    assert.equal((error as { code?: string }).code, "terminate-failed");
    assert.deepEqual(said, ["note: web (pp-1): terminating with a and b."]);
    assert.deepEqual(context.clock.pauses, [500, 1_000, 2_000, 4_000, 8_000]);
  });

  it("says what AWS says, that the product stays, and what to do", async () => {
    const denied = await play({ terminateProvisionedProduct: awsError("AccessDeniedException", "no") });
    assert.equal(
      denied.message,
      "web (pp-1) was not terminated: AccessDeniedException: no\nIt stays in state.\nRun the command again.",
    );
    assert.equal(denied.sent.length, 1);
    const expired = await play({ terminateProvisionedProduct: awsError("ExpiredTokenException", "old") });
    assert.match(expired.message, /\nRenew the credentials, then run the command again\.$/);
  });

  it("is done where the product is gone by then, in the caller's account only", async () => {
    const gone = { terminateProvisionedProduct: awsError("ResourceNotFoundException") };
    assert.equal((await play(gone)).error, undefined);
    const { error } = await play(gone, { account: "999999999999" });
    assert.equal((error as { code?: string }).code, "account");
  });
});

describe("a product with plans that were never executed", () => {
  const planned = (plans: object[], remain = false) => {
    let left = plans;
    return {
      describeProvisionedProduct: () => product(left.length > 0 ? "PLAN_IN_PROGRESS" : "AVAILABLE"),
      listProvisionedProductPlans: () => ({ ProvisionedProductPlans: left }),
      deleteProvisionedProductPlan: ({ PlanId }: Record<string, unknown>) => {
        if (!remain) left = left.filter((plan) => (plan as { PlanId?: string }).PlanId !== PlanId);
        return {};
      },
    };
  };

  it("is terminated when they are deleted, each by its name or id", async () => {
    const { said, sent, context, error } = await play(
      planned([{ PlanId: "plan-1", PlanName: "mine" }, { PlanId: "plan-2" }]),
    );
    assert.equal(error, undefined);
    assert.deepEqual(said, [
      "note: pp-1: deleting the plan mine, which was never executed.",
      "note: pp-1: deleting the plan plan-2, which was never executed.",
    ]);
    assert.deepEqual(context.aws.named("deleteProvisionedProductPlan"), [
      { PlanId: "plan-1" },
      { PlanId: "plan-2" },
    ]);
    assert.equal(sent.length, 1);
    assert.equal(context.aws.named("describeProvisionedProduct").length, 2, "it is looked at anew");
  });

  it("is tried all the same when they do not go, or are not shown", async () => {
    const stuck = await play(planned([{ PlanId: "plan-1" }], true));
    assert.equal(stuck.sent.length, 1);
    assert.equal(stuck.context.aws.named("listProvisionedProductPlans").length, 6);
    const hidden = await play({ ...planned([]), describeProvisionedProduct: product("PLAN_IN_PROGRESS") });
    assert.equal(hidden.sent.length, 1);
    assert.equal(hidden.context.aws.named("listProvisionedProductPlans").length, 1);
  });
});

describe("an operation that runs already", () => {
  /** The product is under change until that operation has ended. */
  const running = (RecordType: string, ends: number, LastRecordId = "rec-8"): Answers => {
    let looks = 0;
    return {
      describeProvisionedProduct: () => product(looks > ends ? "AVAILABLE" : "UNDER_CHANGE", LastRecordId),
      describeRecord: ({ Id }) =>
        Id === LastRecordId
          ? record(Id, looks++ >= ends ? "SUCCEEDED" : "IN_PROGRESS", { RecordType })
          : record(Id, "SUCCEEDED"),
    };
  };
  const pending = { recordId: "rec-8", fingerprint: "x" };

  it("of somebody else is waited for, and said", async () => {
    const { said, sent } = await play(running("UPDATE_PROVISIONED_PRODUCT", 3));
    assert.equal(said.length, 1);
    assert.match(
      said[0] ?? "",
      /^note: web \(pp-1\): UPDATE_PROVISIONED_PRODUCT \(record rec-8\) is running;/,
    );
    assert.equal(sent.length, 1);
  });

  it("of our own interrupted run is followed without a word, longer than that of others", async () => {
    const answers = running("UPDATE_PROVISIONED_PRODUCT", 145);
    const ours = await play(answers, { state: someState({ pending }) });
    assert.equal(ours.error, undefined);
    assert.deepEqual(ours.said, []);
    assert.equal(ours.sent.length, 1);
    assert.match(
      ours.context.row.join("\n"),
      /progress: waiting for the operation that was interrupted: in progress/,
    );
    const theirs = await play(running("UPDATE_PROVISIONED_PRODUCT", 145));
    assert.equal((theirs.error as { code?: string }).code, "busy");
    assert.equal(theirs.sent.length, 0);
  });

  it("is not asked for where the product is under change and shows no record", async () => {
    const answers = {
      describeProvisionedProduct: () => ({ ProvisionedProductDetail: { Status: "UNDER_CHANGE" } }),
    };
    const { context, sent } = await play(answers);
    assert.deepEqual(context.aws.named("describeRecord"), [{ Id: "rec-2" }]);
    assert.equal(sent.length, 1);
  });

  it("is looked at only while the product is under change", async () => {
    const { context } = await play({ describeProvisionedProduct: product("TAINTED", "rec-8") });
    assert.deepEqual(context.aws.named("describeRecord"), [{ Id: "rec-2" }]);
  });

  it("is followed where it is a terminate, and says that flags come too late", async () => {
    const { said, sent } = await play(running("TERMINATE_PROVISIONED_PRODUCT", 3), {
      flags: { sources: ["a", "b"] },
    });
    assert.deepEqual(said, [
      "note: web (pp-1): TERMINATE_PROVISIONED_PRODUCT (record rec-8) is running already and is followed.",
      "warn: web (pp-1): a and b cannot be added to that terminate any more: it ends as it was begun.",
    ]);
    assert.equal(sent.length, 0);
    const plain = await play(running("TERMINATE_PROVISIONED_PRODUCT", 3));
    assert.equal(plain.said.length, 1);
  });

  /** A terminate of somebody else, whose record may not be seen from the second look on. */
  const vanishing = (then: object | (() => object), account?: string) => {
    let looks = 0;
    let described = 0;
    return play(
      {
        describeProvisionedProduct: () => {
          if (described++ === 0) return product("UNDER_CHANGE", "rec-8");
          return typeof then === "function" ? (then as () => object)() : then;
        },
        describeRecord: ({ Id }) =>
          looks++ === 0 ? record(Id, "IN_PROGRESS") : awsError("AccessDeniedException", "not for you"),
      },
      account === undefined ? {} : { account },
    );
  };

  it("is a terminate that has done it where its record may not be seen any more and the product is gone", async () => {
    const { error, sent, context } = await vanishing(awsError("ResourceNotFoundException"));
    assert.equal(error, undefined);
    assert.equal(sent.length, 0);
    assert.deepEqual(context.aws.named("describeProvisionedProduct"), [{ Id: "pp-1" }, { Id: "pp-1" }]);
    const elsewhere = await vanishing(awsError("ResourceNotFoundException"), "999999999999");
    assert.equal((elsewhere.error as { code?: string }).code, "account");
  });

  for (const [what, then] of [
    ["is still there", product("UNDER_CHANGE", "rec-8")],
    ["may not be seen either", awsError("AccessDeniedException")],
  ] as const)
    it(`is not known to have ended where its record may not be seen and the product ${what}`, async () => {
      const { message, error } = await vanishing(then);
      assert.equal((error as { code?: string }).code, "call-failed");
      assert.equal(
        message,
        [
          "web (pp-1) is still being terminated: AccessDeniedException: not for you",
          "It stays in state; record rec-8 goes on in AWS.",
          "Run the command again: it follows that record to its end.",
        ].join("\n"),
      );
    });

  it("is not taken for ended by a run that was stopped", async () => {
    let looks = 0;
    const context = testRun({
      describeProvisionedProduct: () =>
        looks === 0 ? product("UNDER_CHANGE", "rec-8") : awsError("ResourceNotFoundException"),
      describeRecord: ({ Id }) => record(Id, looks++ === 0 ? "IN_PROGRESS" : "IN_PROGRESS"),
    });
    context.clock.onWake = () => context.stopper.abort();
    await assert.rejects(terminate(context, "pp-1", someState(), NO_FLAGS), { code: "interrupted" });
  });
});

describe("a collision in Account Factory", () => {
  const collision = { RecordErrors: [{ Description: "Another execution is in progress" }] };

  it("is tried again, ever later, with a count of its own", async () => {
    let sent = 0;
    const { context, error } = await play({
      describeProvisionedProduct: () => product("AVAILABLE", `rec-${sent}`),
      terminateProvisionedProduct: () => ({ RecordDetail: { RecordId: `rec-${++sent}` } }),
      describeRecord: ({ Id }) =>
        Id === "rec-9" ? record(Id, "SUCCEEDED") : record(Id, "FAILED", collision),
    });
    assert.equal(error, undefined);
    assert.equal(sent, 9, "more often than for somebody else's operation");
    assert.match(context.row.join("\n"), /collision 1; .*(\n.*)*collision 8; /);
  });

  it("is none where the record has succeeded, or has failed of something else", async () => {
    assert.equal(
      (await play({ describeRecord: ({ Id }) => record(Id, "SUCCEEDED", collision) })).sent.length,
      1,
    );
    const failed = await play({ describeRecord: ({ Id }) => record(Id, "FAILED") });
    assert.equal(failed.sent.length, 1);
    assert.match(failed.message, /could not be terminated/);
  });
});

describe("a terminate that has failed says", () => {
  const failing = (more: object = {}, answers: Answers = {}, state?: State) => {
    let sent = false;
    return play(
      {
        terminateProvisionedProduct: () => {
          sent = true;
          return { RecordDetail: { RecordId: "rec-2" } };
        },
        describeProvisionedProduct: () =>
          sent ? product("TAINTED", "rec-2", more) : product("AVAILABLE", "rec-1"),
        describeRecord: ({ Id }) =>
          record(Id, "FAILED", { RecordErrors: [{ Code: "X", Description: "no" }] }),
        describeStackEvents: failedEvents,
        ...answers,
      },
      state ? { state } : {},
    );
  };

  it("why, of which resources, what is the state now, and each way out", async () => {
    const { message } = await failing({ StatusMessage: "it is not empty" });
    assert.equal(
      message,
      [
        "web (pp-1) could not be terminated: X: no; it is not empty",
        "  Bucket (AWS::S3::Bucket): not empty",
        "It stays in state, with status TAINTED (record rec-2); its stack is SC-123456789012-pp-1.",
        "Remove what holds the resources and run the same command again. Or put one of these before it, and Service Catalog forgets the product:",
        "  SERVICECATALOG_IGNORE_ERRORS=pp-1               deletes what can be deleted, leaves the rest behind",
        "  SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES=pp-1   leaves the stack and all its resources behind",
        "Stack config that was set after the last pulumi up counts only in pulumi destroy --run-program.",
      ].join("\n"),
    );
  });

  it("not what the state says of an earlier failure, nor of a stack that there is none of", async () => {
    const state = someState({ observed: { statusMessage: "long ago", type: "EXTERNAL" } });
    const { message } = await failing({}, {}, state);
    assert.match(message, /^web \(pp-1\) could not be terminated: X: no\n/);
    assert.match(message, /status TAINTED \(record rec-2\)\.\n/);
  });

  it("that the status is not known where the product may not be seen", async () => {
    let sent = false;
    const { message } = await failing(
      {},
      {
        terminateProvisionedProduct: () => {
          sent = true;
          return { RecordDetail: { RecordId: "rec-2" } };
        },
        describeProvisionedProduct: () => (sent ? awsError("AccessDeniedException") : product("AVAILABLE")),
      },
    );
    assert.match(message, /with status unknown \(record rec-2\)/);
  });
});

describe("who retains or ignores is told", () => {
  const withStack = someState({ observed: { stackArn } });

  it("which stack is still there", async () => {
    const flags = { retainPhysicalResources: true, sources: ["a"] };
    const { said, context } = await play({}, { flags, state: withStack });
    assert.deepEqual(said.slice(1), [
      `note: web (pp-1) is terminated; its stack is still there: ${stackArn}`,
    ]);
    assert.equal(context.aws.named("describeStackEvents").length, 0);
    const external = someState({ observed: { type: "EXTERNAL" } });
    const unknown = await play({}, { flags, state: external });
    assert.match(unknown.said[1] ?? "", /is still there: AWS does not say which$/);
  });

  it("what could not be deleted", async () => {
    const { said } = await play(
      {
        describeStackEvents: failedEvents,
        describeRecord: ({ Id }) =>
          record(Id, "SUCCEEDED", { RecordErrors: [{ Code: "X", Description: "left" }] }),
      },
      { flags: { ignoreErrors: true }, state: withStack },
    );
    assert.deepEqual(said, [
      [
        `warn: web (pp-1) is terminated, but not all of it could be deleted. Left behind in ${stackArn}:`,
        "  X: left",
        "  Bucket (AWS::S3::Bucket): not empty",
      ].join("\n"),
    ]);
  });

  it("in AWS, where the stack is not known", async () => {
    const external = someState({ observed: { type: "EXTERNAL" } });
    const { said } = await play(
      { describeRecord: ({ Id }) => record(Id, "SUCCEEDED", { RecordErrors: [{ Description: "left" }] }) },
      { flags: { ignoreErrors: true }, state: external },
    );
    assert.match(said[0] ?? "", /Left behind in AWS:\n {2}left$/);
  });

  it("nothing where nothing is left, and who does neither is not", async () => {
    const ignoring = await play({}, { flags: { ignoreErrors: true }, state: withStack });
    assert.deepEqual([ignoring.said, ignoring.error], [[], undefined]);
    const plain = await play({ describeStackEvents: failedEvents }, { state: withStack });
    assert.deepEqual(plain.said, []);
    assert.equal(plain.context.aws.named("describeStackEvents").length, 0);
  });
});

describe("the turn of a terminate", () => {
  it("that does not come says that nothing was sent", async () => {
    const inputs: Partial<Inputs> = {};
    const context = testRun({});
    const settings = { ...context.settings, maxConcurrentOperations: 0 };
    const waiting = terminate({ ...context, settings }, "pp-1", someState({ inputs }), NO_FLAGS);
    context.stopper.abort();
    await assert.rejects(waiting, {
      code: "interrupted",
      message:
        /^web \(pp-1\) was not terminated: the run was stopped.*\nIt stays in state; nothing was sent\.$/,
    });
    assert.equal(context.aws.calls.length, 0);
  });
});
