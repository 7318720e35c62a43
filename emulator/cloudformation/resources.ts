import { createHash } from "node:crypto";
import { partitionOf, urlSuffixOf, type Scope } from "../arns";

/** A resource of a stack, as far as its references and attributes need it. */
export interface ResourceIdentity {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly scope: Scope;
}

/** Kinds whose ids are `<prefix>-<17 hex>`. */
const idPrefixes: Readonly<Record<string, string>> = {
  "AWS::EC2::Instance": "i",
  "AWS::EC2::VPC": "vpc",
  "AWS::EC2::Subnet": "subnet",
  "AWS::EC2::SecurityGroup": "sg",
  "AWS::EC2::Volume": "vol",
  "AWS::EC2::InternetGateway": "igw",
  "AWS::EC2::RouteTable": "rtb",
};

/**
 * The physical id of a resource without a name of its own: `<stack>-<logical id>-<letters>` as AWS makes it,
 * and as `Ref` gives it. The same stack and logical id give the same id. (guessed, but for its form)
 */
export function physicalIdOf(
  stackName: string,
  logicalId: string,
  type: string,
  named: string | undefined,
  scope: Scope,
): string {
  const seed = `${stackName}/${logicalId}/${type}`;
  const name = named ?? `${stackName}-${logicalId}-${suffixOf(seed, 12)}`;
  const prefix = idPrefixes[type];
  if (prefix !== undefined) return `${prefix}-0${hex(seed).slice(0, 16)}`;
  switch (type) {
    case "AWS::S3::Bucket":
      return named ?? name.toLowerCase();
    case "AWS::SQS::Queue":
      return `https://sqs.${scope.region}.${urlSuffixOf(scope.region)}/${scope.account}/${name}`;
    case "AWS::SNS::Topic":
      return `arn:${partitionOf(scope.region)}:sns:${scope.region}:${scope.account}:${name}`;
    default:
      return name;
  }
}

const hex = (seed: string) => Buffer.from(suffixOf(seed, 16)).toString("hex");

/** The property that names a resource, such as BucketName or QueueName. */
export const nameProperty = (type: string) => `${type.split("::").at(-1) ?? ""}Name`;

/** Upper-case letters and digits that belong to a resource for ever, as in the names AWS makes up. */
export const suffixOf = (seed: string, length: number) =>
  BigInt(`0x${createHash("sha256").update(seed).digest("hex")}`)
    .toString(36)
    .toUpperCase()
    .slice(0, length);
