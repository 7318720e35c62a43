import assert from "node:assert/strict";
import fc from "fast-check";
import { resolveParameters } from "../../../emulator/cloudformation/parameters/parameters";
import { evaluateTemplate } from "../../../emulator/cloudformation/evaluation/evaluateTemplate";
import { parseTemplate } from "../../../emulator/cloudformation/template/parseTemplate";
import { CloudFormationError } from "../../../emulator/cloudformation/syntax/value";
import type { Template } from "../../../emulator/cloudformation/syntax/template";
import { SetupError } from "../../../emulator/base/setupError";

/** Names that there are, in a template around any values, so that most of it is evaluated. */
const texts = [
  "Text",
  "${Text}",
  "${List}",
  "${Topic}",
  "${Topic.TopicArn}",
  "${!A}",
  "1",
  "-1",
  "x",
  "10.0.0.0/24",
  "",
];
const { value } = fc.letrec((tie) => {
  const any = tie("value");
  const list = (least: number, most: number) => fc.array(any, { minLength: least, maxLength: most });
  const call = (name: string, argument: fc.Arbitrary<unknown>) =>
    argument.map((given) => ({ [name]: given }));
  const parameter = fc.constantFrom(
    "Text",
    "List",
    "Stored",
    "Count",
    "AWS::Region",
    "AWS::NoValue",
    "Topic",
    "Vpc",
  );
  const thing = fc.oneof({ weight: 4, arbitrary: list(0, 3) }, { weight: 1, arbitrary: any });
  return {
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(...texts),
      call("Ref", parameter),
      call(
        "Fn::GetAtt",
        fc.constantFrom(["Topic", "TopicArn"], ["Vpc", "Ipv6CidrBlocks"], ["Own", "Any.Thing"]),
      ),
      call("Fn::If", fc.tuple(fc.constantFrom("Yes", "No"), any, any)),
      call("Fn::Sub", fc.oneof(fc.constantFrom(...texts), fc.tuple(fc.constantFrom(...texts), any))),
      ...["And", "Or"].map((name) => call(`Fn::${name}`, list(2, 10))),
      call("Fn::Not", list(1, 1)),
      call("Fn::Equals", list(2, 2)),
      ...["Join", "Split", "Select", "FindInMap", "Cidr", "GetAZs", "Base64", "ImportValue"].map((name) =>
        call(`Fn::${name}`, thing),
      ),
      ...["RefAll", "ValueOf", "ValueOfAll", "Length", "ToJsonString"].map((name) =>
        call(`Fn::${name}`, thing),
      ),
      list(0, 3),
      fc.dictionary(fc.constantFrom("A", "constructor", "valueOf"), any, {
        maxKeys: 2,
        noNullPrototype: true,
      }),
    ),
  };
});
const rule = fc.oneof(
  value,
  fc
    .tuple(
      fc.constantFrom("Fn::Contains", "Fn::EachMemberIn", "Fn::EachMemberEquals", "Fn::Not"),
      value,
      value,
    )
    .map(([name, left, right]) => ({ [name]: name === "Fn::Not" ? [left] : [left, right] })),
);
const template = fc
  .tuple(value, value, value, value, rule)
  .map(([left, right, property, output, assertion]) => ({
    Transform: "AWS::LanguageExtensions",
    Parameters: {
      Text: { Type: "String", Default: "text" },
      Count: { Type: "Number", Default: "3" },
      List: { Type: "CommaDelimitedList", Default: "a,b" },
      Stored: { Type: "AWS::SSM::Parameter::Value<List<String>>", Default: "/names" },
    },
    Conditions: {
      Yes: { "Fn::Equals": ["a", "a"] },
      No: { "Fn::Not": [{ Condition: "Yes" }] },
      ...(JSON.stringify([left, right]).includes("Topic") ? {} : { Any: { "Fn::Equals": [left, right] } }),
    },
    Mappings: { Text: { x: { 1: "found" } } },
    Rules: { Any: { RuleCondition: assertion, Assertions: [{ Assert: assertion }] } },
    Resources: {
      Vpc: { Type: "AWS::EC2::VPC" },
      Topic: { Type: "AWS::SNS::Topic" },
      Own: { Type: "Custom::Own" },
      Other: { Type: "AWS::S3::Bucket", Properties: { BucketName: property, Tags: [property] } },
    },
    Outputs: { Any: { Value: output } },
  }));

const identity = {
  scope: { account: "123456789012", region: "eu-west-1" },
  name: "stack",
  arn: "arn:aws:cloudformation:eu-west-1:123456789012:stack/stack/uuid",
  notificationArns: [],
};

describe("whatever a template is", () => {
  it("it is refused when it is read, or works, or is refused by CloudFormation", () => {
    let evaluated = 0;
    fc.assert(
      fc.property(template, (source) => {
        let read: Template;
        try {
          read = parseTemplate(JSON.stringify(source), "t");
        } catch (error) {
          assert.ok(error instanceof SetupError, String(error));
          return;
        }
        evaluated++;
        try {
          evaluateTemplate(read, resolveParameters(read, [], undefined), identity, read.rules);
        } catch (error) {
          assert.ok(error instanceof CloudFormationError, (error as Error).stack);
        }
      }),
      { numRuns: 1_000 },
    );
    assert.ok(evaluated > 200, `only ${evaluated} were evaluated`);
  });
});
