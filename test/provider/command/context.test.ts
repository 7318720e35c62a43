import assert from "node:assert/strict";
import sinon from "sinon";
import { systemClock } from "../../../provider/base/clock";
import { problem } from "../../../provider/base/errors";
import { asked, commandContext } from "../../../provider/command/context";
import { callToRead } from "../../../provider/aws/calls";
import { awsError, fakeAws } from "../support";

describe("the patience of a command", () => {
  let now = 1_000_000;
  beforeEach(() => {
    sinon.stub(systemClock, "now").callsFake(() => now);
    sinon.stub(systemClock, "sleep").callsFake((ms) => Promise.resolve(void (now += ms)));
  });
  afterEach(() => sinon.restore());

  const failing: [string, () => unknown][] = [
    ["cannot be read", () => new SyntaxError("Unexpected token <")],
    ["are internal errors", () => awsError("InternalFailure", "x", { $metadata: { httpStatusCode: 500 } })],
    ["do not come", () => awsError("Error", "socket hang up", { code: "ECONNRESET" })],
    ["limit the rate of calls", () => awsError("ThrottlingException", "Rate exceeded")],
  ];
  for (const [what, answer] of failing)
    it(`ends two minutes after AWS has last answered, where answers ${what}`, async () => {
      const context = { ...commandContext({}, () => undefined), aws: fakeAws({ describeProduct: answer }) };
      const begun = now;
      await assert.rejects(
        asked(() => callToRead(context, (client) => client.describeProduct({ Id: "prod-1" }))),
        { code: "timeout" },
      );
      assert.ok(now - begun <= 120_000 && now - begun > 90_000, `${now - begun} ms`);
    });

  it("begins anew with every answer: thousands of products take longer", () => {
    const context = commandContext({}, () => undefined);
    const first = context.deadline;
    now += 119_000;
    context.heard();
    assert.equal(context.deadline, first + 119_000);
  });
});

describe("what a command says of a refusal", () => {
  it("is that AWS could not be asked, with what it answered", async () => {
    await assert.rejects(
      asked(() => Promise.reject(awsError("AccessDeniedException", "no"))),
      {
        code: "call-failed",
        message: "AWS could not be asked: AccessDeniedException: no",
      },
    );
  });

  it("is a problem of ours as it is", async () => {
    const ours = problem("arguments", "--stack is needed.");
    await assert.rejects(
      asked(() => Promise.reject(ours)),
      ours,
    );
    assert.equal(await asked(() => Promise.resolve(7)), 7);
  });
});
