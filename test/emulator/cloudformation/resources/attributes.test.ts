import assert from "node:assert/strict";
import { parseTemplate } from "../../../../emulator/cloudformation/template/parseTemplate";
import { evaluateTemplate } from "../../../../emulator/cloudformation/evaluation/evaluateTemplate";

const stack = {
  scope: { account: "123456789012", region: "us-east-1" },
  name: "SC-1",
  arn: "arn:aws:cloudformation:us-east-1:123456789012:stack/SC-1/uuid",
  notificationArns: [],
};

/** The value of an output of a template with the resource R. */
function valueOf(resource: string, value: string): string | undefined {
  const yaml = `
Resources:
  R: ${resource}
  Role: { Type: AWS::IAM::Role }
Outputs:
  Out: { Value: ${value} }
`;
  const template = parseTemplate(yaml, "test");
  return evaluateTemplate(template, {}, stack, {}).outputs[0]?.value;
}

const arn = (rest: string) => new RegExp(`^arn:aws:${rest}$`);
const uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** The resource reference, "Return values". */
describe("what Ref gives", () => {
  const cases: [string, RegExp][] = [
    ["{ Type: AWS::CertificateManager::Certificate }", arn(`acm:us-east-1:123456789012:certificate/${uuid}`)],
    [
      "{ Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Name: web } }",
      arn("elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/[0-9a-f]{16}"),
    ],
    ["{ Type: AWS::ElasticLoadBalancingV2::Listener }", arn("elasticloadbalancing:.*:listener/app/.*")],
    [
      "{ Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Name: web } }",
      arn("elasticloadbalancing:us-east-1:123456789012:targetgroup/web/[0-9a-f]{16}"),
    ],
    [
      "{ Type: AWS::IAM::ManagedPolicy, Properties: { ManagedPolicyName: read } }",
      arn("iam::123456789012:policy/read"),
    ],
    [
      "{ Type: AWS::ECS::TaskDefinition, Properties: { Family: web } }",
      arn("ecs:us-east-1:123456789012:task-definition/web:1"),
    ],
    [
      "{ Type: AWS::SecretsManager::Secret, Properties: { Name: db } }",
      arn("secretsmanager:us-east-1:123456789012:secret:db-[A-Z0-9]{6}"),
    ],
    [
      "{ Type: AWS::StepFunctions::StateMachine, Properties: { StateMachineName: s } }",
      arn("states:us-east-1:123456789012:stateMachine:s"),
    ],
    ["{ Type: AWS::SNS::Topic, Properties: { TopicName: t } }", arn("sns:us-east-1:123456789012:t")],
    [
      "{ Type: AWS::Lambda::Version, Properties: { FunctionName: f } }",
      arn("lambda:us-east-1:123456789012:function:f:1"),
    ],
    [
      "{ Type: AWS::ECS::Service, Properties: { ServiceName: s, Cluster: c } }",
      arn("ecs:us-east-1:123456789012:service/c/s"),
    ],
    ["{ Type: AWS::SSM::Parameter, Properties: { Name: /a/b } }", /^\/a\/b$/],
    ["{ Type: AWS::Kinesis::Stream, Properties: { Name: s } }", /^s$/],
    ["{ Type: AWS::CodePipeline::Pipeline, Properties: { Name: p } }", /^p$/],
    ["{ Type: AWS::ElastiCache::CacheCluster, Properties: { ClusterName: c } }", /^c$/],
    ["{ Type: AWS::EC2::KeyPair, Properties: { KeyName: k } }", /^k$/],
    ["{ Type: AWS::RDS::DBInstance, Properties: { DBInstanceIdentifier: Db } }", /^db$/],
    ["{ Type: AWS::RDS::DBInstance }", /^sc-1-r-[a-z0-9]{12}$/],
    ["{ Type: AWS::DynamoDB::Table }", /^SC-1-R-[A-Z0-9]{12}$/],
    ["{ Type: AWS::ApiGateway::RestApi, Properties: { Name: api } }", /^[a-z0-9]{10}$/],
    ["{ Type: AWS::ApiGateway::Stage, Properties: { RestApiId: x, StageName: prod } }", /^prod$/],
    ["{ Type: AWS::EC2::VPCEndpoint }", /^vpce-0[0-9a-f]{16}$/],
    ["{ Type: AWS::EC2::EIP }", /^\d+\.\d+\.\d+\.\d+$/],
    ["{ Type: AWS::Events::Rule }", /^SC-1-R-[A-Z0-9]{12}$/],
    ["{ Type: AWS::Events::Rule, Properties: { Name: r, EventBusName: b } }", /^b\|r$/],
    ["{ Type: AWS::KMS::Key }", new RegExp(`^${uuid}$`)],
    ["{ Type: Custom::Thing }", /^SC-1-R-[A-Z0-9]{12}$/],
    ["{ Type: Vendor::Service::Thing, Properties: { Name: n } }", /^n$/],
  ];
  for (const [resource, expected] of cases)
    it(`of ${resource}`, () => assert.match(valueOf(resource, "!Ref R") ?? "", expected));
});

