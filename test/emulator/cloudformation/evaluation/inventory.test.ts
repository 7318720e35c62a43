import assert from "node:assert/strict";
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { UpdateProvisionedProductCommand } from "@aws-sdk/client-service-catalog";
import { subnets } from "../../../../emulator/cloudformation/resources/cidr";
import { useEmulator } from "../../support";

const rule = (Assert: object, AssertDescription: string) => ({ Assertions: [{ Assert, AssertDescription }] });
const template = {
  Parameters: {
    Vpc: { Type: "AWS::EC2::VPC::Id", Default: "vpc-1" },
    Subnets: { Type: "List<AWS::EC2::Subnet::Id>", Default: "subnet-1,subnet-2" },
    Image: { Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: "/images/latest" },
    Name: { Type: "AWS::SSM::Parameter::Name", Default: "/images/latest" },
    Zone: { Type: "AWS::Route53::HostedZone::Id", Default: "not in the inventory, not checked" },
  },
  Rules: {
    Same: rule(
      { "Fn::EachMemberEquals": [{ "Fn::ValueOf": ["Subnets", "VpcId"] }, { Ref: "Vpc" }] },
      "Subnets must be of the VPC",
    ),
    Department: rule(
      { "Fn::EachMemberIn": [{ "Fn::ValueOfAll": ["AWS::EC2::VPC::Id", "Tags.Department"] }, ["IT", "HR"]] },
      "All VPCs must have a department",
    ),
    Known: rule(
      { "Fn::Contains": [{ "Fn::RefAll": "AWS::EC2::VPC::Id" }, { Ref: "Vpc" }] },
      "The VPC must be known",
    ),
    Elsewhere: rule({ "Fn::Contains": [{ "Fn::RefAll": "AWS::EC2::KeyPair::KeyName" }, "x"] }, "never asked"),
  },
  Resources: { Topic: { Type: "AWS::SNS::Topic" } },
  Outputs: {
    Image: { Value: { Ref: "Image" } },
    Name: { Value: { Ref: "Name" } },
    Imported: { Value: { "Fn::ImportValue": "network-cidr" } },
    Blocks: { Value: { "Fn::Join": [" ", { "Fn::Cidr": ["10.0.0.0/16", "2", "8"] }] } },
  },
};

describe("a catalog with an inventory", () => {
  const bench = useEmulator({
    catalog: {
      products: [{ name: "Bucket", versions: [{ name: "v1", template }] }],
      inventory: {
        "AWS::EC2::VPC::Id": { "vpc-1": { "Tags.Department": "IT" }, "vpc-2": { "Tags.Department": "HR" } },
        "AWS::EC2::Subnet::Id": { "subnet-1": { VpcId: "vpc-1" }, "subnet-2": { VpcId: "vpc-1" } },
        "AWS::SSM::Parameter": { "/images/latest": "ami-1234" },
        exports: { "network-cidr": "10.0.0.0/8" },
      },
    },
  });
  const provision = (Key?: string, Value?: string) =>
    bench.provisioned({ ProvisioningParameters: Key === undefined ? [] : [{ Key, Value }] });
  const product = () => bench.emulator.products()[0];

  it("gives parameters of SSM types what is stored, and stacks what others export", async () => {
    await provision();
    assert.equal(product()?.status, "AVAILABLE", product()?.statusMessage);
    const [stack] = bench.emulator.stacks();
    assert.deepEqual(stack?.outputs, {
      Image: "ami-1234",
      Name: "/images/latest",
      Imported: "10.0.0.0/8",
      Blocks: "10.0.0.0/24 10.0.1.0/24",
    });
    assert.equal(stack.parameters["Image"], "/images/latest");
    const client = new CloudFormationClient({
      region: "us-east-1",
      endpoint: bench.emulator.url,
      credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "x" },
    });
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack.arn }));
    const image = Stacks?.[0]?.Parameters?.find(({ ParameterKey }) => ParameterKey === "Image");
    assert.deepEqual([image?.ParameterValue, image?.ResolvedValue], ["/images/latest", "ami-1234"]);
    client.destroy();
  });

  it("refuses names of SSM parameters that do not exist, without a stack", async () => {
    await provision("Image", "/images/none");
    assert.match(product()?.statusMessage ?? "", /Unable to fetch parameters \[\/images\/none\]/);
    assert.deepEqual(bench.emulator.stacks(), []);
  });

  it("rolls a stack back whose parameters name what does not exist", async () => {
    await provision("Subnets", "subnet-1, subnet-9");
    assert.equal(product()?.status, "ERROR");
    assert.match(product()?.statusMessage ?? "", /Subnets must be of the VPC/, "the rule speaks first");
    bench.emulator.reset();
    await provision();
    await bench.client.send(
      new UpdateProvisionedProductCommand({
        ProvisionedProductName: "logs",
        ProvisioningParameters: [
          { Key: "Vpc", Value: "vpc-1" },
          { Key: "Subnets", Value: "subnet-1" },
          { Key: "Image", Value: "/images/none" },
        ],
        UpdateToken: undefined,
      }),
    );
    await bench.pass();
    assert.equal(product()?.status, "TAINTED");
  });

  it("takes parameters that AWS publishes for granted", async () => {
    await provision("Image", "/aws/service/ami");
    assert.equal(product()?.status, "AVAILABLE");
  });

  it("holds rules against it", async () => {
    await provision("Vpc", "vpc-2");
    assert.match(product()?.statusMessage ?? "", /Subnets must be of the VPC/);
  });
});

