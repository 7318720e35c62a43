import { urlSuffixOf } from "../../base/arns";
import { capitals, lowerCase, octet, privateIp, publicIp } from "./letters";
import { ownAttribute } from "./ownAttributes";
import { idOfKind } from "./physicalIds";
import { portOf } from "./ports";
import { stringOf, type Properties, type ResourceIdentity } from "./resource";
import { arnOf, arnOfOther } from "./resourceArns";
import { attributeKind, resourceType, zonesOf, type AttributeKind } from "./resourceTypes";
import { isDictionary, type Value } from "../syntax/value";

/**
 * The value of an attribute: what the template says of it, else one of its type that is plausible, and always the same
 * for the same resource. (the values guessed)
 * @param asList the template wants a list, which counts where nobody knows what an attribute is
 */
export function attributeValue(
  resource: ResourceIdentity,
  attribute: string,
  properties: Properties,
  asList: boolean,
): Value {
  const { type } = resource;
  const own = ownAttribute(resource, attribute, properties);
  if (own !== undefined) return own;
  const anything = !resourceType(type) || resourceType(type)?.attributes.has("*") === true;
  const kind = anything && asList ? "strings" : (attributeKind(type, attribute) ?? "string");
  const given = properties(attribute);
  if (given !== undefined && isOf(kind, given)) return given;
  if (kind === "object") return {};
  if (kind === "objects") return [{}];
  if (kind === "strings") return listOf(resource, attribute, properties);
  return plausible(resource, attribute, kind, properties);
}

const isOf = (kind: AttributeKind, value: Value) =>
  kind === "strings" || kind === "objects"
    ? Array.isArray(value)
    : kind === "object"
      ? isDictionary(value)
      : typeof value === "string";

/** As many as there are subnets, one of each for blocks of addresses, and else several. */
function listOf(resource: ResourceIdentity, attribute: string, properties: Properties): string[] {
  const subnets = properties("SubnetIds");
  const count = /Cidr/.test(attribute)
    ? 1
    : Array.isArray(subnets) && subnets.length > 0
      ? subnets.length
      : 4;
  const one = attribute.replace(/ies$/, "y").replace(/s$/, "");
  return Array.from({ length: count }, (_, index) => {
    // Each is that of another resource of the same kind.
    const other = index === 0 ? resource : { ...resource, physicalId: `${resource.physicalId}-${index}` };
    return plausible(other, one, "string", properties);
  });
}

function plausible(
  resource: ResourceIdentity,
  attribute: string,
  kind: AttributeKind,
  properties: Properties,
): string {
  const { type, name, physicalId, scope } = resource;
  const [, service = "cloudformation", own = ""] = type.split("::");
  const last = attribute.split(".").at(-1) ?? attribute;
  const seed = physicalId + attribute;
  const host = `${hostName(name)}.${lowerCase(physicalId, 12)}.${scope.region}.${service.toLowerCase()}.${urlSuffixOf(scope.region)}`;
  const [, arnStem] = /^(.*?)(?:Arn|ARN)$/.exec(last) ?? [];
  const [, idStem] = /^(.*?)(?:Id|ID)$/.exec(last) ?? [];
  if (last === attribute && resourceType(type)?.ref.join() === attribute) return physicalId;
  if (kind === "arn") return arnOf(resource, properties);
  if (arnStem !== undefined)
    return arnStem === "" || own.endsWith(arnStem) || arnStem.endsWith(own)
      ? arnOf(resource, properties)
      : arnOfOther(resource, arnStem, properties);
  if (last.endsWith("Port")) return portOf(type, properties);
  if (kind === "date" || /(Time|Date|At|[Tt]imestamp|TimeStamp)$/.test(last)) return "2024-01-15T09:00:00Z";
  if (kind === "boolean") return "false";
  if (kind === "integer") return "1";
  if (/(D[Nn][Ss]Name|DomainName|Address|Host|Endpoint|EndPoint|NameServer)$/.test(last)) return host;
  if (/D[Nn][Ss]Entry$/.test(last)) return `Z${capitals(seed, 13)}:${host}`;
  if (/(URL|Url|Uri|URI)$/.test(last)) return `https://${host}`;
  if (/Public.*Ip$/.test(last)) return publicIp(seed);
  if (/Ip$/.test(last)) return privateIp(seed);
  if (/(Account|Owner)(Id)?$/.test(last)) return scope.account;
  if (last === "Region") return scope.region;
  if (last === "AvailabilityZone") return zonesOf(scope.region)[0] ?? "";
  if (last === "Status") return "ACTIVE";
  if (last === "State") return "available";
  if (/Version(Number)?$/.test(last)) return "1";
  if (last === "Name" || last === `${own}Name`) return name;
  const other = idOfKind(idStem ?? last, seed);
  if (other !== undefined && (idStem ?? last) !== own) return other;
  if (/HostedZone$/.test(idStem ?? "")) return `Z${capitals(seed, 13)}`;
  if (idStem === "" || idStem === own) return lastPart(physicalId);
  if (last.endsWith("Name")) return stringOf(properties, "Name") ?? lastPart(name);
  return `${lastPart(physicalId)}-${octet(seed)}`;
}

/** Of ARNs and URLs, such as those of topics and queues, the last part. */
const lastPart = (id: string) => (/^(arn:|https:)/.test(id) ? (id.split(/[:/]/).at(-1) ?? id) : id);

/** Names may have letters that no host has. */
const hostName = (name: string) =>
  lastPart(name)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-");
