import assert from "node:assert/strict";
import type { StackEvent } from "@aws-sdk/client-cloudformation";
import { ofLastOperation } from "../../../provider/aws/stackEvents";

const event = (PhysicalResourceId: string, ResourceStatus?: string): StackEvent =>
  ({ StackId: "s", PhysicalResourceId, ResourceStatus }) as StackEvent;
const ofStack = (status?: string) => event("s", status);
const ofResource = (status: string) => event("b", status);

describe("the events of the last operation on a stack", () => {
  it("are those since a user has begun it, without the stack's own", () => {
    const [now, before] = [ofResource("CREATE_FAILED"), ofResource("DELETE_FAILED")];
    for (const begun of ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS"])
      assert.deepEqual(ofLastOperation([ofStack("X_COMPLETE"), now, ofStack(begun), before]), [now]);
  });

  it("do not begin with what AWS does about a failure, nor with a resource", () => {
    const events = [ofResource("UPDATE_IN_PROGRESS"), ofResource("UPDATE_FAILED")];
    const others = [
      "UPDATE_ROLLBACK_IN_PROGRESS",
      "ROLLBACK_IN_PROGRESS",
      "REVIEW_BEFORE_UPDATE_IN_PROGRESS",
      "UPDATE_IN_PROGRESS_CLEANUP",
      undefined,
    ].map(ofStack);
    assert.deepEqual(ofLastOperation([...others, ...events]), events);
  });

  it("are all where none begins, and none where there are none", () => {
    const failed = ofResource("CREATE_FAILED");
    assert.deepEqual(ofLastOperation([failed]), [failed]);
    assert.deepEqual(ofLastOperation([]), []);
  });

  it("tell of the stack itself that its rollback has failed", () => {
    const failed = ofStack("UPDATE_ROLLBACK_FAILED");
    assert.deepEqual(ofLastOperation([failed, ofStack("UPDATE_IN_PROGRESS")]), [failed]);
  });
});
