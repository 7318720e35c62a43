import assert from "node:assert/strict";
import { importEntry } from "../../../provider/adopt/importFile";
import type { Found } from "../../../provider/adopt/product";
import { nothingObserved } from "../../../provider/state/observed";

const target = { organization: "organization", project: "project", stack: "test" };
const outputs = { CloudformationStackARN: "arn:stack", Login: "user:hunter2@host" };
const found = (more: Partial<Found>): Found => ({
  id: "pp-1",
  observed: { ...nothingObserved(), outputs },
  args: { productName: "web" },
  noEcho: [],
  parametersRead: true,
  ...more,
});
const PREVIOUS = { usePreviousValue: true as const };

describe("the import file of adopt", () => {
  for (const [what, more] of [
    ["a NoEcho parameter", { noEcho: ["P"], args: { provisioningParameters: { P: PREVIOUS } } }],
    ["a NoEcho parameter that is not declared", { noEcho: ["P"] }],
    ["values that could not be read", { args: { provisioningParameters: { A: PREVIOUS } } }],
  ] as const) {
    it(`has all outputs as secrets in the form of state, with ${what}`, () => {
      const entry = importEntry(found(more as Partial<Found>), "web", target, undefined);
      assert.deepEqual(entry.outputs.outputs, {
        CloudformationStackARN: "arn:stack",
        Login: {
          "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
          plaintext: '"user:hunter2@host"',
        },
      });
      assert.deepEqual(entry.outputs.__secretOutputs, ["Login"]);
      assert.doesNotMatch(
        JSON.stringify(entry),
        /"value"/,
        "the form on the way to the engine is another one",
      );
    });
  }

  it("has them in clear where nothing is hidden", () => {
    assert.deepEqual(importEntry(found({}), "web", target, undefined).outputs.outputs, outputs);
  });
});
