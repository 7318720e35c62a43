import assert from "node:assert/strict";
import { checkLanguage, checkNotificationArns, checkOwner } from "../../../../provider/check/shared/formats";
import type { Inputs } from "../../../../provider/state/inputs";
import { UNKNOWN } from "../../../../provider/state/values";
import { oneCheck } from "../support";

const told = (check: typeof checkOwner, inputs: Partial<Inputs>) => {
  const { checking, said } = oneCheck({ inputs });
  check(checking);
  return said;
};
const topic = (name: string) => `arn:aws:sns:eu-west-1:123456789012:${name}`;

describe("the form of", () => {
  it("a language", () => {
    for (const acceptLanguage of [undefined, UNKNOWN, "en", "jp", "zh"])
      assert.deepEqual(told(checkLanguage, acceptLanguage === undefined ? {} : { acceptLanguage }), []);
    assert.deepEqual(told(checkLanguage, { acceptLanguage: "de" }), [
      'fail acceptLanguage: "de" is not one of en, jp, zh',
    ]);
    assert.match(
      told(checkLanguage, { acceptLanguage: "jpn" })[0] ?? "",
      /"jpn" is not one of .*; did you mean "jp"\?$/,
    );
  });

  it("an owner", () => {
    for (const owner of [
      undefined,
      UNKNOWN,
      "arn:aws:iam::123456789012:user/ann",
      "arn:aws-cn:iam::123456789012:role/path/ops",
      "arn:aws:sts::123456789012:assumed-role/ops/ann",
    ])
      assert.deepEqual(told(checkOwner, owner === undefined ? {} : { owner }), []);
    for (const owner of [
      "ann",
      "arn:aws:iam::123456789012:root",
      "arn:aws:iam::12345678901:user/ann",
      "arn:aws:iam::123456789012:user/",
      "arn:aws:sqs::123456789012:user/ann",
      "x arn:aws:iam::123456789012:user/ann",
    ])
      assert.deepEqual(told(checkOwner, { owner }), [
        `fail owner: ${JSON.stringify(owner)} is not the ARN of a user, a role or an assumed role, such as arn:aws:iam::123456789012:role/Operators`,
      ]);
  });

  it("notification ARNs", () => {
    const five = ["a", "b", "c", "d", UNKNOWN].map((name) => (name === UNKNOWN ? name : topic(name)));
    for (const notificationArns of [undefined, UNKNOWN as never, [], five])
      assert.deepEqual(
        told(checkNotificationArns, notificationArns === undefined ? {} : { notificationArns }),
        [],
      );
    assert.deepEqual(told(checkNotificationArns, { notificationArns: [...five, topic("f")] }), [
      "fail notificationArns: there are 6; AWS accepts at most 5",
    ]);
    assert.deepEqual(told(checkNotificationArns, { notificationArns: [topic("a"), "b", `x${topic("c")}`] }), [
      'fail notificationArns[1]: "b" is not the ARN of an SNS topic',
      `fail notificationArns[2]: "x${topic("c")}" is not the ARN of an SNS topic`,
    ]);
    assert.deepEqual(told(checkNotificationArns, { notificationArns: [topic("x".repeat(1_025))] }).length, 1);
    assert.deepEqual(told(checkNotificationArns, { notificationArns: [topic("x".repeat(1_024))] }), []);
  });
});
