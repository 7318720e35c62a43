import assert from "node:assert/strict";
import { checkTogether, normalise } from "../../../provider/check/arguments";
import { UNKNOWN } from "../../../provider/state/values";

const failuresOf = (assumeRole: unknown): string[] => {
  const failures: string[] = [];
  const inputs = normalise({ productId: "prod-1", assumeRole }, failures);
  checkTogether(inputs, undefined, failures);
  return failures;
};

describe("the role of a resource", () => {
  for (const role of [{}, { sessionName: "s" }, { roleArn: "" }, { roleArn: null, externalId: "x" }])
    it(`is a mistake without its ARN: ${JSON.stringify(role)}`, () =>
      assert.deepEqual(failuresOf(role), ["assumeRole.roleArn: is required"]));

  it("is none of which a member is no string", () => {
    for (const member of ["roleArn", "sessionName", "externalId", "duration"])
      for (const value of [7, {}, ["x"], true])
        assert.deepEqual(failuresOf({ roleArn: "r", [member]: value }), [
          `assumeRole.${member}: must be a string`,
        ]);
  });

  it("may be not known yet, whole or its ARN, and may be absent", () => {
    for (const role of [undefined, UNKNOWN, { roleArn: UNKNOWN }, { roleArn: "r" }])
      assert.deepEqual(failuresOf(role), []);
  });
});
