import assert from "node:assert/strict";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { canTakeUp } from "../../../provider/product/takeUp";
import { someInputs, testRun } from "../support";

const account = "123456789012";
const session = (role: string, name: string) => `arn:aws:sts::${account}:assumed-role/${role}/${name}`;

describe("a product with our token", () => {
  for (const [what, creator, caller, ours] of [
    ["of the same user", `arn:aws:iam::${account}:user/ann`, `arn:aws:iam::${account}:user/ann`, true],
    ["of another user", `arn:aws:iam::${account}:user/ann`, `arn:aws:iam::${account}:user/bob`, false],
    ["of an earlier build", session("deployer", "build-1"), session("deployer", "build-2"), true],
    ["of another role", session("deployer", "build"), session("tester", "build"), false],
    [
      "of the role, without its session",
      `arn:aws:iam::${account}:role/ci/deployer`,
      session("deployer", "build-2"),
      true,
    ],
    ["of the same person in a role", session("dev", "ann@x.com"), session("dev", "ann@x.com"), true],
    ["of another person in a role", session("dev", "ann@x.com"), session("dev", "bob@x.com"), false],
    [
      "of another person of IAM Identity Center",
      session("AWSReservedSSO_Dev_0123456789abcdef", "ann"),
      session("AWSReservedSSO_Dev_0123456789abcdef", "bob"),
      false,
    ],
  ] as const) {
    it(`${what} is ${ours ? "" : "not "}ours to take up`, async () => {
      const context = testRun({
        searchProvisionedProducts: { ProvisionedProducts: [{ UserArnSession: creator }] },
      });
      const aws = { ...context.aws, callerArn: () => Promise.resolve(caller) };
      const detail = { Id: "pp-1", LastRecordId: "rec-1", CreatedTime: new Date(context.clock.now()) };
      assert.equal(await canTakeUp({ ...context, aws }, someInputs(), detail, new SeenProducts()), ours);
    });
  }
});
