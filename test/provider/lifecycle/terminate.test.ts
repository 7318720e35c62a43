import assert from "node:assert/strict";
import { terminate } from "../../../provider/lifecycle/terminate";
import { awsError, someState, testRun, type Answers } from "../support";

const flags = { retainPhysicalResources: false, ignoreErrors: false, sources: [] };
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
    await terminate(play(gone), "pp-1", someState(), flags);
  });

  it("is not when the caller looks into another account", async () => {
    await assert.rejects(terminate(play(gone, "999999999999"), "pp-1", someState(), flags), {
      code: "account",
    });
  });

  it("is not when the product is still there, or may not be seen", async () => {
    const there = { ProvisionedProductDetail: { Id: "pp-1", Status: "TAINTED", LastRecordId: "rec-2" } };
    for (const after of [() => there, () => awsError("AccessDeniedException")])
      await assert.rejects(terminate(play(after), "pp-1", someState(), flags), {
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
    await terminate(context, "pp-1", someState(), flags);
    assert.equal(context.aws.named("terminateProvisionedProduct").length, 1);
  });

  it("sends nothing when it has succeeded", async () => {
    const context = overtaken("SUCCEEDED");
    await terminate(context, "pp-1", someState(), flags);
    assert.deepEqual(context.aws.named("terminateProvisionedProduct"), []);
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
    await terminate({ ...context, aws }, "pp-1", someState(), flags);
    assert.equal(asked, 9);
    const refused = Object.assign(context.aws, { accountId: () => Promise.reject(awsError("ExpiredToken")) });
    await assert.rejects(terminate({ ...context, aws: refused }, "pp-1", someState(), flags), {
      code: "call-failed",
    });
  });
});
