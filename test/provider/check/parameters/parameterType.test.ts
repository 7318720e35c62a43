import assert from "node:assert/strict";
import { elements, parameterType } from "../../../../provider/check/parameters/parameterType";

describe("the type of a parameter", () => {
  for (const [name, list, number] of [
    ["String", false, false],
    ["Number", false, true],
    ["CommaDelimitedList", true, false],
    ["List<Number>", true, true],
    ["List<AWS::EC2::Subnet::Id>", true, false],
    ["AWS::SSM::Parameter::Value<List<Number>>", false, false],
    ["AWS::SSM::Parameter::Value<CommaDelimitedList>", false, false],
    [undefined, false, false],
  ] as const)
    it(`${name} is ${list ? "a list" : "a scalar"}${number ? " of numbers" : ""}`, () => {
      assert.deepEqual(parameterType(name), { list, number });
    });

  it("of a list has elements between commas, without spaces around them", () => {
    assert.deepEqual(elements(" a, b c ,"), ["a", "b c", ""]);
    assert.deepEqual(elements(""), [""]);
    assert.deepEqual(elements(" \t a \r\n"), ["a"]);
    assert.deepEqual(elements("\t\u2028\n,\u00a0"), ["\u2028", "\u00a0"]);
  });
});
