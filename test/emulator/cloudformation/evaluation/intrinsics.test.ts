import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate, evaluateCondition } from "../../../../emulator/cloudformation/evaluation/intrinsics";
import { parseTemplateText } from "../../../../emulator/cloudformation/syntax/readTemplateText";
import type { EvaluationContext } from "../../../../emulator/cloudformation/evaluation/context";

const context: EvaluationContext = {
  region: "us-east-1",
  parameterType: () => undefined,
  ref: (name) => ({ Name: "logs", List: ["a", "b"], "AWS::Region": "us-east-1" })[name],
  attribute: (resource, attribute) => (resource === "Bucket" ? `bucket.${attribute}` : undefined),
  condition(name) {
    if (name === "Broken") throw new Error("must not be looked at");
    return name === "Yes";
  },
  mapping: (name, first, second) => (name === "Map" ? `${first}/${second}` : undefined),
};
const result = (yaml: string) => evaluate(parseTemplateText(yaml, "test"), context);

describe("intrinsic functions", () => {
  const cases: [string, unknown][] = [
    ["!Ref Name", "logs"],
    ["Ref: Name", "logs"],
    ["!Ref List", ["a", "b"]],
    ["!Ref AWS::NoValue", undefined],
    ["[x, !Ref AWS::NoValue, y]", ["x", "y"]],
    ["{ a: !Ref AWS::NoValue, b: 1 }", { b: "1" }],
    ["!GetAtt Bucket.Arn", "bucket.Arn"],
    ["!GetAtt Bucket.Endpoint.Address", "bucket.Endpoint.Address"],
    ["Fn::GetAtt: [Bucket, Arn]", "bucket.Arn"],
    [
      "!Sub '${Name} in ${AWS::Region}: ${Bucket.Arn}, ${!Literal}'",
      "logs in us-east-1: bucket.Arn, ${Literal}",
    ],
    ["!Sub ['${X}-${Name}', { X: !GetAtt Bucket.Id }]", "bucket.Id-logs"],
    ["!Sub '${List}'", "a,b"],
    ["!Join ['-', [x, !Ref Name]]", "x-logs"],
    ["!Join ['/', !Ref List]", "a/b"],
    ["!Split [',', 'a,b']", ["a", "b"]],
    ["!Select [1, !Ref List]", "b"],
    ["!Select [0, !Split ['-', !Sub '${Name}-x']]", "logs"],
    ["!FindInMap [Map, !Ref AWS::Region, size]", "us-east-1/size"],
    ["!If [Yes, !Ref Name, !Ref Nothing]", "logs"],
    ["!If [No, x, !Ref AWS::NoValue]", undefined],
    ["!Base64 hello", "aGVsbG8="],
    ["!GetAZs ''", ["a", "b", "c", "d", "e", "f"].map((zone) => `us-east-1${zone}`)],
    ["!GetAZs us-west-1", ["us-west-1a", "us-west-1c"]],
    ["!GetAZs xx-new-1", ["xx-new-1a", "xx-new-1b", "xx-new-1c"]],
    ["!Length [a, b]", "2"],
    ["Fn::GetStackOutput: { StackName: net, OutputName: Vpc }", "net-Vpc"],
    ["!ToJsonString { a: !Ref Name }", '{"a":"logs"}'],
    ["{ Condition: { StringEquals: { a: b } } }", { Condition: { StringEquals: { a: "b" } } }],
  ];
  for (const [yaml, expected] of cases) it(yaml, () => assert.deepEqual(result(yaml), expected));

  const failures: [string, string][] = [
    [
      "!Ref Nothing",
      "Template format error: Unresolved resource dependencies [Nothing] in the Resources block of the template",
    ],
    [
      "!GetAtt Other.Arn",
      "Template format error: Unresolved resource dependencies [Other] in the Resources block of the template",
    ],
    ["!Select [5, !Ref List]", "Template error: Fn::Select cannot select nonexistent value at index 5"],
    ["!FindInMap [None, a, b]", "Template error: Unable to get mapping for None::a::b"],
    ["!Join x", "Template error: every Fn::Join object requires a list as its argument"],
    ["!Unknown x", "Template format error: Unrecognized function Fn::Unknown"],
    ["!ImportValue other", "No export named other found."],
  ];
  for (const [yaml, message] of failures)
    it(`${yaml} fails`, () => assert.throws(() => result(yaml), { name: "CloudFormationError", message }));
});

describe("conditions", () => {
  const cases: [string, boolean][] = [
    ["!Equals [!Ref Name, logs]", true],
    ["!Equals [a, b]", false],
    ["!Not [!Equals [a, b]]", true],
    ["!And [!Condition Yes, !Equals [a, a]]", true],
    ["!And [!Condition No, !Condition Broken]", false],
    ["!Or [!Condition Yes, !Condition Broken]", true],
    ["!Or [{ Condition: No }, { Condition: No }]", false],
  ];
  for (const [yaml, expected] of cases)
    it(`${yaml} is ${expected}`, () =>
      assert.equal(evaluateCondition(parseTemplateText(yaml, "test"), context), expected));
});

describe("values without functions", () => {
  it("stay as they are whatever they are called", () => {
    assert.deepEqual(evaluate({ valueOf: {}, Inner: { constructor: "x" } }, context), {
      valueOf: {},
      Inner: { constructor: "x" },
    });
    assert.deepEqual(evaluate([{ valueOf: {} }], context), [{ valueOf: {} }]);
  });

  it("stay as they are", () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, fc.string(), tie("list"), tie("map")),
      list: fc.array(tie("value"), { maxLength: 3 }),
      map: fc.dictionary(
        fc.string().filter((key) => !/^(Ref|Condition|Fn::.*|__proto__)$/.test(key)),
        tie("value"),
        { maxKeys: 3, noNullPrototype: true },
      ),
    })).value;
    fc.assert(
      fc.property(plain, (value) => {
        const parsed = parseTemplateText(JSON.stringify(value), "test");
        assert.deepEqual(parsed, value);
        assert.deepEqual(evaluate(parsed, context), value);
      }),
    );
  });

  it("are the text that they were written as", () => {
    assert.deepEqual(parseTemplateText("[1.0, 010, yes, 2010-09-09, null, '']", "test"), [
      "1.0",
      "010",
      "yes",
      "2010-09-09",
      "null",
      "",
    ]);
  });
});
