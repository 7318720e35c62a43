import assert from "node:assert/strict";
import { CallLog } from "../../../emulator/control/callLog";
import type { Call } from "../../../emulator/control/calls";

const call = (at: number): Call => ({
  operation: "DescribeProduct",
  account: "",
  region: "",
  input: {},
  status: 200,
  at,
  attempt: 1,
  mutating: false,
});

describe("the log of calls", () => {
  const fill = (count: number, size: number) => {
    const log = new CallLog();
    for (let at = 0; at < count; at++) log.add(call(at), size);
    return log;
  };
  const shape = (log: CallLog) => [log.before, log.calls.length, log.calls[0]?.at, log.calls.at(-1)?.at];

  it("keeps all of a long day", () => assert.deepEqual(shape(fill(100_000, 200)), [0, 100_000, 0, 99_999]));

  it("keeps the newest ones of more", () =>
    assert.deepEqual(shape(fill(100_005, 0)), [5, 100_000, 5, 100_004]));

  it("keeps fewer of large ones", () => assert.deepEqual(shape(fill(40, 1_000_000)), [8, 32, 8, 39]));

  it("keeps nothing of one that is larger than all its room", () =>
    assert.deepEqual(shape(fill(3, 33_000_000)), [3, 0, undefined, undefined]));

  it("begins anew when it is cleared", () => {
    const log = fill(40, 1_000_000);
    log.clear();
    log.add(call(1), 32_000_000);
    assert.deepEqual(shape(log), [0, 1, 1, 1]);
  });
});
