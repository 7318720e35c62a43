import assert from "node:assert/strict";
import { watching } from "../../../provider/aws/watcher";
import { terminate } from "../../../provider/lifecycle/terminate";
import { NO_FLAGS, awsError, someState, testRun, type TestRun } from "../support";

const lost = () => awsError("Error", "socket hang up", { code: "ECONNRESET" });

/** AWS's answer to the terminate is lost; then `then` is what the next attempts meet. */
function play(then: (context: TestRun) => Error | object): TestRun {
  let sent = 0;
  const context: TestRun = testRun({
    describeProvisionedProduct: {
      ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE", LastRecordId: "rec-1" },
    },
    terminateProvisionedProduct: () => (sent++ === 0 ? lost() : then(context)),
    describeRecord: { RecordDetail: { RecordId: "rec-2", Status: "SUCCEEDED" } },
  });
  return context;
}

async function failure(context: TestRun): Promise<Error & { code?: string }> {
  const work = terminate(context, "pp-1", someState(), NO_FLAGS);
  return (await work.then(() => assert.fail("should have failed")).catch((error: unknown) => error)) as Error;
}

describe("when the answer to TerminateProvisionedProduct is lost", () => {
  const usual = watching.from;
  afterEach(() => (watching.from = usual));

  const ways: [string, string, (context: TestRun) => Error][] = [
    ["refused", "terminate-failed", () => awsError("AccessDeniedException", "no")],
    ["refused for want of valid credentials", "terminate-failed", () => awsError("ExpiredTokenException")],
    [
      "stopped by Ctrl-C",
      "interrupted",
      (context) => {
        context.stopper.abort();
        return lost();
      },
    ],
    ["lost for good as well", "timeout", lost],
  ];
  for (const from of [usual, 1])
    for (const [what, code, then] of ways)
      it(`and its repeat is ${what}, it is not known whether it goes (from ${from} on)`, async () => {
        watching.from = from;
        const error = await failure(play(then));
        assert.match(
          error.message,
          /^Whether web \(pp-1\) is being terminated is not known: AWS's answer was/,
        );
        assert.match(error.message, /\nIt stays in state\.\n/);
        assert.match(error.message, /Run the command again: it looks what became of the terminate first\.$/);
        assert.doesNotMatch(error.message, /was not terminated/);
        assert.equal(error.code, code);
      });

  it("its repeat is answered, and it is followed to its end", async () => {
    await terminate(
      play(() => ({ RecordDetail: { RecordId: "rec-2" } })),
      "pp-1",
      someState(),
      NO_FLAGS,
    );
  });

  it("a refusal without a lost answer says that it was not terminated", async () => {
    const context = testRun({
      describeProvisionedProduct: {
        ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE", LastRecordId: "rec-1" },
      },
      terminateProvisionedProduct: awsError("AccessDeniedException", "no"),
    });
    assert.match((await failure(context)).message, /^web \(pp-1\) was not terminated: AccessDenied/);
  });
});
