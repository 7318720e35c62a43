import assert from "node:assert/strict";
import type { RuleValue } from "../../../../provider/check/parameters/ruleFunctions";
import { evaluate, references } from "../../../../provider/check/parameters/ruleFunctions";

const values = new Map<string, RuleValue>([
  ["Stage", "dev"],
  ["Zones", ["a", "b"]],
  ["Backup", "true"],
  ["Later", undefined],
]);
const stage = { Ref: "Stage" };
const zones = { Ref: "Zones" };
const later = { Ref: "Later" };
const isDev = { "Fn::Equals": [stage, "dev"] };
const isProd = { "Fn::Equals": [stage, "prod"] };
const open = { "Fn::Equals": [later, "x"] };

/** CloudFormation User Guide, "Rule-specific intrinsic functions"; undefined: only AWS knows. */
const CASES: [expression: unknown, value: boolean | undefined][] = [
  [isDev, true],
  [isProd, false],
  [{ "Fn::Equals": [{ Ref: "Backup" }, true] }, true],
  [{ "Fn::Equals": ["1", 1] }, true],
  [open, undefined],
  [{ "Fn::Contains": [["dev", "test"], stage] }, true],
  [{ "Fn::Contains": [["prod"], stage] }, false],
  [{ "Fn::Contains": [zones, "a"] }, true],
  [{ "Fn::Contains": [[later, "dev"], stage] }, undefined],
  [{ "Fn::EachMemberEquals": [zones, "a"] }, false],
  [{ "Fn::EachMemberEquals": [["a", "a"], "a"] }, true],
  [{ "Fn::EachMemberEquals": [zones, later] }, undefined],
  [{ "Fn::EachMemberEquals": [later, "a"] }, undefined],
  [{ "Fn::EachMemberIn": [zones, ["a", "b", "c"]] }, true],
  [{ "Fn::EachMemberIn": [zones, ["a"]] }, false],
  [{ "Fn::Contains": [["true", "x"], true] }, true],
  [{ "Fn::Not": [isDev] }, false],
  [{ "Fn::Not": isProd }, true],
  [{ "Fn::Not": [open] }, undefined],
  [{ "Fn::And": [isDev, isProd, open] }, false],
  [{ "Fn::And": [isDev, open] }, undefined],
  [{ "Fn::And": [isDev, isDev] }, true],
  [{ "Fn::Or": [open, isDev] }, true],
  [{ "Fn::Or": [open, isProd] }, undefined],
  [{ "Fn::Or": [isProd, isProd] }, false],
  [{ "Fn::EachMemberIn": [{ "Fn::ValueOfAll": ["AWS::EC2::VPC::Id", "Tags.Stage"] }, ["dev"]] }, undefined],
  [{ "Fn::Contains": [{ "Fn::RefAll": "AWS::EC2::VPC::Id" }, "vpc-1"] }, undefined],
  [null, undefined],
  [{}, undefined],
  [{ ...isDev, "Fn::Not": [isProd] }, undefined],
  [{ Ref: ["Stage"] }, undefined],
  [{ constructor: [true] }, undefined],
  [{ "Fn::If": ["Condition", true, false] }, undefined],
  [{ "Fn::Equals": [{ Ref: "AWS::Region" }, "eu-west-1"] }, undefined],
];

describe("an expression of a rule", () => {
  for (const [expression, value] of CASES)
    it(`${JSON.stringify(expression)} is ${value ?? "left to AWS"}`, () =>
      assert.equal(evaluate(expression, values), value));

  it("names the parameters it depends on", () => {
    assert.deepEqual(references({ "Fn::And": [isDev, { "Fn::Contains": [zones, later] }] }), [
      "Stage",
      "Zones",
      "Later",
    ]);
    assert.deepEqual(references({ "Fn::Equals": "Stage", Ref: ["Stage", stage] }), ["Stage"]);
  });
});