describe("attributes", () => {
  const cases: [string, string, RegExp][] = [
    ["AWS::EC2::VPCEndpoint", "!Select [0, !GetAtt R.DnsEntries]", /^Z[A-Z0-9]+:.*\.us-east-1\./],
    ["AWS::Route53::HostedZone", "!Select [3, !GetAtt R.NameServers]", /^ns-\d+\.awsdns-\d+\./],
    [
      "AWS::EC2::VPCEndpoint, Properties: { SubnetIds: [a, b] }",
      "!Join [' ', !GetAtt R.NetworkInterfaceIds]",
      /^eni-\S+ eni-\S+$/,
    ],
    ["AWS::RDS::DBInstance, Properties: { Engine: postgres }", "!GetAtt R.Endpoint.Port", /^5432$/],
    ["AWS::RDS::DBInstance, Properties: { Engine: mysql }", "!GetAtt R.Endpoint.Port", /^3306$/],
    [
      "AWS::RDS::DBInstance, Properties: { Engine: postgres, Port: 6000 }",
      "!GetAtt R.Endpoint.Port",
      /^6000$/,
    ],
    ["AWS::RDS::DBInstance, Properties: { Engine: sqlserver-ex }", "!GetAtt R.Endpoint.Port", /^1433$/],
    ["AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql }", "!GetAtt R.Endpoint.Port", /^5432$/],
    ["AWS::Redshift::Cluster", "!GetAtt R.Endpoint.Port", /^5439$/],
    ["AWS::ElastiCache::ReplicationGroup", "!GetAtt R.PrimaryEndPoint.Port", /^6379$/],
    [
      "AWS::ElastiCache::CacheCluster, Properties: { Engine: memcached }",
      "!GetAtt R.ConfigurationEndpoint.Port",
      /^11211$/,
    ],
    ["AWS::DocDB::DBCluster", "!GetAtt R.Port", /^27017$/],
    // Templates write https:// before these themselves.
    ["AWS::AppRunner::Service", "!GetAtt R.ServiceUrl", /^[a-z0-9]+\.us-east-1\.awsapprunner\.com$/],
    ["AWS::ElasticBeanstalk::Environment", "!GetAtt R.EndpointURL", /^[a-z0-9.-]+$/],
    [
      "AWS::SQS::Queue",
      "!GetAtt R.QueueUrl",
      /^https:\/\/sqs\.us-east-1\.amazonaws\.com\/123456789012\/SC-1/,
    ],
    ["AWS::AppSync::GraphQLApi", "!GetAtt R.GraphQLUrl", /^https:\/\/[a-z0-9.-]+$/],
    [
      "AWS::S3::Bucket, Properties: { BucketName: b }",
      "!GetAtt R.RegionalDomainName",
      /^b\.s3\.us-east-1\.amazonaws\.com$/,
    ],
    [
      "AWS::ECR::Repository, Properties: { RepositoryName: web }",
      "!GetAtt R.RepositoryUri",
      /^123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com\/web$/,
    ],
    [
      "AWS::Lambda::Function, Properties: { FunctionName: f }",
      "!GetAtt R.Arn",
      arn("lambda:us-east-1:123456789012:function:f"),
    ],
    [
      "AWS::DynamoDB::Table, Properties: { TableName: t }",
      "!GetAtt R.StreamArn",
      arn("dynamodb:us-east-1:123456789012:table/t/stream/.*"),
    ],
    [
      "AWS::Logs::LogGroup, Properties: { LogGroupName: /l }",
      "!GetAtt R.Arn",
      arn("logs:us-east-1:123456789012:log-group:/l:\\*"),
    ],
    ["AWS::RDS::DBInstance", "!GetAtt R.MasterUserSecret.SecretArn", arn("secretsmanager:.*:secret:.*")],
    [
      "AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Name: w }",
      "!GetAtt R.LoadBalancerFullName",
      /^app\/w\/[0-9a-f]{16}$/,
    ],
    // Plain properties, where the registry admits them.
    ["AWS::RDS::DBInstance, Properties: { DBName: shop }", "!GetAtt R.DBName", /^shop$/],
    ["AWS::SSM::Parameter, Properties: { Name: n, Value: v, Type: String }", "!GetAtt R.Value", /^v$/],
    [
      "AWS::EC2::Instance, Properties: { AvailabilityZone: us-east-1d }",
      "!GetAtt R.AvailabilityZone",
      /^us-east-1d$/,
    ],
    ["AWS::EC2::Instance", "!GetAtt R.VpcId", /^vpc-0[0-9a-f]{16}$/],
    ["AWS::CloudFormation::Stack", "!GetAtt R.Outputs.Vpc", /^vpc-/],
    ["Custom::Look", "!GetAtt R.Anything", /./],
    // What nobody can know is a list where it is used as one.
    ["Custom::Look", "!Select [2, !GetAtt R.SubnetIds]", /^subnet-/],
    ["Vendor::Service::Thing", "!GetAtt R.Any.Thing", /./],
  ];
  for (const [resource, value, expected] of cases)
    it(`${value} of ${resource}`, () => {
      const written = /Properties/.test(resource) ? resource : `${resource}, Properties: { ServiceToken: x }`;
      const first = valueOf(`{ Type: ${written} }`, value);
      assert.match(first ?? "", expected);
      assert.equal(valueOf(`{ Type: ${written} }`, value), first);
    });

  it("that a type does not have are refused", () => {
    for (const [type, name] of [
      ["AWS::DynamoDB::Table", "TableName"],
      ["AWS::RDS::DBInstance", "Endpoint.Url"],
      ["AWS::CertificateManager::Certificate", "Arn"],
    ] as const)
      assert.throws(() => valueOf(`{ Type: ${type} }`, `!GetAtt R.${name}`), {
        message: `test:6: Template error: resource R does not support attribute type ${name} in Fn::GetAtt`,
      });
  });

  it("are in the partition of their region", () => {
    const china = { ...stack, scope: { account: "123456789012", region: "cn-north-1" } };
    const template = parseTemplate("Resources: { T: { Type: AWS::SNS::Topic } }", "test");
    const [topic] = evaluateTemplate(template, {}, china, {}).resources;
    assert.match(topic?.physicalId ?? "", /^arn:aws-cn:sns:cn-north-1:/);
  });
});