describe("what does not exist", () => {
  const plain = {
    Parameters: { Vpc: { Type: "AWS::EC2::VPC::Id" } },
    Resources: { Topic: { Type: "AWS::SNS::Topic" } },
  };
  const bench = useEmulator({
    catalog: {
      products: [{ name: "Bucket", versions: [{ name: "v1", template: plain }] }],
      inventory: { "AWS::EC2::VPC::Id": ["vpc-1"] },
    },
  });
  const vpc = (Value: string) => ({ ProvisioningParameters: [{ Key: "Vpc", Value }] });

  it("is found when the stack has begun", async () => {
    await bench.provisioned(vpc("vpc-9"));
    assert.equal(bench.emulator.stacks()[0]?.status, "ROLLBACK_COMPLETE");
    assert.equal(
      bench.emulator.products()[0]?.statusMessage,
      "Parameter validation failed: parameter value vpc-9 for parameter name Vpc does not exist. Rollback requested by user.",
    );
  });

  it("leaves a product as it was when an update names it", async () => {
    const id = await bench.provisioned(vpc("vpc-1"));
    await bench.client.send(
      new UpdateProvisionedProductCommand({
        ProvisionedProductId: id,
        ...vpc("vpc-9"),
        UpdateToken: undefined,
      }),
    );
    await bench.pass();
    assert.equal(bench.emulator.stacks()[0]?.status, "UPDATE_ROLLBACK_COMPLETE");
    assert.equal(bench.emulator.products()[0]?.status, "TAINTED");
    assert.equal(bench.emulator.products()[0]?.parameters["Vpc"], "vpc-1");
  });
});

describe("dynamic references", () => {
  const template = {
    Parameters: {
      Image: { Type: "String", Default: "/images/latest" },
      Secret: { Type: "String", Default: "database" },
    },
    Resources: {
      Topic: {
        Type: "AWS::SNS::Topic",
        Properties: {
          TopicName: { "Fn::Sub": "of-{{resolve:ssm:${Image}:3}}" },
          Tags: [
            { Key: "public", Value: "{{resolve:ssm:/aws/service/anything}}" },
            { Key: "secure", Value: { "Fn::Sub": "{{resolve:ssm-secure:${Image}}}" } },
            {
              Key: "secret",
              Value: { "Fn::Sub": "{{resolve:secretsmanager:${Secret}:SecretString:password}}" },
            },
          ],
        },
      },
    },
    Outputs: { Topic: { Value: { Ref: "Topic" } } },
  };
  const products = [{ name: "Bucket", versions: [{ name: "v1", template }] }];
  const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:other-a1b2c3";
  const bench = useEmulator({
    catalog: {
      products,
      inventory: {
        "AWS::SSM::Parameter": { "/images/latest": "ami-1234" },
        "AWS::SecretsManager::Secret": ["database", arn],
      },
    },
  });
  const unknowing = useEmulator({ catalog: { products } });
  const given = (Key: string, Value: string) => ({ ProvisioningParameters: [{ Key, Value }] });

  it("are what is stored; secrets may be named by their ARN", async () => {
    await bench.provisioned(given("Secret", arn));
    assert.match(bench.emulator.stacks()[0]?.outputs["Topic"] ?? "", /:of-ami-1234$/);
  });

  it("to parameters that do not exist leave nothing behind", async () => {
    await bench.provisioned(given("Image", "/images/none"));
    const [product] = bench.emulator.products();
    assert.equal(product?.status, "ERROR");
    assert.match(
      product.statusMessage ?? "",
      /Parameters: \[ssm:\/images\/none:3, ssm-secure:\/images\/none\] cannot be found\./,
    );
    assert.deepEqual(bench.emulator.stacks(), []);
  });

  it("to a secret that does not exist roll the stack back", async () => {
    await bench.provisioned(given("Secret", "none"));
    assert.match(
      bench.emulator.products()[0]?.statusMessage ?? "",
      /Secrets Manager can't find the specified secret\./,
    );
    assert.equal(bench.emulator.stacks()[0]?.status, "ROLLBACK_COMPLETE");
  });

  it("stand for themselves without an inventory", async () => {
    await unknowing.provisioned(given("Secret", "none"));
    assert.match(
      unknowing.emulator.stacks()[0]?.outputs["Topic"] ?? "",
      /:of-\{\{resolve:ssm:\/images\/latest:3\}\}$/,
    );
  });
});

describe("Fn::Cidr", () => {
  it("parts a block", () => {
    assert.deepEqual(subnets("192.168.0.0/24", 3, 6), [
      "192.168.0.0/26",
      "192.168.0.64/26",
      "192.168.0.128/26",
    ]);
    assert.throws(() => subnets("192.168.0.0/24", 9, 6), /cannot make 9 blocks/);
    assert.throws(() => subnets("nowhere", 1, 6), /cannot make/);
  });
});
