import { createHash } from "node:crypto";
import { isBlock } from "./cidr";
import type { ResourceIdentity } from "./resources";
import type { Value } from "./value";

/** Makes the value of an attribute up; `property` evaluates one of the resource. */
export type Attribute = (
  resource: ResourceIdentity,
  property: (name: string) => Value | undefined,
) => Value | undefined;

/** What `attributes.ts` makes of the name alone is good enough. */
const byItsName: Attribute = () => undefined;

const ofProperty =
  (name: string, otherwise: Attribute): Attribute =>
  (resource, property) =>
    property(name) ?? otherwise(resource, property);

/** Blocks may come from a pool, and then no property tells them. */
const block =
  (otherwise: string): Attribute =>
  (_resource, property) => {
    const own = property("CidrBlock");
    return typeof own === "string" && isBlock(own) ? own : otherwise;
  };

/** Of the address space that AWS gives to VPCs: a /56 for each, whose subnets are /64. */
const ipv6 =
  (prefix: number): Attribute =>
  ({ physicalId }) => {
    const digits = hex(physicalId);
    return [`2600:1f18:${digits.slice(0, 4)}:${digits.slice(4, 6)}00::/${prefix}`];
  };

const madeUp =
  (kind: string) =>
  ({ physicalId }: ResourceIdentity) =>
    `${kind}-0${hex(physicalId + kind)}`;

const itself: Attribute = ({ physicalId }) => physicalId;

const hex = (seed: string) => createHash("sha256").update(seed).digest("hex").slice(0, 16);

/**
 * Types whose attributes are all here, by the CloudFormation resource reference: any other is refused. A name that
 * ends in a point stands for everything that begins with it. Types that are not here have any attribute.
 */
export const attributeTable: Readonly<Record<string, Readonly<Record<string, Attribute>>>> = {
  "AWS::CloudFormation::WaitCondition": { Data: byItsName },
  "AWS::CloudFormation::WaitConditionHandle": {},
  "AWS::DynamoDB::Table": { Arn: byItsName, StreamArn: byItsName },
  "AWS::EC2::Subnet": {
    AvailabilityZone: ofProperty("AvailabilityZone", ({ scope }) => `${scope.region}a`),
    AvailabilityZoneId: madeUp("az"),
    CidrBlock: block("10.0.0.0/24"),
    Ipv6CidrBlocks: ipv6(64),
    NetworkAclAssociationId: madeUp("aclassoc"),
    OutpostArn: byItsName,
    SubnetId: itself,
    VpcId: ofProperty("VpcId", madeUp("vpc")),
  },
  "AWS::EC2::VPC": {
    CidrBlock: block("10.0.0.0/16"),
    CidrBlockAssociations: (resource) => [madeUp("vpc-cidr-assoc")(resource)],
    DefaultNetworkAcl: madeUp("acl"),
    DefaultSecurityGroup: madeUp("sg"),
    Ipv6CidrBlocks: ipv6(56),
    VpcId: itself,
  },
  "AWS::IAM::Role": { Arn: byItsName, RoleId: byItsName },
  "AWS::KMS::Key": { Arn: byItsName, KeyId: itself },
  "AWS::Lambda::Function": {
    Arn: byItsName,
    SnapStartResponse: byItsName,
    "SnapStartResponse.": byItsName,
  },
  "AWS::S3::Bucket": {
    Arn: byItsName,
    DomainName: byItsName,
    DualStackDomainName: byItsName,
    RegionalDomainName: byItsName,
    WebsiteURL: byItsName,
    "MetadataConfiguration.": byItsName,
    "MetadataTableConfiguration.": byItsName,
  },
  "AWS::SNS::Topic": { TopicArn: itself, TopicName: byItsName },
  "AWS::SQS::Queue": { Arn: byItsName, QueueName: byItsName, QueueUrl: itself },
};

/** The attribute of a type; undefined if the type is known not to have it. */
export function attributeOf(type: string, name: string): Attribute | undefined {
  const known = Object.hasOwn(attributeTable, type) ? attributeTable[type] : undefined;
  if (!known) return byItsName;
  const entry = Object.keys(known).find((key) => key === name || (key.endsWith(".") && name.startsWith(key)));
  return entry === undefined ? undefined : known[entry];
}
