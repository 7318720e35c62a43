import assert from "node:assert/strict";
import { terminate } from "../../../provider/lifecycle/terminate";
import { update } from "../../../provider/lifecycle/update";
import { NO_FLAGS, someInputs, someState, testRun, type Answers } from "../support";

const account = someState({ observed: { type: "CONTROL_TOWER_ACCOUNT" } });
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A run on the connection of that name, over which one operation on accounts goes at once. */
function runOn(profile: string, answers: Answers) {
  const context = testRun(answers, { connection: { profile } });
  return { ...context, settings: { ...context.settings, accountOperations: 1 } };
}

/** An operation on an account whose record ends when `end` is called. */
function begin(profile: string) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const context = runOn(profile, {
    describeProvisionedProduct: {
      ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE", LastRecordId: "rec-1" },
    },
    terminateProvisionedProduct: { RecordDetail: { RecordId: "rec-2" } },
    describeRecord: async () => {
      await ended;
      return { RecordDetail: { RecordId: "rec-2", Status: "SUCCEEDED" } };
    },
  });
  return { end, done: terminate(context, "pp-1", account, NO_FLAGS) };
}

describe("an operation on an account, while another one goes", () => {
  const inputs = someInputs({ provisioningParameters: { Purpose: "other" } });
  type Context = ReturnType<typeof runOn>;
  for (const [what, operate, why, message] of [
    [
      "terminate",
      (context: Context) => terminate(context, "pp-2", account, NO_FLAGS),
      /place 1 in the queue: Control Tower unmanages one account at a time/,
      "web (pp-2) was not terminated: the run was stopped while it waited for its turn.\nIt stays in state; nothing was sent.",
    ],
    [
      "update",
      (context: Context) => update(context, "pp-2", account, inputs),
      /place 1 in the queue: Account Factory admits 1 operations at once/,
      "web (pp-2) was not updated: the run was stopped while it waited for its turn.\nState is as it was; nothing was sent.",
    ],
  ] as const)
    it(`waits for its turn as ${what}, and says so where the run is stopped meanwhile`, async () => {
      const first = begin(`turn of ${what}`);
      await settle();
      const second = runOn(`turn of ${what}`, {});
      const waiting = Promise.resolve(operate(second));
      await settle();
      assert.match(second.row.join("\n"), why);
      second.stopper.abort();
      await assert.rejects(waiting, { code: "interrupted", message });
      assert.deepEqual(second.aws.calls, []);
      first.end();
      await first.done;
    });
});
