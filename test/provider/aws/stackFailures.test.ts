import assert from "node:assert/strict";
import { readStackFailures, stackOf } from "../../../provider/aws/stackFailures";
import { awsError, someObserved, testRun } from "../support";

const ARN = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-1/x";
const ofStack = (ResourceStatus: string) => ({
  StackId: ARN,
  PhysicalResourceId: ARN,
  LogicalResourceId: "SC-1",
  ResourceType: "AWS::CloudFormation::Stack",
  ResourceStatus,
});
const failed = (name: string, reason?: string, ResourceStatus = "CREATE_FAILED") => ({
  StackId: ARN,
  PhysicalResourceId: name.toLowerCase(),
  LogicalResourceId: name,
  ResourceType: "AWS::S3::Bucket",
  ResourceStatus,
  ...(reason !== undefined && { ResourceStatusReason: reason }),
});

describe("the stack of a product", () => {
  const stack = (more: object) => stackOf("pp-1", someObserved({ stackArn: null, ...more }));

  it("is the one that an operation has shown", () => {
    assert.equal(stack({ stackArn: ARN, type: "CFN_STACKSET", accountId: null }), ARN);
  });

  it("has the name that AWS gives it until then", () => {
    assert.equal(stack({}), "SC-123456789012-pp-1");
    assert.equal(stack({ type: null }), "SC-123456789012-pp-1");
  });

  it("is none of what is no stack, or of an account that is not known", () => {
    assert.equal(stack({ type: "CFN_STACKSET" }), undefined);
    assert.equal(stack({ accountId: null }), undefined);
  });
});

describe("why an operation on a stack has failed", () => {
  const read = (StackEvents: object[] | undefined) =>
    readStackFailures(testRun({ describeStackEvents: StackEvents ? { StackEvents } : {} }), ARN);

  it("is a line for each resource that has failed", async () => {
    assert.deepEqual(
      await read([
        ofStack("ROLLBACK_IN_PROGRESS"),
        failed("Topic", undefined, "DELETE_FAILED"),
        failed("Bucket", "already exists"),
        failed("Queue", "made", "CREATE_COMPLETE"),
        failed("Role", "being removed", "CREATE_FAILED_CLEANUP"),
        ofStack("CREATE_IN_PROGRESS"),
      ]),
      ["Topic (AWS::S3::Bucket): DELETE_FAILED", "Bucket (AWS::S3::Bucket): already exists"],
    );
  });

  it("is asked of the stack by its name, and of nothing without one", async () => {
    const context = testRun({ describeStackEvents: { StackEvents: [] } });
    assert.deepEqual(await readStackFailures(context, ARN), []);
    assert.deepEqual(context.aws.named("describeStackEvents"), [{ StackName: ARN }]);
    assert.deepEqual(await readStackFailures(context, undefined), []);
    assert.equal(context.aws.calls.length, 1);
  });

  it("is not what was only cancelled, because something else failed", async () => {
    assert.deepEqual(
      await read([failed("Queue", "Resource creation Cancelled"), failed("Bucket", "exists")]),
      ["Bucket (AWS::S3::Bucket): exists"],
    );
  });

  it("is not what has failed in an earlier operation", async () => {
    for (const begun of ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS"])
      assert.deepEqual(await read([failed("Bucket", "now"), ofStack(begun), failed("Topic", "earlier")]), [
        "Bucket (AWS::S3::Bucket): now",
      ]);
  });

  it("begins with the operation, not with what AWS does about it, nor with a resource of the stack", async () => {
    assert.deepEqual(
      await read([
        ofStack("UPDATE_ROLLBACK_IN_PROGRESS"),
        failed("Queue", "x", "UPDATE_IN_PROGRESS"),
        failed("Bucket", "now"),
        ofStack("UPDATE_IN_PROGRESS"),
      ]),
      ["Bucket (AWS::S3::Bucket): now"],
    );
  });

  it("is not the stack itself", async () => {
    assert.deepEqual(await read([{ ...ofStack("CREATE_FAILED"), ResourceStatusReason: "it failed" }]), []);
  });

  it("is the stack itself, with its status, where its rollback has failed too", async () => {
    const rollback = { ...ofStack("UPDATE_ROLLBACK_FAILED"), ResourceStatusReason: "Bucket would not go" };
    const line = "SC-1 (AWS::CloudFormation::Stack): UPDATE_ROLLBACK_FAILED";
    assert.deepEqual(await read([rollback]), [`${line}: Bucket would not go`]);
    assert.deepEqual(await read([ofStack("UPDATE_ROLLBACK_FAILED")]), [line]);
  });

  it("is ten lines at most", async () => {
    const many = Array.from({ length: 12 }, (_, index) => failed(`R${index}`, "no"));
    assert.equal((await read(many)).length, 10);
  });

  it("is nothing where there are no events, or they may not be read", async () => {
    assert.deepEqual(await read(undefined), []);
    assert.deepEqual(await read([{}]), []);
    const denied = testRun({ describeStackEvents: awsError("AccessDenied") });
    assert.deepEqual(await readStackFailures(denied, ARN), []);
  });

  it("is nothing where the time is over before CloudFormation answers", async () => {
    const throttled = testRun({ describeStackEvents: awsError("Throttling") }, { timeout: 1_000 });
    assert.deepEqual(await readStackFailures(throttled, ARN), []);
  });

  it("is read by a call that the end of the run cuts off", async () => {
    let signal: AbortSignal | undefined;
    const context = testRun({ describeStackEvents: (_, options) => ((signal = options?.abortSignal), {}) });
    await readStackFailures(context, ARN);
    assert.equal(signal, context.stop);
  });

  it("is not asked for when the run was stopped", async () => {
    const context = testRun({ describeStackEvents: awsError("AccessDenied") });
    context.stopper.abort();
    await assert.rejects(readStackFailures(context, ARN), { code: "interrupted" });
  });
});
