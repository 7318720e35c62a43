import assert from "node:assert/strict";
import { assumeRolesIn, webIdentityIn } from "../../../provider/config/awsSettings";

const WHAT = "Stack config aws:assumeRole";

describe("a member of a role", () => {
  const MEMBERS = [
    "roleArn",
    "sessionName",
    "externalId",
    "duration",
    "durationSeconds",
    "policy",
    "sourceIdentity",
  ];
  const role = (more: object) => [{ roleArn: "r", ...more }];

  for (const member of MEMBERS)
    for (const value of [{}, { Version: "2012-10-17" }, ["x"], true, false])
      it(`is an error that names it, not left out, as ${member}: ${JSON.stringify(value)}`, () => {
        assert.throws(() => assumeRolesIn(role({ [member]: value }), WHAT), {
          code: "config",
          message: new RegExp(`^${WHAT} has no string for ${member}\\.`),
        });
      });

  it("is text when it is a number, and absent when it is empty", () => {
    assert.deepEqual(assumeRolesIn(role({ externalId: 7, sessionName: "", policy: null }), WHAT), [
      { roleArn: "r", externalId: "7" },
    ]);
    assert.deepEqual(assumeRolesIn(role({ durationSeconds: 90 }), WHAT), [{ roleArn: "r", duration: "90s" }]);
    assert.deepEqual(assumeRolesIn(role({ durationSeconds: "90", duration: "1h" }), WHAT), [
      { roleArn: "r", duration: "1h" },
    ]);
  });

  it("of a chain is looked at in each of its roles", () => {
    assert.throws(() => assumeRolesIn([{ roleArn: "a" }, { roleArn: "b", policy: {} }], WHAT), /policy/);
  });
});

describe("a member of a web identity's role", () => {
  for (const member of ["roleArn", "webIdentityTokenFile", "sessionName", "duration"])
    it(`is an error that names it, not left out: ${member}`, () => {
      for (const value of [{}, ["x"], true])
        assert.throws(() => webIdentityIn({ roleArn: "r", [member]: value }, WHAT), {
          code: "config",
          message: new RegExp(`^${WHAT} has no string for ${member}\\.`),
        });
    });

  it("may be left out, but for the role", () => {
    assert.deepEqual(webIdentityIn({ roleArn: "r", sessionName: 7 }, WHAT), {
      roleArn: "r",
      sessionName: "7",
    });
    for (const none of [{}, { roleArn: "" }, { roleArn: null }, "r", ["r"]])
      assert.throws(() => webIdentityIn(none, WHAT), { code: "config", message: /has no roleArn/ });
  });
});
