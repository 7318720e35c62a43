import assert from "node:assert/strict";
import { CallLog } from "../../../emulator/control/callLog";
import { CallFaults } from "../../../emulator/faults/callFaults";
import { RateLimit } from "../../../emulator/faults/rateLimit";
import { answerRequest } from "../../../emulator/http/answer";
import type { Request } from "../../../emulator/http/exchange";
import { defaultGuesses } from "../../../emulator/truth/guesses";
import type { Service } from "../../../emulator/service/service";

const request = (more: Partial<Request> = {}): Request => ({
  id: "1",
  protocol: "json",
  operation: "DescribeProduct",
  headers: {},
  body: "{}",
  isTooLarge: false,
  ...more,
});

/** An emulator that nobody may use without a signature. */
function surroundings(calls: CallLog) {
  const service = { clock: { now: () => 0 }, guesses: defaultGuesses } as unknown as Service;
  const rest = { callFaults: new CallFaults(Math.random), rateLimit: new RateLimit() };
  return { service, ...rest, calls, log: () => undefined, changed: () => undefined };
}

describe("a request of which nobody knows who has sent it", () => {
  const unsigned = (calls: CallLog, more: Partial<Request>) => {
    const answer = answerRequest(surroundings(calls), request(more));
    assert.ok(typeof answer === "object");
    assert.deepEqual([answer.status, answer.error], [403, "MissingAuthenticationTokenException"]);
  };

  for (const [what, more] of [
    ["bodies", { body: "x".repeat(160_000) }],
    ["names of operations", { operation: "x".repeat(160_000) }],
    [
      "names of operations in forms",
      { protocol: "query", operation: "x".repeat(80_000), body: "x".repeat(80_000) },
    ],
  ] as [string, Partial<Request>][])
    it(`leaves no more behind than there is room for: long ${what}`, () => {
      const calls = new CallLog();
      for (let count = 0; count < 300; count++) unsigned(calls, more);
      const kept = calls.calls.reduce(
        (sum, { operation, input }) => sum + operation.length + JSON.stringify(input).length,
        0,
      );
      assert.ok(kept < 33_000_000, `${kept} characters`);
      assert.ok(calls.before > 0 && calls.calls.length > 100, "the newest ones are kept");
    });
});
