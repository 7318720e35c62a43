import assert from "node:assert/strict";
import { toPartialFailure } from "../../../provider/product/failure";
import { awsError, someInputs, someObserved, testRun } from "../support";

const STACK = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-123456789012-pp-1/0";
const event = (status: string, reason?: string) => ({
  StackId: STACK,
  PhysicalResourceId: STACK,
  LogicalResourceId: "SC-123456789012-pp-1",
  ResourceType: "AWS::CloudFormation::Stack",
  ResourceStatus: status,
  ResourceStatusReason: reason,
});

/** What a failed update says to do, where AWS's record and the stack's events say this. */
async function adviceAfter(description: string, events: object[] | Error): Promise<string[]> {
  const context = testRun({
    describeStackEvents: () => (events instanceof Error ? events : { StackEvents: events }),
  });
  const state = { inputs: someInputs(), observed: someObserved({ status: "TAINTED", stackArn: STACK }) };
  const record = { RecordId: "rec-2", RecordErrors: [{ Code: "InternalFailure", Description: description }] };
  const ended = { record, outputs: {}, succeeded: false, atFirstLook: false };
  const { message } = await toPartialFailure(context, "pp-1", state, ended);
  return message.split("\n");
}

describe("a failed update", () => {
  it("is tried again where it has been rolled back", async () => {
    const lines = await adviceAfter("no more room", [
      event("UPDATE_ROLLBACK_COMPLETE"),
      event("UPDATE_IN_PROGRESS"),
    ]);
    assert.equal(lines.at(-1), "Correct the program and run pulumi up, which tries again.");
  });

  const ROLLBACK =
    /^No update succeeds while its stack is UPDATE_ROLLBACK_FAILED\. .*"Continue update rollback".* Or provision it anew, .*pulumi destroy --target '?urn:.*, then pulumi up\.$/;

  it("is not, where its rollback has failed as well", async () => {
    const lines = await adviceAfter("no more room", [
      event("UPDATE_ROLLBACK_FAILED", "The following resource(s) failed to update: [Bucket]. "),
      event("UPDATE_ROLLBACK_IN_PROGRESS"),
      event("UPDATE_IN_PROGRESS"),
      event("UPDATE_ROLLBACK_FAILED", "of an earlier operation"),
    ]);
    assert.match(lines.at(-1) ?? "", ROLLBACK);
    const ofStack = lines.filter((line) => line.includes("AWS::CloudFormation::Stack"));
    assert.deepEqual(ofStack, [
      "  SC-123456789012-pp-1 (AWS::CloudFormation::Stack): UPDATE_ROLLBACK_FAILED: The following resource(s) failed to update: [Bucket]. ",
    ]);
  });

  for (const [status, advice] of [
    ["UPDATE_ROLLBACK_FAILED", ROLLBACK],
    [
      "DELETE_FAILED",
      /^No update succeeds while its stack is DELETE_FAILED\. Correct that in CloudFormation/,
    ],
  ] as const)
    it(`says so where only AWS's refusal shows it: ${status}`, async () => {
      const refusal = `Stack:${STACK} is in ${status} state and can not be updated.`;
      const lines = await adviceAfter(refusal, awsError("AccessDenied"));
      assert.match(lines.at(-1) ?? "", advice);
    });
});
