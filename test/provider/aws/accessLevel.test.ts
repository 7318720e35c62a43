import assert from "node:assert/strict";
import { askAtWidestLevel } from "../../../provider/aws/accessLevel";
import { awsError } from "../support";

describe("the widest level that a policy admits", () => {
  const asked: string[] = [];
  const admitting =
    (...levels: string[]) =>
    ({ Key }: { Key: string }) => {
      asked.push(Key);
      return levels.includes(Key) ? Promise.resolve(Key) : Promise.reject(awsError("AccessDeniedException"));
    };
  beforeEach(() => void asked.splice(0));

  it("is asked for first", async () => {
    assert.equal(await askAtWidestLevel(admitting("Account", "User")), "Account");
    assert.deepEqual(asked, ["Account"]);
  });

  it("is found step by step", async () => {
    assert.equal(await askAtWidestLevel(admitting("User")), "User");
    assert.deepEqual(asked, ["Account", "Role", "User"]);
  });

  it("does not exist for who may ask nothing", async () => {
    await assert.rejects(askAtWidestLevel(admitting()), { name: "AccessDeniedException" });
  });

  it("is not looked for after any other error", async () => {
    let times = 0;
    const broken = () => Promise.reject(awsError("InternalFailure", `broken ${++times}`));
    await assert.rejects(askAtWidestLevel(broken), { name: "InternalFailure", message: "broken 1" });
  });
});
