import assert from "node:assert/strict";
import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import { problem } from "../../../provider/base/errors";
import {
  adviseRenewal,
  displayName,
  explainRefusal,
  failureTexts,
  isReplacedAfterFailure,
  toPartialFailure,
} from "../../../provider/product/failure";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { awsError, someObserved, someState, testRun } from "../support";

const ended = (record: RecordDetail) => ({ record, outputs: {}, succeeded: false, atFirstLook: false });

describe("what AWS says of a failed operation", () => {
  const texts = (errors: object[] | undefined, statusMessage: string | null = null) =>
    failureTexts(errors ? { RecordErrors: errors } : {}, someObserved({ statusMessage }));

  it("is every error of the record with its code, and the status message", () => {
    assert.deepEqual(
      texts([{ Code: "A", Description: "first " }, { Description: "second" }, { Code: "C" }], " more\n"),
      ["A: first", "second", "C", "more"],
    );
  });

  it("has nothing twice, and no empty part", () => {
    assert.deepEqual(texts([{ Description: "the stack failed" }, { Description: "other" }], "stack failed"), [
      "the stack failed",
      "other",
    ]);
    assert.deepEqual(texts([{ Code: "A", Description: "the stack failed" }], "stack failed"), [
      "A: the stack failed",
    ]);
    assert.deepEqual(texts([{}, { Description: " " }], "  "), ["AWS gave no reason."]);
  });

  it("is said to be missing where there is nothing, also of a product that was not seen", () => {
    assert.deepEqual(texts(undefined), ["AWS gave no reason."]);
    assert.deepEqual(failureTexts({}, undefined), ["AWS gave no reason."]);
  });
});

describe("a product is called", () => {
  it("by name and id, by the id alone where it has no name", () => {
    assert.equal(displayName("pp-1", { name: "web" }), "web (pp-1)");
    assert.equal(displayName("pp-1", { name: null }), "pp-1");
    assert.equal(displayName("pp-1", undefined), "pp-1");
  });
});

describe("a refusal", () => {
  const explained = (error: Error) =>
    explainRefusal("web was not asked", "Nothing was changed.", () => Promise.reject(error));

  it("says what did not happen, what AWS answered, and what is the state now", async () => {
    await assert.rejects(explained(awsError("ValidationException", "no such thing")), {
      code: "call-failed",
      message: "web was not asked: ValidationException: no such thing\nNothing was changed.",
    });
  });

  for (const error of [
    problem("timeout", "late"),
    new PartialFailure("pp-1", someState(), problem("busy", "said")),
  ])
    it(`is left alone where it is a ${error.name}`, async () => {
      await assert.rejects(explained(error), (thrown) => thrown === error);
    });

  it("is no matter where the work succeeds", async () => {
    assert.equal(await explainRefusal("a", "b", () => Promise.resolve(7)), 7);
  });

  for (const name of [
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
    "InvalidSignatureException",
    "CredentialsProviderError",
  ])
    it(`of ${name} advises to renew the credentials`, async () => {
      await assert.rejects(explained(awsError(name)), /Renew the credentials, then run the command again\.$/);
    });

  it("of anything else does not", () => {
    assert.equal(adviseRenewal(awsError("AccessDeniedException")), undefined);
    assert.equal(adviseRenewal(awsError("NotExpiredToken")), undefined);
  });
});

describe("after a failure a product is replaced", () => {
  for (const [type, replaced] of [
    ["CFN_STACK", true],
    ["CFN_STACKSET", true],
    [null, true],
    ["CONTROL_TOWER_ACCOUNT", false],
    ["EXTERNAL", false],
    ["X_CFN_STACK", false],
  ] as const)
    it(`${replaced ? "where" : "never where"} its type is ${type}`, () => {
      assert.equal(isReplacedAfterFailure(someObserved({ type })), replaced);
    });
});

describe("a failed operation becomes a partial failure", () => {
  const record = { RecordId: "rec-2", RecordErrors: [{ Code: "X", Description: "no" }] };
  const events = {
    describeStackEvents: {
      StackEvents: [
        {
          StackId: "s",
          PhysicalResourceId: "b",
          LogicalResourceId: "Bucket",
          ResourceType: "AWS::S3::Bucket",
          ResourceStatus: "CREATE_FAILED",
          ResourceStatusReason: "exists",
        },
      ],
    },
  };

  it("of an update, with what failed in the stack, and what it runs with", async () => {
    const state = someState({ observed: { status: "TAINTED" } });
    const failure = await toPartialFailure(testRun(events), "pp-1", state, ended(record));
    assert.equal(failure.id, "pp-1");
    assert.equal(failure.state, state);
    assert.equal(failure.reason.code, "update-failed");
    assert.equal(failure.collided, false);
    assert.equal(
      failure.message,
      [
        "web (pp-1) could not be updated: X: no",
        "  Bucket (AWS::S3::Bucket): exists",
        "It is TAINTED and runs with what it had before, which state keeps (record rec-2).",
        "Correct the program and run pulumi up, which tries again.",
      ].join("\n"),
    );
  });

  it("of a create, which the next up replaces", async () => {
    const state = someState({ observed: { status: null } });
    const failure = await toPartialFailure(testRun(events), "pp-1", state, ended(record), "provisioned");
    assert.equal(failure.reason.code, "create-failed");
    assert.match(failure.message, /^web \(pp-1\) could not be provisioned: X: no\n/);
    assert.match(failure.message, /\nIt is in an unknown status and keeps its name \(record rec-2\)\.\n/);
    assert.match(failure.message, /\nCorrect the program and run pulumi up, which replaces it;/);
  });

  it("of the create of an account, which the next up updates", async () => {
    const state = someState({ observed: { type: "CONTROL_TOWER_ACCOUNT" } });
    const { message } = await toPartialFailure(testRun({}), "pp-1", state, ended(record), "provisioned");
    assert.match(message, /which tries to update it: products of type CONTROL_TOWER_ACCOUNT are never/);
    assert.match(message, /pulumi destroy --target 'urn:pulumi:test::project::.*::web'$/);
  });

  it("that tells when Account Factory was only busy, by the record or by the status message", async () => {
    const busy = "Another AWS Control Tower operation is in progress";
    const collided = async (errors: object[], statusMessage: string | null) => {
      const state = someState({ observed: { statusMessage } });
      return (await toPartialFailure(testRun({}), "pp-1", state, ended({ RecordErrors: errors }))).collided;
    };
    assert.equal(await collided([{ Description: busy }], null), true);
    assert.equal(await collided([], busy), true);
    assert.equal(await collided([{ Description: "no" }], "no"), false);
  });
});
