import { createHash } from "node:crypto";
import { partitionOf, urlSuffixOf } from "../arns";
import { suffixOf, type ResourceIdentity } from "./resources";

/** A plausible value for any attribute of any resource; always the same for the same resource. (guessed) */
export function plausibleAttribute(resource: ResourceIdentity, attribute: string): string {
  const { account, region } = resource.scope;
  const service = (resource.type.split("::")[1] ?? "cloudformation").toLowerCase();
  const last = attribute.split(".").at(-1) ?? attribute;
  const host = `${resource.physicalId.toLowerCase()}.${region}.${service}.${urlSuffixOf(region)}`;
  if (last.endsWith("Arn") || last.endsWith("ARN")) return arnOf(resource, service);
  if (last.endsWith("Port")) return service === "rds" ? "3306" : "443";
  if (/(D[Nn][Ss]Name|DomainName|Address|Host|Endpoint)$/.test(last)) return host;
  if (/(URL|Url|Uri|URI)$/.test(last)) return `https://${host}`;
  if (/Ip$/.test(last)) return `10.0.${suffixNumber(resource, attribute)}.${suffixNumber(resource, last)}`;
  if (/AccountId$/.test(last)) return account;
  if (last.endsWith("Name")) return nameOf(resource);
  if (last.endsWith("Id")) return resource.physicalId;
  return `${resource.physicalId}-${suffixOf(resource.physicalId + attribute, 8).toLowerCase()}`;
}

/** Of ARNs and URLs, such as those of topics and queues, the last part. */
const nameOf = ({ physicalId }: ResourceIdentity) =>
  /^(arn:|https:)/.test(physicalId) ? (physicalId.split(/[:/]/).at(-1) ?? physicalId) : physicalId;

function arnOf(resource: ResourceIdentity, service: string): string {
  const { type, physicalId, scope } = resource;
  if (physicalId.startsWith("arn:")) return physicalId;
  const partition = partitionOf(scope.region);
  if (service === "s3") return `arn:${partition}:s3:::${physicalId}`;
  const kind = (type.split("::")[2] ?? "resource").toLowerCase();
  const region = service === "iam" ? "" : scope.region;
  const rest = ["sqs", "sns"].includes(service) ? nameOf(resource) : `${kind}/${physicalId}`;
  return `arn:${partition}:${service}:${region}:${scope.account}:${rest}`;
}

const suffixNumber = ({ physicalId }: ResourceIdentity, name: string) =>
  1 +
  ((createHash("sha256")
    .update(physicalId + name)
    .digest()[0] ?? 0) %
    250);
