import assert from "node:assert/strict";
import { readStackProgress } from "../../../provider/aws/stackProgress";
import { awsError, fakeAws } from "../support";

const STACK = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-123456789012-pp-1/1";
const signal = new AbortController().signal;

/** An event as CloudFormation shows it: `Bucket CREATE_COMPLETE`. */
function event(text: string) {
  const [name, ResourceStatus] = text.split(" ");
  return {
    StackId: STACK,
    LogicalResourceId: name,
    PhysicalResourceId: name === "Stack" ? STACK : name,
    ResourceType: `AWS::Test::${name}`,
    ResourceStatus,
  };
}

/** What is said of events, the first of which is the oldest. */
const progress = (...events: string[]) =>
  readStackProgress(
    fakeAws({ describeStackEvents: { StackEvents: events.map(event).reverse() } }),
    "pp-1",
    signal,
  );

describe("the progress of a stack", () => {
  const cases: [events: string[], said: string | undefined][] = [
    [["Stack CREATE_IN_PROGRESS", "A CREATE_IN_PROGRESS"], "A (AWS::Test::A) is under way"],
    [["A CREATE_IN_PROGRESS", "A CREATE_COMPLETE"], "1 resource is done"],
    [
      ["A CREATE_IN_PROGRESS", "A CREATE_COMPLETE", "C CREATE_IN_PROGRESS", "B CREATE_IN_PROGRESS"],
      "1 resource is done, C (AWS::Test::C) and another one are under way",
    ],
    [
      ["A DELETE_IN_PROGRESS", "B DELETE_IN_PROGRESS", "C DELETE_IN_PROGRESS", "A DELETE_COMPLETE"],
      "1 resource is done, B (AWS::Test::B) and another one are under way",
    ],
    [
      ["A UPDATE_IN_PROGRESS", "B UPDATE_IN_PROGRESS", "C UPDATE_IN_PROGRESS"],
      "A (AWS::Test::A) and 2 others are under way",
    ],
    [["A CREATE_IN_PROGRESS", "Stack UPDATE_IN_PROGRESS"], undefined],
    [["A CREATE_COMPLETE", "B CREATE_COMPLETE", "C CREATE_FAILED"], "2 resources are done"],
    [["A CREATE_COMPLETE_SOON", "B CREATE_IN_PROGRESS_SOON"], undefined],
    [["Stack CREATE_IN_PROGRESS"], undefined],
    [[], undefined],
  ];
  for (const [events, said] of cases)
    it(`after ${events.join(", ") || "nothing"}: ${said ?? "nothing"}`, async () => {
      assert.equal(await progress(...events), said);
    });

  it("is read from the stack that Service Catalog made for the product", async () => {
    const aws = fakeAws({ describeStackEvents: { StackEvents: [] } });
    await readStackProgress(aws, "pp-1", signal);
    assert.deepEqual(aws.named("describeStackEvents"), [{ StackName: "SC-123456789012-pp-1" }]);
  });

  it("is read by a call that ends with the run, and within seconds", async () => {
    let options: object | undefined;
    const aws = fakeAws({ describeStackEvents: (_, given) => ((options = given), {}) });
    assert.equal(await readStackProgress(aws, "pp-1", signal), undefined);
    assert.deepEqual(options, { abortSignal: signal, requestTimeout: 5_000 });
  });

  it("is not asked for again where that is denied, and not repeated where it fails", async () => {
    const denied = fakeAws({ describeStackEvents: awsError("AccessDenied") });
    for (let time = 0; time < 3; time++)
      assert.equal(await readStackProgress(denied, "pp-1", signal), undefined);
    assert.equal(denied.calls.length, 1);
    const failing = fakeAws({ describeStackEvents: awsError("ThrottlingException") });
    for (let time = 0; time < 3; time++)
      assert.equal(await readStackProgress(failing, "pp-1", signal), undefined);
    assert.equal(failing.calls.length, 3);
  });
});
