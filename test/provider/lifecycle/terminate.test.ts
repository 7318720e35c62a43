import assert from "node:assert/strict";
import { watching } from "../../../provider/aws/watcher";
import { terminate } from "../../../provider/lifecycle/terminate";
import { NO_FLAGS, awsError, someState, testRun, type Answers } from "../support";

const gone = () => awsError("ResourceNotFoundException");

/** A terminate whose record says FAILED, and what Describe says before and after it. */
function play(after: () => object, account = "123456789012", answers: Answers = {}) {
  let sent = false;
  return testRun(
    {
      describeProvisionedProduct: () =>
        sent
          ? after()
          : { ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE", LastRecordId: "rec-1" } },
      terminateProvisionedProduct: () => {
        sent = true;
        return { RecordDetail: { RecordId: "rec-2" } };
      },
      describeRecord: {
        RecordDetail: { RecordId: "rec-2", RecordType: "TERMINATE_PROVISIONED_PRODUCT", Status: "FAILED" },
      },
      describeStackEvents: { StackEvents: [] },
      ...answers,
    },
    { account },
  );
}

describe("a terminate whose record has failed", () => {
  it("is success when the product is gone: somebody else has terminated it meanwhile", async () => {
    await terminate(play(gone), "pp-1", someState(), NO_FLAGS);
  });

  it("is not when the caller looks into another account", async () => {
    await assert.rejects(terminate(play(gone, "999999999999"), "pp-1", someState(), NO_FLAGS), {
      code: "account",
    });
  });

  it("is not when the product is still there, or may not be seen", async () => {
    const there = { ProvisionedProductDetail: { Id: "pp-1", Status: "TAINTED", LastRecordId: "rec-2" } };
    for (const after of [() => there, () => awsError("AccessDeniedException")])
      await assert.rejects(terminate(play(after), "pp-1", someState(), NO_FLAGS), {
        code: "terminate-failed",
      });
  });
});

describe("a terminate that finds another operation running", () => {
  /** Somebody else's terminate ends so, while the product is UNDER_CHANGE; ours succeeds. */
  const overtaken = (status: string) => {
    let looks = 0;
    return testRun({
      describeProvisionedProduct: () => ({
        ProvisionedProductDetail: {
          Id: "pp-1",
          Status: looks++ === 0 ? "UNDER_CHANGE" : "TAINTED",
          LastRecordId: "rec-8",
        },
      }),
      describeRecord: ({ Id }) => ({
        RecordDetail: {
          RecordId: Id,
          RecordType: "TERMINATE_PROVISIONED_PRODUCT",
          Status: Id === "rec-8" ? status : "SUCCEEDED",
        },
      }),
      terminateProvisionedProduct: { RecordDetail: { RecordId: "rec-9" } },
    });
  };

  it("sends its own when somebody else's terminate has failed", async () => {
    const context = overtaken("FAILED");
    await terminate(context, "pp-1", someState(), NO_FLAGS);
    assert.equal(context.aws.named("terminateProvisionedProduct").length, 1);
  });

  it("sends nothing when it has succeeded", async () => {
    const context = overtaken("SUCCEEDED");
    await terminate(context, "pp-1", someState(), NO_FLAGS);
    assert.deepEqual(context.aws.named("terminateProvisionedProduct"), []);
  });
});

describe("a product that state shows as AVAILABLE, among many that are terminated at once", () => {
  const usual = watching.from;
  before(() => (watching.from = 1));
  after(() => (watching.from = usual));

  it("is terminated with two calls: without a look before", async () => {
    const context = testRun({
      terminateProvisionedProduct: { RecordDetail: { RecordId: "rec-2" } },
      describeRecord: { RecordDetail: { RecordId: "rec-2", Status: "SUCCEEDED" } },
    });
    await terminate(context, "pp-1", someState(), NO_FLAGS);
    const operations = context.aws.calls.map(({ operation }) => operation);
    assert.deepEqual(
      operations.filter((operation) => operation !== "searchProvisionedProducts"),
      ["terminateProvisionedProduct", "describeRecord"],
    );
  });

  it("is looked at when the answer is that of an earlier terminate, and terminated with another token", async () => {
    let last = "rec-2";
    const context = testRun({
      describeProvisionedProduct: () => ({
        ProvisionedProductDetail: { Id: "pp-1", Status: "TAINTED", LastRecordId: last },
      }),
      terminateProvisionedProduct: () => {
        const [RecordId, CreatedTime] =
          last === "rec-2" && context.aws.named("describeProvisionedProduct").length === 0
            ? ["rec-2", new Date(context.clock.begun - 60_000)]
            : ["rec-3", new Date(context.clock.begun)];
        last = RecordId;
        return { RecordDetail: { RecordId, CreatedTime } };
      },
      describeRecord: ({ Id }) => ({
        RecordDetail: { RecordId: Id, Status: Id === "rec-3" ? "SUCCEEDED" : "FAILED" },
      }),
    });
    await terminate(context, "pp-1", someState(), NO_FLAGS);
    const tokens = context.aws
      .named("terminateProvisionedProduct")
      .map(({ TerminateToken }) => TerminateToken);
    assert.equal(new Set(tokens).size, 2);
  });

  for (const [what, ages, statuses] of [
    ["is one that has failed, however new it looks", {}, ["FAILED"]],
    ["is an earlier one, which fails only now", { age: 60_000 }, ["IN_PROGRESS", "FAILED"]],
  ] as const)
    it(`is terminated with another token when the answer ${what}`, async () => {
      const left: string[] = [...statuses];
      const context: ReturnType<typeof testRun> = testRun({
        describeProvisionedProduct: () => ({
          ProvisionedProductDetail: {
            Id: "pp-1",
            Status: left[0] === "IN_PROGRESS" ? "UNDER_CHANGE" : "TAINTED",
            LastRecordId: "rec-2",
          },
        }),
        terminateProvisionedProduct: () =>
          context.aws.named("terminateProvisionedProduct").length > 1
            ? { RecordDetail: { RecordId: "rec-3" } }
            : {
                RecordDetail: {
                  RecordId: "rec-2",
                  ...("age" in ages && { CreatedTime: new Date(context.clock.begun - ages.age) }),
                },
              },
        describeRecord: ({ Id }) => ({
          RecordDetail: {
            RecordId: Id,
            RecordType: "TERMINATE_PROVISIONED_PRODUCT",
            Status: Id === "rec-3" ? "SUCCEEDED" : left.length > 1 ? left.shift() : left[0],
          },
        }),
      });
      await terminate(context, "pp-1", someState(), NO_FLAGS);
      const tokens = context.aws.named("terminateProvisionedProduct");
      assert.equal(new Set(tokens.map(({ TerminateToken }) => TerminateToken)).size, 2);
    });

  it("is looked at when AWS refuses to, and what it is told to retain is said once", async () => {
    let looks = 0;
    const context = testRun({
      describeProvisionedProduct: () => ({
        ProvisionedProductDetail: {
          Id: "pp-1",
          Status: looks++ ? "AVAILABLE" : "UNDER_CHANGE",
          LastRecordId: "rec-8",
        },
      }),
      describeRecord: ({ Id }) => ({ RecordDetail: { RecordId: Id, Status: "SUCCEEDED" } }),
      terminateProvisionedProduct: () =>
        looks === 0
          ? awsError(
              "ValidationException",
              "Can't terminate provisioned product because it's still under change",
            )
          : { RecordDetail: { RecordId: "rec-9" } },
    });
    const retaining = { retainPhysicalResources: true, ignoreErrors: false, sources: ["a setting"] };
    await terminate(context, "pp-1", someState(), retaining);
    assert.equal(context.aws.named("terminateProvisionedProduct").length, 2);
    assert.equal(context.row.filter((text) => text.includes("terminating with a setting")).length, 1);
  });

  it("that is gone by then is done, in the caller's account only, and is not looked at", async () => {
    const context = testRun({ terminateProvisionedProduct: gone });
    await terminate(context, "pp-1", someState(), NO_FLAGS);
    assert.deepEqual(context.aws.named("describeProvisionedProduct"), []);
    const elsewhere = testRun({ terminateProvisionedProduct: gone }, { account: "999999999999" });
    await assert.rejects(terminate(elsewhere, "pp-1", someState(), NO_FLAGS), { code: "account" });
  });

  it("has the token that it would have had after a look", async () => {
    const succeeded = {
      describeProvisionedProduct: {
        ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE", LastRecordId: "rec-1" },
      },
      terminateProvisionedProduct: { RecordDetail: { RecordId: "rec-2" } },
      describeRecord: { RecordDetail: { RecordId: "rec-2", Status: "SUCCEEDED" } },
    };
    const tokenOf = async (from: number) => {
      watching.from = from;
      const context = testRun(succeeded);
      await terminate(context, "pp-1", someState(), NO_FLAGS);
      watching.from = 1;
      assert.deepEqual(context.aws.named("describeRecord"), [{ Id: "rec-2" }]);
      return context.aws.named("terminateProvisionedProduct")[0]?.["TerminateToken"];
    };
    assert.equal(await tokenOf(1), await tokenOf(usual));
  });

  it("is tried again after a collision, with a look, and not after any other failure", async () => {
    const play = (description: string) => {
      let sent = 0;
      const context: ReturnType<typeof testRun> = testRun({
        describeProvisionedProduct: () => ({
          ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE", LastRecordId: `rec-${sent + 1}` },
        }),
        terminateProvisionedProduct: () => ({ RecordDetail: { RecordId: `rec-${++sent + 1}` } }),
        describeRecord: ({ Id }) => ({
          RecordDetail: {
            RecordId: Id,
            Status: Id === "rec-3" ? "SUCCEEDED" : looks++ === 0 ? "IN_PROGRESS" : "FAILED",
            RecordErrors: [{ Description: description }],
          },
        }),
        describeStackEvents: {},
      });
      let looks = 0;
      return context;
    };
    const collided = play("Another execution is in progress");
    await terminate(collided, "pp-1", someState(), NO_FLAGS);
    assert.equal(collided.aws.named("terminateProvisionedProduct").length, 2);
    assert.match(collided.row.join(), /collision 1; /);
    const failed = play("no");
    await assert.rejects(terminate(failed, "pp-1", someState(), NO_FLAGS), { code: "terminate-failed" });
    assert.equal(failed.aws.named("terminateProvisionedProduct").length, 1);
    assert.doesNotMatch(failed.row.join(), /collision/);
  });

  it("is looked at first when something is pending, and when state shows another status, or no record", async () => {
    for (const state of [
      someState({ observed: { lastRecordId: null } }),
      someState({ pending: { fingerprint: "", recordId: null } }),
      someState({ observed: { status: "TAINTED" } }),
    ]) {
      const context = testRun({ describeProvisionedProduct: gone });
      await terminate(context, "pp-1", state, NO_FLAGS);
      assert.equal(context.aws.calls[0]?.operation, "describeProvisionedProduct");
    }
  });
});

describe("a product that AWS does not find", () => {
  it("is not taken for gone while the account cannot be asked, however long that takes", async () => {
    let asked = 0;
    const context = testRun({ describeProvisionedProduct: gone });
    const aws = Object.assign(context.aws, {
      accountId: () =>
        asked++ < 8
          ? Promise.reject(awsError("Throttling", "Rate exceeded"))
          : Promise.resolve("123456789012"),
    });
    await terminate({ ...context, aws }, "pp-1", someState(), NO_FLAGS);
    assert.equal(asked, 9);
    const refused = Object.assign(context.aws, { accountId: () => Promise.reject(awsError("ExpiredToken")) });
    await assert.rejects(terminate({ ...context, aws: refused }, "pp-1", someState(), NO_FLAGS), {
      code: "call-failed",
    });
  });
});
