import { urlSuffixOf } from "../../base/arns";
import { isBlock } from "./cidr";
import { capitals, hex, lowerCase, octet } from "./letters";
import type { Properties, ResourceIdentity } from "./resource";
import { arnOf } from "./resourceArns";
import type { Value } from "../syntax/value";

type Attribute = (resource: ResourceIdentity, properties: Properties) => Value | undefined;

/** Blocks may come from a pool, and then no property tells them. */
const block =
  (otherwise: string): Attribute =>
  (_resource, properties) => {
    const own = properties("CidrBlock");
    return typeof own === "string" && isBlock(own) ? own : otherwise;
  };

/** Of the address space that AWS gives to VPCs: a /56 for each, whose subnets are /64. */
const ipv6 =
  (prefix: number): Attribute =>
  ({ physicalId }) => {
    const digits = hex(physicalId, 6);
    return [`2600:1f18:${digits.slice(0, 4)}:${digits.slice(4, 6)}00::/${prefix}`];
  };

const suffix = ({ scope }: ResourceIdentity) => urlSuffixOf(scope.region);

/** Load balancers and target groups go by what follows in their ARN. */
const fullName: Attribute = (resource, properties) =>
  arnOf(resource, properties)
    .split(":")
    .at(-1)
    ?.replace(/^loadbalancer\//, "");

/** A host without a scheme, although the name says URL. (documented) */
const host =
  (domain: string): Attribute =>
  ({ name, scope }) =>
    `${lowerCase(name, 10)}.${scope.region}.${domain}`;

const executeApi = ({ physicalId, scope }: ResourceIdentity) => `${physicalId}.execute-api.${scope.region}`;

/** What neither its name nor its type tells: attributes whose values have a form of their own. (documented) */
const attributes: Readonly<Record<string, Attribute>> = {
  "AWS::ApiGatewayV2::Api.ApiEndpoint": (resource) => `https://${executeApi(resource)}.${suffix(resource)}`,
  "AWS::Serverless::HttpApi.ApiEndpoint": (resource) => `https://${executeApi(resource)}.${suffix(resource)}`,
  "AWS::AppRunner::Service.ServiceUrl": host("awsapprunner.com"),
  "AWS::CloudFormation::WaitCondition.Data": () => '{"1":"complete"}',
  "AWS::CloudFront::Distribution.DomainName": ({ physicalId }) =>
    `d${lowerCase(physicalId, 13)}.cloudfront.net`,
  "AWS::Cognito::UserPool.ProviderName": (resource) =>
    `cognito-idp.${resource.scope.region}.${suffix(resource)}/${resource.physicalId}`,
  "AWS::Cognito::UserPool.ProviderURL": (resource) =>
    `https://cognito-idp.${resource.scope.region}.${suffix(resource)}/${resource.physicalId}`,
  "AWS::EC2::EIP.AllocationId": ({ physicalId }) => `eipalloc-0${hex(physicalId, 16)}`,
  "AWS::EC2::Subnet.AvailabilityZoneId": ({ physicalId, scope }) =>
    `${scope.region.replace(/^(..)-(.).*-(\d+)$/, "$1$2$3")}-az${1 + (physicalId.length % 3)}`,
  "AWS::EC2::Subnet.CidrBlock": block("10.0.0.0/24"),
  "AWS::EC2::Subnet.Ipv6CidrBlocks": ipv6(64),
  "AWS::EC2::VPC.CidrBlock": block("10.0.0.0/16"),
  "AWS::EC2::VPC.CidrBlockAssociations": ({ physicalId }) => [`vpc-cidr-assoc-0${hex(physicalId, 16)}`],
  "AWS::EC2::VPC.Ipv6CidrBlocks": ipv6(56),
  "AWS::ECR::Repository.RepositoryUri": (resource) =>
    `${resource.scope.account}.dkr.ecr.${resource.scope.region}.${suffix(resource)}/${resource.name}`,
  "AWS::ElasticBeanstalk::Environment.EndpointURL": host("elb.amazonaws.com"),
  "AWS::ElasticLoadBalancing::LoadBalancer.DNSName": ({ name, scope }) =>
    `${name}-${1 + Number.parseInt(hex(name, 7), 16)}.${scope.region}.elb.amazonaws.com`,
  "AWS::ElasticLoadBalancingV2::LoadBalancer.DNSName": ({ name, scope }) =>
    `${name}-${1 + Number.parseInt(hex(name, 7), 16)}.${scope.region}.elb.amazonaws.com`,
  "AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName": fullName,
  "AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupFullName": fullName,
  "AWS::IAM::AccessKey.SecretAccessKey": ({ physicalId }) => capitals(`${physicalId}secret`, 40),
  "AWS::IAM::Role.RoleId": ({ name }) => `AROA${capitals(name, 16)}`,
  "AWS::KMS::Key.KeyId": ({ physicalId }) => physicalId,
  "AWS::Logs::LogGroup.Arn": (resource, properties) => `${arnOf(resource, properties)}:*`,
  "AWS::Route53::HostedZone.NameServers": ({ physicalId }) =>
    ["com", "net", "org", "co.uk"].map(
      (domain) => `ns-${octet(physicalId + domain)}.awsdns-${10 + (octet(domain) % 50)}.${domain}`,
    ),
  "AWS::Lambda::Url.FunctionUrl": ({ physicalId, scope }) =>
    `https://${lowerCase(physicalId, 32)}.lambda-url.${scope.region}.on.aws/`,
  "AWS::S3::Bucket.DomainName": (resource) => `${resource.name}.s3.${suffix(resource)}`,
  "AWS::S3::Bucket.DualStackDomainName": (resource) =>
    `${resource.name}.s3.dualstack.${resource.scope.region}.${suffix(resource)}`,
  "AWS::S3::Bucket.RegionalDomainName": (resource) =>
    `${resource.name}.s3.${resource.scope.region}.${suffix(resource)}`,
  "AWS::S3::Bucket.WebsiteURL": (resource) =>
    `http://${resource.name}.s3-website-${resource.scope.region}.${suffix(resource)}`,
  "AWS::Lambda::Version.Version": () => "1",
};

/** Undefined for attributes that have no form of their own. */
export function ownAttribute(
  resource: ResourceIdentity,
  attribute: string,
  properties: Properties,
): Value | undefined {
  const name = `${resource.type}.${attribute}`;
  const own = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return own?.(resource, properties);
}
