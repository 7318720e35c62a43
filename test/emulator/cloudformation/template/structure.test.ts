import assert from "node:assert/strict";
import { parseTemplate, TemplateError } from "../../../../emulator/cloudformation/template/parseTemplate";
import { SetupError } from "../../../../emulator/base/setupError";

const topic = "Topic: { Type: AWS::SNS::Topic }";
const resources = `Resources: { ${topic} }\n`;
const withConditions = (conditions: string) =>
  `Parameters: { P: { Type: String } }\nConditions: { ${conditions} }\n${resources}`;
const named = (count: number, entry: string) =>
  Array.from({ length: count }, (_, i) => `  X${i}: ${entry}`).join("\n");
const equal = "!Equals [a, a]";
const times = (count: number) => Array.from({ length: count }, () => equal).join(", ");

const notString = "Template format error: The Value field of every Outputs member must evaluate to a String";

/** What is wrong, the template, the line that is blamed, and what CloudFormation says; each with its source. */
type Case = [what: string, template: string, line: number, reason: string];

const refused: Record<string, Case[]> = {
  "as ValidateTemplate was seen to answer": [
    // Quoted by stubs and manuals of many clients.
    [
      "no resources",
      "Description: x",
      1,
      "Template format error: At least one Resources member must be defined.",
    ],
    [
      "empty resources",
      "Resources: {}",
      1,
      "Template format error: At least one Resources member must be defined.",
    ],
    [
      "a resource without a type",
      "Resources:\n  A: { Properties: {} }",
      2,
      "Template format error: [/Resources/A] Every Resources object must contain a Type member.",
    ],
    [
      "types that are none",
      `Resources:\n  ${topic}\n  A: { Type: Bucket }\n  B: { Type: AWS::S3 }`,
      3,
      "Template format error: Unrecognized resource types: [Bucket, AWS::S3]",
    ],
    // Reports of SAM templates without Transform.
    [
      "types of a macro without it",
      "Resources: { F: { Type: AWS::Serverless::Function } }",
      1,
      "Template format error: Unrecognized resource types: [AWS::Serverless::Function]",
    ],
    // Reports about wrong indentation; LocalStack's validation has both texts.
    [
      "unknown members of a resource",
      "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Tags: []",
      4,
      "Invalid template resource property 'Tags'",
    ],
    [
      "unknown sections",
      `${resources}Foo: 1\nBar: 2`,
      2,
      "Invalid template property or properties [Foo, Bar]",
    ],
    [
      "another version",
      `AWSTemplateFormatVersion: 2010-09-10\n${resources}`,
      1,
      "Template format error: unsupported value for AWSTemplateFormatVersion.",
    ],
    // aws-cloudformation/cfn-lint #160.
    [
      "a logical id with an underscore",
      "Resources:\n  SNS_TOPIC: { Type: AWS::SNS::Topic }",
      2,
      "Template format error: Resource name SNS_TOPIC is non alphanumeric.",
    ],
    // convox/rack #364.
    [
      "a parameter with an underscore",
      `${resources}Parameters:\n  Www_1DesiredCount: { Type: String }`,
      3,
      "Template format error: Parameter name Www_1DesiredCount is non alphanumeric.",
    ],
    [
      "DependsOn of what is not there",
      "Resources:\n  A: { Type: AWS::SNS::Topic, DependsOn: [B] }",
      2,
      "Template format error: Unresolved resource dependencies [B] in the Resources block of the template",
    ],
    [
      "references to what is not there",
      "Resources: { A: { Type: AWS::SNS::Topic, Properties: { X: !Sub '${B.Arn}', Y: [!GetAtt C.Id, !Ref A] } } }",
      1,
      "Template format error: Unresolved resource dependencies [B, C] in the Resources block of the template",
    ],
    // A report of the misspelt AWS::Region.
    [
      "a pseudo parameter that AWS does not have",
      "Resources: { A: { Type: AWS::SNS::Topic, Properties: { X: !Ref AWS::Resion } } }",
      1,
      "Template format error: Unresolved resource dependencies [AWS::Resion] in the Resources block of the template",
    ],
    [
      "an output of what is not there",
      `${resources}Outputs:\n  A: { Value: !Ref B }`,
      3,
      "Template format error: Unresolved resource dependencies [B] in the Outputs block of the template",
    ],
    // By the resource reference; the text is that of many reports, and of moto.
    [
      "an attribute that a type does not have",
      `${resources}Outputs:\n  A: { Value: !GetAtt Topic.Arn }`,
      3,
      "Template error: resource Topic does not support attribute type Arn in Fn::GetAtt",
    ],
    [
      "the same in Fn::Sub",
      `${resources}Outputs:\n  A: { Value: !Sub "is \${Topic.Arn}" }`,
      3,
      "Template error: resource Topic does not support attribute type Arn in Fn::GetAtt",
    ],
    // aws-cloudformation/cfn-lint E1026.
    [
      "a condition about a resource",
      withConditions("C: !Equals [!Ref Topic, x]"),
      2,
      "Template format error: Unresolved dependencies [Topic]. Cannot reference resources in the Conditions block of the template",
    ],
    [
      "a condition that decides nothing",
      withConditions("C: !Ref P"),
      2,
      "Template format error: Conditions can only be boolean operations on parameters and other conditions",
    ],
    // Comments in CDK constructs quote it.
    [
      "Fn::If of no condition",
      "Resources: { A: { Type: AWS::SNS::Topic, Properties: { TopicName: !If [None, a, b] } } }",
      1,
      "Template error: unresolved condition dependency None in Fn::If",
    ],
    [
      "Fn::And of one",
      withConditions(`C: !And [${times(1)}]`),
      2,
      "Template error: every Fn::And object requires a list of at least 2 and at most 10 boolean parameters.",
    ],
    [
      "Fn::Or of eleven",
      withConditions(`C: !Or [${times(11)}]`),
      2,
      "Template error: every Fn::Or object requires a list of at least 2 and at most 10 boolean parameters.",
    ],
    [
      "a parameter without a type",
      `${resources}Parameters:\n  P: { Default: x }`,
      3,
      "Template format error: Every Parameters object must contain a Type member.",
    ],
    [
      "unknown members of a parameter",
      `${resources}Parameters:\n  P:\n    Type: String\n    Properties: x`,
      5,
      "Invalid template parameter property 'Properties'",
    ],
    [
      "an output without a value",
      `${resources}Outputs:\n  A: { Description: x }`,
      3,
      "Template format error: Every Outputs member must contain a Value object",
    ],
    // moto's tests and many reports.
    [
      "an output that is null",
      `${resources}Outputs:\n  A:\n    Value: null`,
      4,
      "[/Outputs/A/Value] 'null' values are not allowed in templates",
    ],
    [
      "an empty section",
      `${resources}Outputs:\n`,
      2,
      "[/Outputs] 'null' values are not allowed in templates",
    ],
    // fortigate-autoscale #4, quickstart-tableau-server #83.
    [
      "a mapping that is not there",
      `${resources}Outputs:\n  A: { Value: !FindInMap [Sizes, a, b] }`,
      3,
      "Template error: Mapping named 'Sizes' is not present in the 'Mappings' section of template.",
    ],
    // cfn-lint #485, org-formation-cli #15, botocore #1162, kombustion #16.
    [
      "an output that is a list",
      `${resources}Outputs:\n  A:\n    Value: [!Ref Topic]`,
      4,
      `${notString} and not a List.`,
    ],
    [
      "an output that is a map",
      `${resources}Outputs:\n  A: { Value: { a: b } }`,
      3,
      `${notString} and not a Map.`,
    ],
    [
      "an output of an attribute that is a list",
      "Resources:\n  V: { Type: AWS::EC2::VPC }\nOutputs:\n  A: { Value: !GetAtt V.Ipv6CidrBlocks }",
      4,
      `${notString}.`,
    ],
    [
      "an output of a parameter that is a list",
      `Parameters: { P: { Type: CommaDelimitedList } }\n${resources}Outputs:\n  A: { Value: !Ref P }`,
      4,
      `${notString}.`,
    ],
    [
      "an output that is a list one way or the other",
      `Conditions: { C: ${equal} }\n${resources}Outputs:\n  A: { Value: !If [C, !GetAZs "", !Split [",", x]] }`,
      4,
      `${notString}.`,
    ],
    // cfn-language-discussion #49, aws-cli #3827 and many reports.
    [
      "an alias",
      `${resources}Metadata: { A: &a x,\n B: *a }`,
      3,
      "Template error: YAML aliases are not allowed in CloudFormation templates",
    ],
    [
      "a name in braces without quotes",
      `${resources}Metadata:\n  A: {{resolve}}`,
      3,
      "[/Metadata/A] map keys must be strings; received a map instead",
    ],
    [
      "resources in a circle",
      "Resources:\n  A: { Type: AWS::SNS::Topic, DependsOn: B }\n  B: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref A } }",
      2,
      "Circular dependency between resources: [A, B]",
    ],
    [
      "more than 500 resources",
      `Resources:\n${named(501, "{ Type: AWS::SNS::Topic }")}`,
      1,
      "Template format error: Number of resources, 501, is greater than maximum allowed, 500",
    ],
    [
      "more than a megabyte",
      `${resources}Description: ${"x".repeat(1_000_000)}`,
      1,
      "Template may not exceed 1000000 bytes in size.",
    ],
  ],
  "by the documentation, in words of the emulator": [
    [
      "a condition that is not there",
      "Resources: { A: { Type: AWS::SNS::Topic, Condition: None } }",
      1,
      "Template format error: Unresolved condition dependency None in the Resources block of the template",
    ],
    [
      "conditions in a circle",
      withConditions("A: !Not [!Condition B], B: !Not [!Condition C], C: !Not [!Condition B]"),
      2,
      "Template error: Found circular condition dependency: [B, C]",
    ],
    [
      "an output key with a hyphen",
      `${resources}Outputs:\n  a-b: { Value: x }`,
      3,
      "Template format error: Output name a-b is non alphanumeric.",
    ],
    [
      "another DeletionPolicy",
      "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    DeletionPolicy: Keep",
      4,
      "Template format error: Unrecognized DeletionPolicy Keep for resource A",
    ],
    [
      "a parameter of no type that there is",
      `${resources}Parameters: { P: { Type: Text } }`,
      2,
      "Template format error: Unrecognized parameter type: Text",
    ],
    [
      "unknown members of an output",
      `${resources}Outputs: { A: { Value: x, Type: String } }`,
      2,
      "Invalid template output property 'Type'",
    ],
    [
      "more than 200 parameters",
      `${resources}Parameters:\n${named(201, "{ Type: String }")}`,
      2,
      "Template format error: Number of parameters, 201, is greater than maximum allowed, 200",
    ],
    [
      "more than 200 outputs",
      `${resources}Outputs:\n${named(201, "{ Value: x }")}`,
      2,
      "Template format error: Number of outputs, 201, is greater than maximum allowed, 200",
    ],
    [
      "Fn::Not of two",
      withConditions(`C: !Not [${times(2)}]`),
      2,
      "Template error: every Fn::Not object requires one boolean parameter.",
    ],
    [
      "a function that is none",
      `${resources}Outputs: { A: { Value: !Concat [a, b] } }`,
      2,
      "Template format error: Unrecognized function Fn::Concat",
    ],
    [
      "a function of AWS::LanguageExtensions without them",
      `${resources}Outputs: { A: { Value: !Length [a, b] } }`,
      2,
      "Template format error: Unrecognized function Fn::Length; it needs Transform: AWS::LanguageExtensions",
    ],
  ],
};

