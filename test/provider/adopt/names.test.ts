import assert from "node:assert/strict";
import { identifiers } from "../../../provider/adopt/names";

describe("names of constants", () => {
  for (const [names, expected] of [
    [["web-1"], ["web1"]],
    [["Team.Logs_bucket"], ["teamLogsBucket"]],
    [
      ["web-1", "web_1"],
      ["web1", "web1_2"],
    ],
    [
      ["web1_2", "web-1", "web1"],
      ["web12", "web1", "web1_2"],
    ],
    [["7days"], ["product7days"]],
    [
      ["class", "Config", "pulumi"],
      ["class_2", "config_2", "pulumi_2"],
    ],
  ] as const)
    it(`of ${names.join(", ")} are ${expected.join(", ")}`, () =>
      assert.deepEqual(identifiers(names), expected));
});
