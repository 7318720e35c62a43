import assert from "node:assert/strict";
import { evaluateTemplate } from "../../../../emulator/cloudformation/evaluation/evaluateTemplate";
import { parseTemplate } from "../../../../emulator/cloudformation/template/parseTemplate";
import type { Inventory } from "../../../../emulator/cloudformation/evaluation/inventory";

const identity = {
  scope: { account: "123456789012", region: "eu-west-1" },
  name: "SC-123456789012-pp-abcdefghijklm",
  arn: "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-123456789012-pp-abcdefghijklm/uuid",
  notificationArns: ["arn:aws:sns:eu-west-1:123456789012:news"],
};
const evaluateYaml = (
  yaml: string,
  parameters: Record<string, string> = {},
  inventory: Inventory = new Map(),
) => {
  const template = parseTemplate(yaml, "test");
  const stack = { ...identity, inventory };
  const { resources, outputs } = evaluateTemplate(template, parameters, stack, template.rules);
  return { resources, outputs: Object.fromEntries(outputs.map(({ key, value }) => [key, value])) };
};

describe("the evaluation of a template", () => {
  it("knows the pseudo parameters", () => {
    const { outputs } = evaluateYaml(`
Resources: { Handle: { Type: AWS::CloudFormation::WaitConditionHandle } }
Outputs:
  Account: { Value: !Ref AWS::AccountId }
  Region: { Value: !Ref AWS::Region }
  Partition: { Value: !Ref AWS::Partition }
  Suffix: { Value: !Ref AWS::URLSuffix }
  Name: { Value: !Ref AWS::StackName }
  Id: { Value: !Ref AWS::StackId }
  News: { Value: !Join [",", !Ref AWS::NotificationARNs] }
`);
    assert.deepEqual(outputs, {
      Account: "123456789012",
      Region: "eu-west-1",
      Partition: "aws",
      Suffix: "amazonaws.com",
      Name: "SC-123456789012-pp-abcdefghijklm",
      Id: identity.arn,
      News: "arn:aws:sns:eu-west-1:123456789012:news",
    });
  });

  it("leaves out what its condition forbids", () => {
    const yaml = `
Parameters: { Stage: { Type: String } }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsTest: !Not [!Condition IsProd]
Resources:
  Alarm: { Type: AWS::CloudWatch::Alarm, Condition: IsProd }
  Topic: { Type: AWS::SNS::Topic }
Outputs:
  Alarm: { Value: !Ref Alarm, Condition: IsProd }
  Stage: { Value: !If [IsTest, testing, production] }
`;
    const test = evaluateYaml(yaml, { Stage: "test" });
    assert.deepEqual(
      test.resources.map(({ logicalId }) => logicalId),
      ["Topic"],
    );
    assert.deepEqual(test.outputs, { Stage: "testing" });
    assert.deepEqual(Object.keys(evaluateYaml(yaml, { Stage: "prod" }).outputs), ["Alarm", "Stage"]);
  });

  it("gives list parameters as lists and finds in its mappings", () => {
    const { outputs } = evaluateYaml(
      `
Parameters: { Zones: { Type: CommaDelimitedList } }
Mappings: { Sizes: { eu-west-1: { Size: small } } }
Resources: { Handle: { Type: AWS::CloudFormation::WaitConditionHandle } }
Outputs:
  Second: { Value: !Select [1, !Ref Zones] }
  Size: { Value: !FindInMap [Sizes, !Ref AWS::Region, Size] }
`,
      { Zones: "a, b" },
    );
    assert.deepEqual(outputs, { Second: "b", Size: "small" });
  });

  it("makes plausible ids and attributes up, always the same ones", () => {
    const yaml = `
Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Named: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "own-\${AWS::Region}" } }
  Queue: { Type: AWS::SQS::Queue }
  Topic: { Type: AWS::SNS::Topic }
  Vpc: { Type: AWS::EC2::VPC }
  Role: { Type: AWS::IAM::Role }
  Database: { Type: AWS::RDS::DBInstance }
Outputs:
  Bucket: { Value: !Ref Bucket }
  BucketArn: { Value: !GetAtt Bucket.Arn }
  Named: { Value: !Ref Named }
  Queue: { Value: !Ref Queue }
  Topic: { Value: !Ref Topic }
  TopicArn: { Value: !GetAtt Topic.TopicArn }
  Vpc: { Value: !Ref Vpc }
  RoleArn: { Value: !GetAtt Role.Arn }
  Host: { Value: !GetAtt Database.Endpoint.Address }
  Port: { Value: !GetAtt Database.Endpoint.Port }
`;
    const { outputs } = evaluateYaml(yaml);
    const expected: Record<string, RegExp> = {
      Bucket: /^sc-123456789012-pp-abcdefghijklm-bucket-[a-z0-9]{12}$/,
      BucketArn: /^arn:aws:s3:::sc-123456789012-pp-abcdefghijklm-bucket-[a-z0-9]{12}$/,
      Named: /^own-eu-west-1$/,
      Queue: /^https:\/\/sqs\.eu-west-1\.amazonaws\.com\/123456789012\/SC-.*-Queue-[A-Z0-9]{12}$/,
      Topic: /^arn:aws:sns:eu-west-1:123456789012:SC-.*-Topic-[A-Z0-9]{12}$/,
      TopicArn: /^arn:aws:sns:eu-west-1:123456789012:SC-.*-Topic-[A-Z0-9]{12}$/,
      Vpc: /^vpc-0[0-9a-f]{16}$/,
      RoleArn: /^arn:aws:iam::123456789012:role\/SC-/,
      Host: /\.eu-west-1\.rds\.amazonaws\.com$/,
      Port: /^3306$/,
    };
    for (const [key, pattern] of Object.entries(expected)) assert.match(outputs[key] ?? "", pattern, key);
    assert.deepEqual(evaluateYaml(yaml).outputs, outputs);
  });

  // The guide: a list of values is stored as one text, with commas.
  for (const type of ["CommaDelimitedList", "List<String>", "List<AWS::EC2::Subnet::Id>"])
    it(`gives parameters of the type AWS::SSM::Parameter::Value<${type}> as lists`, () => {
      const { outputs } = evaluateYaml(
        `
Parameters: { Subnets: { Type: "AWS::SSM::Parameter::Value<${type}>" } }
Resources: { Handle: { Type: AWS::CloudFormation::WaitConditionHandle } }
Outputs:
  All: { Value: !Join ["|", !Ref Subnets] }
  Second: { Value: !Select [1, !Ref Subnets] }
`,
        { Subnets: "/network/subnets" },
        new Map([["AWS::SSM::Parameter", new Map([["/network/subnets", { value: "subnet-1,subnet-2" }]])]]),
      );
      assert.deepEqual(outputs, { All: "subnet-1|subnet-2", Second: "subnet-2" });
    });

  it("divides the blocks of a VPC, as the guide's example for Fn::Cidr does", () => {
    const { outputs } = evaluateYaml(`
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
  Pooled: { Type: AWS::EC2::VPC, Properties: { Ipv4IpamPoolId: ipam-pool-1, Ipv4NetmaskLength: 16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]] } }
Outputs:
  Own: { Value: !Join [" ", !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]] }
  Subnet: { Value: !GetAtt Subnet.CidrBlock }
  Of: { Value: !GetAtt Subnet.VpcId }
  Vpc: { Value: !Ref Vpc }
  Pooled: { Value: !Select [255, !Cidr [!GetAtt Pooled.CidrBlock, 256, 8]] }
  V6: { Value: !Select [0, !Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 1, 64]] }
  Associations: { Value: !Join [" ", !GetAtt Vpc.CidrBlockAssociations] }
`);
    assert.equal(outputs["Own"], "10.1.0.0/24 10.1.1.0/24");
    assert.equal(outputs["Subnet"], "10.1.1.0/24");
    assert.equal(outputs["Of"], outputs["Vpc"]);
    assert.match(outputs["Pooled"] ?? "", /^\d+\.\d+\.\d+\.0\/24$/);
    assert.match(outputs["V6"] ?? "", /^2600:1f18:[0-9a-f:]+::\/64$/);
    assert.match(outputs["Associations"] ?? "", /^vpc-cidr-assoc-0[0-9a-f]{16}$/);
  });

  it("names topics and queues by their names, whatever Ref of them gives", () => {
    const { outputs } = evaluateYaml(`
Resources:
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: news } }
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs } }
Outputs:
  TopicName: { Value: !GetAtt Topic.TopicName }
  TopicArn: { Value: !GetAtt Topic.TopicArn }
  QueueName: { Value: !GetAtt Queue.QueueName }
  QueueArn: { Value: !GetAtt Queue.Arn }
  QueueUrl: { Value: !GetAtt Queue.QueueUrl }
`);
    assert.deepEqual(outputs, {
      TopicName: "news",
      TopicArn: "arn:aws:sns:eu-west-1:123456789012:news",
      QueueName: "jobs",
      QueueArn: "arn:aws:sqs:eu-west-1:123456789012:jobs",
      QueueUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs",
    });
  });

  const failures: [string, string, string][] = [
    [
      "a reference in the outputs to what its condition forbids",
      // The template and the text of terraform-provider-aws's test errorOnCreate.
      `
Parameters: { LeaveMeEmpty: { Type: String, Default: full } }
Conditions: { IsEmptyParameter: !Equals [!Ref LeaveMeEmpty, ""] }
Resources: { MyVPC: { Type: AWS::EC2::VPC, Condition: IsEmptyParameter } }
Outputs: { VpcID: { Value: !Ref MyVPC } }
`,
      "Unresolved resource dependencies [MyVPC] in the Outputs block of the template",
    ],
    [
      "an output that is no text",
      "Mappings: { M: { a: { b: [x] } } }\nResources: { Topic: { Type: AWS::SNS::Topic } }\nOutputs: { A: { Value: !FindInMap [M, a, b] } }",
      "Template format error: The Value field of every Outputs member must evaluate to a String.",
    ],
  ];
  for (const [what, yaml, message] of failures)
    it(`fails for ${what}`, () =>
      assert.throws(() => evaluateYaml(yaml, { LeaveMeEmpty: "full" }), {
        name: "CloudFormationError",
        message,
      }));
});

