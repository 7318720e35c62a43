import { partitionOf, urlSuffixOf, type Scope } from "../../base/arns";
import { capitals, hex, lowerCase, publicIp, uuid } from "./letters";
import { stringOf, type Properties, type ResourceIdentity } from "./resource";
import { arnOf } from "./resourceArns";
import { resourceType } from "./resourceTypes";

/**
 * The identity of a resource. The same stack and logical id give the same one. What `Ref` gives is known, and so are
 * names that the template gives; what AWS makes up has its form. (the letters guessed)
 */
export function identify(
  stackName: string,
  { logicalId, type, scope }: Pick<ResourceIdentity, "logicalId" | "type" | "scope">,
  properties: Properties,
): ResourceIdentity {
  const seed = `${stackName}/${logicalId}/${type}`;
  const { ref = [], madeByAws = false } = resourceType(type) ?? {};
  const given = [...ref, ...nameProperties(type)].map((property) => stringOf(properties, property));
  const made = `${stackName}-${logicalId}-${capitals(seed, 12)}`;
  const name = inItsCase(type, given.find((each) => each !== undefined) ?? made);
  const unnamed = { logicalId, type, scope, name, physicalId: "" };
  const ofPart = (part: string) => stringOf(properties, part) ?? (isName(type, part) ? name : undefined);
  const parts = madeByAws
    ? ref.map((part) => stringOf(properties, part) ?? madeUp(unnamed, part, seed, properties))
    : ref.map(ofPart).filter((part) => part !== undefined);
  return { ...unnamed, physicalId: inItsCase(type, parts.length > 0 ? parts.join("|") : name) };
}

const isName = (type: string, property: string) => nameProperties(type).includes(property);

/** The properties that name a resource, such as BucketName or QueueName. */
const nameProperties = (type: string) => [`${type.split("::").at(-1) ?? ""}Name`, "Name", "Family"];

/** Some services write all names in lower case. (documented) */
const inLowerCase =
  /^AWS::(S3::Bucket|ECR::Repository|(RDS|Redshift|ElastiCache|Neptune|DocDB|MemoryDB|OpenSearchService|Elasticsearch)::.*)$/;
const inItsCase = (type: string, name: string) => (inLowerCase.test(type) ? name.toLowerCase() : name);

/** Ids of EC2 are `<prefix>-<17 hex>`. */
const prefixes: Readonly<Record<string, string>> = {
  CarrierGateway: "cagw",
  CustomerGateway: "cgw",
  DHCPOptions: "dopt",
  EgressOnlyInternetGateway: "eigw",
  FlowLog: "fl",
  Image: "ami",
  Instance: "i",
  InternetGateway: "igw",
  LaunchTemplate: "lt",
  NatGateway: "nat",
  NetworkAcl: "acl",
  NetworkInterface: "eni",
  PrefixList: "pl",
  RouteTable: "rtb",
  SecurityGroup: "sg",
  Subnet: "subnet",
  SubnetRouteTableAssociation: "rtbassoc",
  TransitGateway: "tgw",
  TransitGatewayAttachment: "tgw-attach",
  TransitGatewayRouteTable: "tgw-rtb",
  VPC: "vpc",
  Vpc: "vpc",
  VPCCidrBlock: "vpc-cidr-assoc",
  VPCEndpoint: "vpce",
  VPCEndpointService: "vpce-svc",
  VPCPeeringConnection: "pcx",
  VPNConnection: "vpn",
  VPNGateway: "vgw",
  Volume: "vol",
};

/** The form of other ids that AWS makes up: of a prefix, and so many letters of an alphabet. */
const forms: Readonly<Record<string, (seed: string, scope: Scope, name: string) => string>> = {
  "AWS::ApiGateway": (seed) => lowerCase(seed, 10),
  "AWS::ApiGatewayV2": (seed) => lowerCase(seed, 10),
  "AWS::CloudFront::Distribution": (seed) => `E${capitals(seed, 13)}`,
  "AWS::CloudFormation::Stack": (seed, { account, region }, name) =>
    `arn:${partitionOf(region)}:cloudformation:${region}:${account}:stack/${name}/${uuid(seed)}`,
  "AWS::CloudFormation::WaitConditionHandle": (seed, { region }) =>
    `https://cloudformation-waitcondition-${region}.s3.${urlSuffixOf(region)}/${uuid(seed)}`,
  "AWS::Cognito::IdentityPool": (seed, { region }) => `${region}:${uuid(seed)}`,
  "AWS::Cognito::UserPool": (seed, { region }) => `${region}_${capitals(seed, 9)}`,
  "AWS::Cognito::UserPoolClient": (seed) => lowerCase(seed, 26),
  "AWS::EC2::EIP": (seed) => publicIp(seed),
  "AWS::EFS::AccessPoint": (seed) => `fsap-${hex(seed, 17)}`,
  "AWS::EFS::FileSystem": (seed) => `fs-${hex(seed, 17)}`,
  "AWS::EFS::MountTarget": (seed) => `fsmt-${hex(seed, 17)}`,
  "AWS::EMR::Cluster": (seed) => `j-${capitals(seed, 13)}`,
  "AWS::FSx::FileSystem": (seed) => `fs-${hex(seed, 17)}`,
  "AWS::IAM::AccessKey": (seed) => `AKIA${capitals(seed, 16)}`,
  "AWS::SQS::Queue": (_seed, { account, region }, name) =>
    `https://sqs.${region}.${urlSuffixOf(region)}/${account}/${name}`,
  "AWS::Serverless::Api": (seed) => lowerCase(seed, 10),
  "AWS::Serverless::HttpApi": (seed) => lowerCase(seed, 10),
  "AWS::Route53::HostedZone": (seed) => `Z${capitals(seed, 20)}`,
};

/** What `Ref` gives where no template can say it. */
function madeUp(resource: ResourceIdentity, id: string, seed: string, properties: Properties): string {
  const { type, name, scope } = resource;
  if (resourceType(type)?.attributes.get(id) === "arn" || /arn$/i.test(id))
    return arnOf(resource, properties);
  const [, service = "", kind = ""] = type.split("::");
  const form = forms[type] ?? forms[`AWS::${service}`];
  if (form) return form(seed, scope, name);
  const prefix = service === "EC2" ? prefixes[kind] : undefined;
  if (prefix !== undefined) return `${prefix}-0${hex(seed, 16)}`;
  // An older type has an Id that is its name.
  return id === "Id" || id.endsWith("Name") ? name : uuid(seed);
}

/** The id of another thing that a resource has, such as the subnet of an instance; undefined for unknown kinds. */
export function idOfKind(stem: string, seed: string): string | undefined {
  const known = Object.keys(prefixes)
    .filter((kind) => stem.toLowerCase().endsWith(kind.toLowerCase()))
    .sort((one, other) => other.length - one.length);
  return known[0] === undefined ? undefined : `${prefixes[known[0]] ?? ""}-0${hex(seed, 16)}`;
}