describe("a template is refused", () => {
  for (const [how, cases] of Object.entries(refused))
    describe(how, () => {
      for (const [what, template, line, reason] of cases)
        it(`for ${what}`, () =>
          assert.throws(() => parseTemplate(template, "t.yaml"), {
            name: "SetupError",
            message: `t.yaml:${line}: ${reason}`,
          }));
    });

  it("in words of its own only where CloudFormation's are unknown", () => {
    for (const [how, cases] of Object.entries(refused))
      for (const [what, template] of cases)
        assert.throws(
          () => parseTemplate(template, "t.yaml"),
          (error: unknown) => {
            assert.ok(error instanceof TemplateError);
            assert.equal(error.problems[0].guessed ?? false, !how.startsWith("as ValidateTemplate"), what);
            return true;
          },
        );
  });
});

describe("a template is accepted", () => {
  const accepted: [string, string][] = [
    [
      "every member of a resource",
      "{ Type: AWS::SNS::Topic, Properties: {}, Metadata: {}, DependsOn: [], UpdatePolicy: {}, CreationPolicy: {}, DeletionPolicy: RetainExceptOnCreate, UpdateReplacePolicy: Snapshot }",
    ],
    ["a custom resource", "{ Type: Custom::My-Resource_1@x }"],
    ["a custom resource of a version", '{ Type: Custom::Look, Version: "1.0" }'],
    ["the other kind of it", "{ Type: AWS::CloudFormation::CustomResource, Version: 1 }"],
    ["a module", "{ Type: My::Own::Thing::MODULE }"],
    [
      "a property called Ref or Condition beside others",
      "{ Type: A::B::C, Properties: { P: { Ref: x, Condition: y } } }",
    ],
    [
      "attributes that only AWS knows",
      "{ Type: My::Own::Type, Metadata: { X: !GetAtt B.Any.Thing } }, B: { Type: Custom::Mine }",
    ],
    [
      "attributes of a kind",
      "{ Type: A::B::C, Properties: { X: !GetAtt B.SnapStartResponse.ApplyOn } }, B: { Type: AWS::Lambda::Function }",
    ],
    ["a quoted null", "{ Type: A::B::C, Properties: { P: 'null' } }"],
    [
      "a pseudo parameter",
      "{ Type: A::B::C, Properties: { P: !Sub '${AWS::Region}-${!None}', Q: !Ref AWS::NoValue } }",
    ],
  ];
  for (const [what, resource] of accepted)
    it(`with ${what}`, () =>
      assert.equal(parseTemplate(`Resources: { A: ${resource} }`, "t").resources.has("A"), true));

  it("whose outputs may be strings after all", () => {
    parseTemplate(
      `Transform: AWS::LanguageExtensions\nParameters: { P: { Type: String } }\nConditions: { C: ${equal} }\nMappings: { M: { a: { b: [x] } } }\n${resources}Outputs:\n  A: { Value: !If [C, !GetAZs "", x] }\n  B: { Value: !Select [0, !GetAZs ""] }\n  D: { Value: !FindInMap [M, a, b] }\n  E: { Value: !FindInMap [None, a, b, { DefaultValue: x }] }\n  F: { Value: !FindInMap [!Ref P, a, b] }`,
      "t",
    );
  });

  it("with 500 resources, and with functions of the language extensions under their transform", () => {
    parseTemplate(`Resources:\n${named(500, "{ Type: AWS::SNS::Topic }")}`, "t");
    parseTemplate(
      `Transform: [AWS::LanguageExtensions]\n${resources}Outputs: { A: { Value: !Length [a] } }`,
      "t",
    );
  });
});