describe("rules", () => {
  const rule = (text: string) => `
Parameters: { Size: { Type: String }, Users: { Type: CommaDelimitedList } }
Rules: { R: ${text} }
Resources: { Handle: { Type: AWS::CloudFormation::WaitConditionHandle } }
`;
  const parameters = { Size: "small", Users: "a,b" };
  const assertion = (text: string) => `{ Assertions: [{ Assert: ${text}, AssertDescription: No! }] }`;
  const cases: [string, boolean][] = [
    [assertion("!Contains [[small, large], !Ref Size]"), true],
    [assertion("!Contains [[large], !Ref Size]"), false],
    [assertion("!EachMemberIn [!Ref Users, [a, b, c]]"), true],
    [assertion("!EachMemberIn [!Ref Users, [a]]"), false],
    [assertion("!EachMemberEquals [!Ref Users, a]"), false],
    [assertion("!Not [!Contains [!Ref Users, '']]"), true],
    [assertion("!And [!Equals [!Ref Size, small], !Contains [[x], x]]"), true],
    [assertion("!Or [!Equals [!Ref Size, large], !Contains [[x], y]]"), false],
    [assertion("!EachMemberIn [!ValueOfAll ['AWS::EC2::VPC::Id', Tags.x], [y]]"), true],
    ["{ RuleCondition: !Equals [!Ref Size, large], Assertions: [{ Assert: !Equals [a, b] }] }", true],
    [
      "{ RuleCondition: !Equals [!Ref Size, small], Assertions: [{ Assert: !Equals [a, b], AssertDescription: No! }] }",
      false,
    ],
  ];
  for (const [text, holds] of cases)
    it(`${text} ${holds ? "holds" : "does not hold"}`, () => {
      if (holds) evaluateYaml(rule(text), parameters);
      else assert.throws(() => evaluateYaml(rule(text), parameters), { message: "No!" });
    });
});
