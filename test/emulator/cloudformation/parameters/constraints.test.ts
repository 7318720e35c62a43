import assert from "node:assert/strict";
import fc from "fast-check";
import { brokenConstraint } from "../../../../emulator/cloudformation/parameters/constraints";
import { isListType, listElements } from "../../../../emulator/cloudformation/syntax/parameterTypes";
import { parseTemplate } from "../../../../emulator/cloudformation/template/parseTemplate";
import type { ParameterDeclaration } from "../../../../emulator/cloudformation/syntax/template";

const declare = (rules: object): ParameterDeclaration => {
  const source = {
    Parameters: { P: { Type: "String", ...rules } },
    Resources: { Handle: { Type: "AWS::CloudFormation::WaitConditionHandle" } },
  };
  const parameter = parseTemplate(JSON.stringify(source), "test").parameters.get("P");
  assert.ok(parameter);
  return parameter;
};

describe("parameter constraints", () => {
  const cases: [object, string, string | undefined][] = [
    [{ AllowedPattern: "^[a-z]+$" }, "abc", undefined],
    [{ AllowedPattern: "^[a-z]+$" }, "ab1", "Parameter 'P' must match pattern ^[a-z]+$"],
    [{ AllowedPattern: "a|b" }, "ab", "Parameter 'P' must match pattern a|b"],
    [{ AllowedPattern: "\\A\\p{Lu}+\\z" }, "É", undefined],
    [{ AllowedPattern: "a++b" }, "aa", "Parameter 'P' must match pattern a++b"],
    [{ AllowedPattern: "(?x)a b" }, "a b", "Parameter 'P' must match pattern (?x)a b"],
    [{ AllowedPattern: "\\X" }, "anything: versions of Java differ", undefined],
    [
      { AllowedPattern: "^[0-9a-zA-Z]+([0-9a-zA-Z-]*[0-9a-zA-Z])*$" },
      "example-company-templates-us-east-1_prod",
      "Parameter 'P' must match pattern ^[0-9a-zA-Z]+([0-9a-zA-Z-]*[0-9a-zA-Z])*$",
    ],
    [{ AllowedValues: ["1", "1.0"] }, "1.0", undefined],
    [{ AllowedValues: ["1"] }, "1.0", "Parameter 'P' must be one of AllowedValues"],
    [{ MinLength: 2 }, "a", "Parameter 'P' must contain at least 2 characters"],
    [{ MaxLength: 2 }, "😀😀", undefined],
    [{ MaxLength: 2 }, "abc", "Parameter 'P' must contain at most 2 characters"],
    // Documented for strings.
    [{ Type: "Number", AllowedPattern: "^[1-9]$" }, "10", undefined],
    [{ Type: "List<Number>", AllowedPattern: "^[1-9]$" }, "1,10", undefined],
    [{ Type: "Number", MinLength: 2, MaxLength: 4 }, "5", undefined],
    // What is given is a name, and a name is one text.
    [
      { Type: "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>", MinLength: 3 },
      "/a",
      "Parameter 'P' must contain at least 3 characters",
    ],
    [
      { Type: "AWS::SSM::Parameter::Value<CommaDelimitedList>", AllowedPattern: "/[a-z]+" },
      "/a,/b",
      "Parameter 'P' must match pattern /[a-z]+",
    ],
    [{ Type: "AWS::SSM::Parameter::Value<String>", AllowedPattern: "/.*" }, "/a", undefined],
    [{ Type: "Number" }, "1e3", undefined],
    [{ Type: "Number" }, "one", "Parameter 'P' must be a number."],
    [{ Type: "Number" }, "", "Parameter 'P' must be a number."],
    [{ Type: "Number", MinValue: 1 }, "0.5", "Parameter 'P' must be a number not less than 1"],
    [{ Type: "Number", MaxValue: 10 }, "10.5", "Parameter 'P' must be a number not greater than 10"],
    [{ Type: "List<Number>", MaxValue: 10 }, "1, 2,11", "Parameter 'P' must be a number not greater than 10"],
    [{ Type: "CommaDelimitedList", AllowedValues: ["a", "b"] }, "a, b", undefined],
    [
      { Type: "CommaDelimitedList", AllowedValues: ["a", "b"] },
      "a,c",
      "Parameter 'P' must be one of AllowedValues",
    ],
    [{ Type: "CommaDelimitedList", MinLength: 50 }, "a,c", undefined],
    [{ Type: "AWS::EC2::VPC::Id", AllowedPattern: "vpc-.*" }, "x", "Parameter 'P' must match pattern vpc-.*"],
    [
      { MinLength: 2, ConstraintDescription: "two at least" },
      "a",
      "Parameter P failed to satisfy constraint: two at least",
    ],
  ];
  for (const [rules, value, expected] of cases)
    it(`${JSON.stringify(rules)} takes ${JSON.stringify(value)} as ${expected === undefined ? "good" : "bad"}`, () => {
      assert.equal(brokenConstraint(declare(rules), value), expected);
    });

  it("a list has one element more than commas, none with blanks around it", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const elements = listElements(text);
        assert.equal(elements.length, text.split(",").length);
        assert.ok(elements.every((element) => element === element.trim()));
      }),
    );
    assert.deepEqual(listElements(""), [""]);
  });

  it("knows list types, also those of SSM values", () => {
    const lists = [
      "CommaDelimitedList",
      "List<Number>",
      "List<AWS::EC2::Subnet::Id>",
      "AWS::SSM::Parameter::Value<List<String>>",
      "AWS::SSM::Parameter::Value<CommaDelimitedList>",
      "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>",
    ];
    assert.ok(lists.every(isListType));
    assert.ok(!["String", "Number", "AWS::SSM::Parameter::Value<String>"].some(isListType));
  });

  it("of text hold for numbers where that is guessed", () => {
    const enforced = (rules: object, value: string) => brokenConstraint(declare(rules), value, "enforced");
    const number = { Type: "Number", AllowedPattern: "^[1-9]$", MaxLength: 3 };
    assert.equal(enforced(number, "5"), undefined);
    assert.equal(enforced(number, "10"), "Parameter 'P' must match pattern ^[1-9]$");
    assert.equal(enforced(number, "1000"), "Parameter 'P' must contain at most 3 characters");
    assert.equal(enforced({ Type: "Number", MinLength: 2 }, "x"), "Parameter 'P' must be a number.");
  });

  it("never takes a pattern for matching a part only", () => {
    const parameter = declare({ AllowedPattern: "[a-z]+" });
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,5}$/), fc.stringMatching(/^[0-9]{1,3}$/), (word, tail) => {
        assert.equal(brokenConstraint(parameter, word), undefined);
        assert.notEqual(brokenConstraint(parameter, word + tail), undefined);
      }),
    );
  });

  it("refuse a template with a pattern that is none", () => {
    assert.throws(() => declare({ AllowedPattern: "[a-z" }), {
      message: "test:1: Template format error: AllowedPattern of parameter P is no regular expression: [a-z",
    });
  });
});
