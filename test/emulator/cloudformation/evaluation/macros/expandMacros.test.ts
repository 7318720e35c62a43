import assert from "node:assert/strict";
import { evaluateTemplate } from "../../../../../emulator/cloudformation/evaluation/evaluateTemplate";
import { parseTemplate } from "../../../../../emulator/cloudformation/template/parseTemplate";
import { resolveParameters } from "../../../../../emulator/cloudformation/parameters/parameters";

const stack = {
  scope: { account: "123456789012", region: "us-east-1" },
  name: "SC-1",
  arn: "arn:aws:cloudformation:us-east-1:123456789012:stack/SC-1/uuid",
  notificationArns: [],
};

function stackOf(yaml: string, given: Record<string, string> = {}) {
  const template = parseTemplate(yaml, "test");
  const parameters = Object.entries(given).map(([key, value]) => ({ key, value, usePreviousValue: false }));
  const values = resolveParameters(template, parameters, undefined);
  const { resources, outputs } = evaluateTemplate(template, values, stack, template.rules);
  return {
    macros: template.macros,
    types: Object.fromEntries(resources.map(({ logicalId, type }) => [logicalId, type])),
    outputs: Object.fromEntries(outputs.map(({ key, value }) => [key, value])),
  };
}

describe("SAM", () => {
  const yaml = `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Timeout: 3, Runtime: nodejs20.x } }
Parameters: { Name: { Type: String, Default: hello } }
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Connectors: { Db: { Properties: { Destination: { Id: Table } } } }
    Properties:
      FunctionName: !Ref Name
      AutoPublishAlias: live
      Events:
        Get: { Type: Api, Properties: { Path: /, Method: get } }
        Other: { Type: HttpApi }
  Own: { Type: AWS::Serverless::Function, Properties: { Role: "arn:aws:iam::123456789012:role/x" } }
  Table: { Type: AWS::Serverless::SimpleTable }
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }
  Machine: { Type: AWS::Serverless::StateMachine }
Outputs:
  Arn: { Value: !GetAtt Fn.Arn }
  Role: { Value: !GetAtt FnRole.Arn }
  Url: { Value: !Sub "https://\${ServerlessRestApi}.execute-api.\${AWS::Region}.amazonaws.com/Prod/" }
  Http: { Value: !Ref ServerlessHttpApi }
  Alias: { Value: !Ref Fn.Alias }
  Version: { Value: !Sub "\${Fn.Version}" }
  Table: { Value: !GetAtt Table.Arn }
  Stage: { Value: !Ref Api.Stage }
  Machine: { Value: !Ref Machine }
`;

  it("makes resources that have the attributes of what they become", () => {
    const { macros, outputs } = stackOf(yaml, { Name: "greet" });
    assert.deepEqual(macros, ["AWS::Serverless-2016-10-31"]);
    const expected: Record<string, RegExp> = {
      Arn: /^arn:aws:lambda:us-east-1:123456789012:function:greet$/,
      Role: /^arn:aws:iam::123456789012:role\/SC-1-FnRole-[A-Z0-9]{12}$/,
      Url: /^https:\/\/[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com\/Prod\/$/,
      Http: /^[a-z0-9]{10}$/,
      Alias: /^arn:aws:lambda:us-east-1:123456789012:function:greet:live$/,
      Version: /^arn:aws:lambda:us-east-1:123456789012:function:greet:1$/,
      Table: /^arn:aws:dynamodb:us-east-1:123456789012:table\/SC-1-Table-/,
      Stage: /^v1$/,
      Machine: /^arn:aws:states:us-east-1:123456789012:stateMachine:SC-1-Machine-/,
    };
    for (const [key, pattern] of Object.entries(expected)) assert.match(outputs[key] ?? "", pattern, key);
  });

  it("makes the roles and APIs that a function has not got", () => {
    const { types } = stackOf(yaml);
    assert.equal(types["Fn"], "AWS::Lambda::Function");
    assert.equal(types["FnRole"], "AWS::IAM::Role");
    assert.equal(types["MachineRole"], "AWS::IAM::Role");
    assert.equal(types["ServerlessRestApiProdStage"], "AWS::ApiGateway::Stage");
    assert.ok(!("OwnRole" in types));
  });

  it("lets what an event or a deployment refers to refer to the function, and names its version", () => {
    const { types, outputs } = stackOf(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      DeploymentPreference: { Alarms: [!Ref Alarm] }
      Events: { Get: { Type: Api, Properties: { RestApiId: !Ref Api } } }
  Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { Dimensions: [!Ref Fn] } }
  Api: { Type: AWS::Serverless::Api, Properties: { DefinitionBody: !Sub "\${Fn.Arn}" } }
Outputs:
  Version: { Value: !GetAtt Fn.Version }
  Arn: { Value: !GetAtt Fn.Version.FunctionArn }
`);
    assert.equal(types["FnDeploymentGroup"], "AWS::CodeDeploy::DeploymentGroup");
    assert.equal(outputs["Version"], "1");
    assert.match(
      outputs["Arn"] ?? "",
      /^arn:aws:lambda:us-east-1:123456789012:function:SC-1-Fn-[A-Z0-9]{12}:1$/,
    );
  });

  it("is no excuse for a reference to nothing, nor for its types without it", () => {
    const wrong = yaml.replace("!GetAtt Fn.Arn", "!GetAtt Func.Arn");
    assert.throws(
      () => parseTemplate(wrong, "test"),
      /Unresolved resource dependencies \[Func\] in the Outputs/,
    );
    const without = yaml.replace("Transform: AWS::Serverless-2016-10-31\n", "");
    assert.throws(
      () => parseTemplate(without, "test"),
      /Unrecognized resource types: \[AWS::Serverless::Function/,
    );
  });
});

describe("other macros", () => {
  it("may make anything that the template refers to", () => {
    const { macros, outputs } = stackOf(`
Transform: [Own, { Name: AWS::Include, Parameters: { Location: s3://x } }]
Own: { Anything: x }
Resources:
  A: { Type: AWS::SNS::Topic, Own: x, Properties: { DisplayName: !Own x } }
  B: { Uses: macro }
Outputs:
  Arn: { Value: !GetAtt Made.Arn }
  Topic: { Value: !Ref A }
`);
    assert.deepEqual(macros, ["Own", "AWS::Include"]);
    assert.match(outputs["Arn"] ?? "", /^arn:aws:/);
    assert.match(outputs["Topic"] ?? "", /^arn:aws:sns:/);
  });

  it("are asked for in places", () => {
    const { macros, outputs } = stackOf(`
Resources:
  Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://x } }
  A: { Type: AWS::SNS::Topic, Properties: { Fn::Transform: { Name: Own } } }
Outputs:
  Included: { Value: !Ref Included }
`);
    assert.deepEqual(macros, ["AWS::Include", "Own"]);
    assert.ok(outputs["Included"]);
  });

  it("may be all that there is", () => {
    const { types } = stackOf("Resources:\n  Fn::Transform: { Name: AWS::Include }");
    assert.equal(Object.keys(types).length, 1);
  });
});

describe("modules", () => {
  const yaml =
    "Resources:\n  M: { Type: My::Own::Thing::MODULE }\nOutputs:\n  A: { Value: !GetAtt MBucket.Arn }";

  it("have resources that go by their logical id", () => {
    assert.match(stackOf(yaml).outputs["A"] ?? "", /^arn:aws:/);
    assert.throws(() => parseTemplate(yaml.replace("MBucket", "Bucket"), "test"), /Unresolved .*\[Bucket\]/);
  });
});

describe("Fn::ForEach", () => {
  const yaml = `
Transform: AWS::LanguageExtensions
Parameters: { Names: { Type: CommaDelimitedList, Default: "a,b" } }
Mappings: { Zones: { us-east-1: { All: [x, y] } } }
Conditions:
  Fn::ForEach::Conditions: [N, [One, Two], { "Is\${N}": !Equals [!Ref N, One] }]
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - "Topic\${Name}": { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub "t-\${Name}", DisplayName: !Ref Name } }
  One: { Type: AWS::SNS::Topic, Condition: IsOne }
  Two: { Type: AWS::SNS::Topic, Condition: IsTwo }
Outputs:
  Fn::ForEach::Outputs:
    - Zone
    - !FindInMap [Zones, !Ref AWS::Region, All]
    - "Out\${Zone}": { Value: !Ref Zone }
`;

  it("is written out", () => {
    const { types, outputs, macros } = stackOf(yaml);
    assert.deepEqual(Object.keys(types), ["Topica", "Topicb", "One"]);
    assert.deepEqual(outputs, { Outx: "x", Outy: "y" });
    assert.deepEqual(macros, []);
  });

  it("goes by the parameters of the stack", () => {
    assert.deepEqual(Object.keys(stackOf(yaml, { Names: "c" }).types), ["Topicc", "One"]);
  });

  it("can be inside of another, and leaves out letters that no name has", () => {
    const { types } = stackOf(`
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Outer:
    - A
    - [x, y]
    - Fn::ForEach::Inner:
        - B
        - ["1.0", "2.0"]
        - "T\${A}&{B}": { Type: AWS::SNS::Topic, Properties: { DisplayName: "\${B}" } }
`);
    assert.deepEqual(Object.keys(types), ["Tx10", "Tx20", "Ty10", "Ty20"]);
  });

  it("is refused where it is malformed, and without its transform", () => {
    const malformed = "Transform: AWS::LanguageExtensions\nResources: { Fn::ForEach::X: [N, x, {}] }";
    assert.throws(() => parseTemplate(malformed, "test"), /Layout of Fn::ForEach::X is incorrect/);
    assert.throws(() => parseTemplate(yaml.replace("Transform: AWS::LanguageExtensions", ""), "test"));
  });
});
