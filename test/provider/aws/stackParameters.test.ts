import assert from "node:assert/strict";
import { describeStackParameters, readStackParameters } from "../../../provider/aws/stackParameters";
import { awsError, testRun } from "../support";

const ARN = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-1/2";

describe("the parameters of a stack", () => {
  it("are read by the stack's ARN, without the masked ones", async () => {
    const context = testRun({
      describeStacks: {
        Stacks: [
          {
            Parameters: [
              { ParameterKey: "Size", ParameterValue: "large" },
              { ParameterKey: "Owner", ParameterValue: "" },
              { ParameterKey: "Image", ParameterValue: "/images/latest", ResolvedValue: "ami-1" },
              { ParameterKey: "Password", ParameterValue: "****" },
              { ParameterValue: "of what has no name" },
              { ParameterKey: "Absent" },
            ],
          },
        ],
      },
    });
    assert.deepEqual(await readStackParameters(context, ARN), {
      Size: "large",
      Owner: "",
      Image: "/images/latest",
      Absent: "",
    });
    assert.deepEqual(context.aws.named("describeStacks"), [{ StackName: ARN }]);
    assert.deepEqual((await describeStackParameters(context, ARN))?.hidden, ["Password"]);
  });

  it("are none for a stack without parameters", async () => {
    assert.deepEqual(await readStackParameters(testRun({ describeStacks: { Stacks: [{}] } }), ARN), {});
  });

  for (const [why, name] of Object.entries({
    "may not be read": "AccessDenied",
    "is not there": "ValidationError",
    "is out of reach": "ECONNREFUSED",
  })) {
    it(`are undefined when the stack ${why}, after one call`, async () => {
      const context = testRun({ describeStacks: awsError(name) });
      assert.equal(await readStackParameters(context, ARN), undefined);
      assert.equal(context.aws.calls.length, 1);
    });
  }

  it("are asked for again while AWS limits the rate of calls", async () => {
    let calls = 0;
    const context = testRun({
      describeStacks: () => {
        if (++calls < 4) throw awsError("Throttling", "Rate exceeded");
        return { Stacks: [{ Parameters: [] }] };
      },
    });
    assert.deepEqual(await readStackParameters(context, ARN), {});
    assert.equal(calls, 4);
  });

  it("are not known when the time is over, nor of a stack that is not shown", async () => {
    const throttled = testRun({ describeStacks: awsError("Throttling") }, { timeout: 1_000 });
    assert.equal(await readStackParameters(throttled, ARN), undefined);
    for (const answer of [{}, { Stacks: [] }])
      assert.equal(await readStackParameters(testRun({ describeStacks: answer }), ARN), undefined);
  });

  it("are asked for by a call that the end of the run cuts off", async () => {
    let signal: AbortSignal | undefined;
    const context = testRun({ describeStacks: (_, options) => ((signal = options?.abortSignal), {}) });
    await readStackParameters(context, ARN);
    assert.equal(signal, context.stop);
  });

  it("are not waited for once the run is stopped", async () => {
    const context = testRun({ describeStacks: awsError("Throttling") });
    context.stopper.abort();
    await assert.rejects(readStackParameters(context, ARN), /stopped/);
  });
});
