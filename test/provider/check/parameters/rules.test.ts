import assert from "node:assert/strict";
import { checkRules } from "../../../../provider/check/parameters/rules";
import { UNKNOWN } from "../../../../provider/state/values";
import { launchOf, oneCheck } from "../support";

const parameters = [
  { ParameterKey: "Stage", DefaultValue: "dev" },
  { ParameterKey: "Size" },
  { ParameterKey: "Sites", ParameterType: "CommaDelimitedList" },
  { ParameterKey: "Zones", ParameterType: "CommaDelimitedList", DefaultValue: "a, b" },
];
const is = (key: string, value: string) => ({ "Fn::Equals": [{ Ref: key }, value] });
const smallInDev = {
  RuleCondition: is("Stage", "dev"),
  Assertions: [{ Assert: is("Size", "small"), AssertDescription: "dev is small" }],
};

function told(rules: unknown, given: unknown = { Size: "large" }, wrong: string[] = []) {
  const { checking, said } = oneCheck();
  const inputs = { ...checking.inputs, provisioningParameters: given as never };
  const text = typeof rules === "string" ? rules : JSON.stringify(rules);
  const instructions: Record<string, string> = rules === undefined ? {} : { rules: text };
  checkRules({ ...checking, inputs }, launchOf({ parameters, instructions }), new Set(wrong));
  return said.map((line) => line.replace("provisioningParameters: ", ""));
}

describe("the rules of a product", () => {
  it("are broken where the condition holds and an assertion does not", () => {
    assert.deepEqual(told({ R: smallInDev }), ["fail dev is small (rule R, on Stage, Size)"]);
    assert.deepEqual(told({ R: smallInDev }, { Size: "small" }), []);
    assert.deepEqual(told({ R: smallInDev }, { Size: "large", Stage: "prod" }), []);
  });

  it("hold always without a condition, and say what they can", () => {
    assert.deepEqual(told({ R: { Assertions: smallInDev.Assertions } }), [
      "fail dev is small (rule R, on Size)",
    ]);
    const silent = {
      Assertions: [{ Assert: is("Size", "small") }, { Assert: false, AssertDescription: "" }],
    };
    assert.deepEqual(told({ R: silent }), [
      "fail an assertion does not hold (rule R, on Size)",
      "fail an assertion does not hold (rule R)",
    ]);
  });

  it("see a list as its elements", () => {
    const inA = { Assertions: [{ Assert: { "Fn::EachMemberIn": [{ Ref: "Zones" }, ["a"]] } }] };
    assert.deepEqual(told({ R: inA }, { Size: "x", Zones: "a,a" }), []);
    assert.equal(told({ R: inA }).length, 1, "by its default");
  });

  for (const [what, rules, given, wrong] of [
    [
      "a condition that only AWS knows",
      {
        R: { ...smallInDev, RuleCondition: { "Fn::Contains": [{ "Fn::RefAll": "AWS::EC2::VPC::Id" }, "x"] } },
      },
      undefined,
      [],
    ],
    [
      "a condition that nobody knows",
      { R: { ...smallInDev, RuleCondition: { "Fn::New": [true] } } },
      undefined,
      [],
    ],
    ["a value that is not known yet", { R: smallInDev }, { Size: UNKNOWN }, []],
    ["a value that is kept", { R: smallInDev }, { Size: { usePreviousValue: true } }, []],
    ["a value that has to be another one anyway", { R: smallInDev }, { Size: "large" }, ["Size"]],
    ["parameters that are not known", { R: { Assertions: [{ Assert: is("Stage", "prod") }] } }, UNKNOWN, []],
    ["no rules", undefined, undefined, []],
    ["what is no rule", { R: "x", S: { Assertions: "x" }, T: { Assertions: ["x", null] } }, undefined, []],
  ] as [string, unknown, unknown, string[]][])
    it(`leave ${what} to AWS`, () => assert.deepEqual(told(rules, given, wrong), []));

  for (const text of ["not JSON", "[]", "7"])
    it(`that are ${text} are not readable`, () =>
      assert.deepEqual(told(text), ["skip the rules of the product are not readable"]));
});