describe("a template never brings the emulator down", () => {
  const hostile: [string, string][] = [
    ["an alias to itself", "Resources: &a { A: { Type: A::B::C, Properties: { P: *a } } }"],
    [
      "aliases of aliases",
      `Metadata:\n  a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join("\n")}\n${resources}`,
    ],
    ["a list in a hundred lists", `Metadata: ${"[".repeat(101)}${"]".repeat(101)}\n${resources}`],
    ["lists in lists", `Metadata: ${"[".repeat(3_000)}${"]".repeat(3_000)}\n${resources}`],
    ["many more lists in lists", `Metadata: ${"[".repeat(100_000)}${"]".repeat(100_000)}\n${resources}`],
  ];
  for (const [what, template] of hostile)
    it(`by ${what}`, () => assert.throws(() => parseTemplate(template, "t"), SetupError));

  it("by names that every object has", () => {
    const template = parseTemplate(
      "Parameters: { toString: { Type: String } }\nConditions: { constructor: !Equals [a, b] }\nResources: { valueOf: { Type: AWS::SNS::Topic, Condition: constructor } }",
      "t",
    );
    assert.deepEqual([...template.resources.keys()], ["valueOf"]);
    assert.throws(
      () => parseTemplate("Resources: { __proto__: { Type: AWS::SNS::Topic } }", "t"),
      SetupError,
    );
  });
});
