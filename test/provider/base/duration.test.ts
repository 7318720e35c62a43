import assert from "node:assert/strict";
import { duration, milliseconds } from "../../../provider/base/duration";

describe("a length of time in Go's notation", () => {
  for (const [text, ms] of [
    ["90s", 90_000],
    ["30m", 1_800_000],
    ["1h30m", 5_400_000],
    ["1.5h", 5_400_000],
    ["1.25h", 4_500_000],
    ["250ms", 250],
  ] as const) {
    it(`reads ${text}`, () => assert.equal(milliseconds(text), ms));
  }

  for (const text of ["", "30", "m", "1 h", "1h 30m", "-1h", "1d", "1h30"]) {
    it(`refuses ${JSON.stringify(text)}`, () =>
      assert.throws(() => milliseconds(text), { code: "arguments" }));
  }

  for (const [ms, text] of [
    [850.4, "850 ms"],
    [1_000, "1 s"],
    [12_000, "12 s"],
    [59_700, "1 min"],
    [200_000, "3 min 20 s"],
    [3_600_000, "1 h"],
    [7_500_000, "2 h 5 min"],
    [7_200_000, "2 h"],
  ] as const) {
    it(`says ${text}`, () => assert.equal(duration(ms), text));
  }
});
