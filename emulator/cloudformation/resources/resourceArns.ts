import { partitionOf } from "../../base/arns";
import { capitals, hex, lowerCase, uuid } from "./letters";
import { stringOf, type Properties, type ResourceIdentity } from "./resource";
import { resourceType } from "./resourceTypes";

/** What the sources of the table do not tell, as the services write it. (documented) */
const forms: Readonly<Record<string, string>> = {
  "AWS::AppRunner::Service": "apprunner:R:A:service/{}/{hex32}",
  "AWS::AutoScaling::AutoScalingGroup": "autoscaling:R:A:autoScalingGroup:{uuid}:autoScalingGroupName/{}",
  "AWS::AutoScaling::ScalingPolicy": "autoscaling:R:A:scalingPolicy:{uuid}:policyName/{}",
  "AWS::ECS::Service": "ecs:R:A:service/{Cluster}/{}",
  "AWS::ECS::TaskDefinition": "ecs:R:A:task-definition/{}:1",
  "AWS::ElasticLoadBalancingV2::Listener": "elasticloadbalancing:R:A:listener/app/{}/{hex16}/{hex16}",
  "AWS::ElasticLoadBalancingV2::ListenerRule":
    "elasticloadbalancing:R:A:listener-rule/app/{}/{hex16}/{hex16}",
  "AWS::ElasticLoadBalancingV2::LoadBalancer": "elasticloadbalancing:R:A:loadbalancer/app/{}/{hex16}",
  "AWS::ElasticLoadBalancingV2::TargetGroup": "elasticloadbalancing:R:A:targetgroup/{}/{hex16}",
  "AWS::Lambda::Alias": "lambda:R:A:function:{FunctionName}:{}",
  "AWS::Lambda::LayerVersion": "lambda:R:A:layer:{}:1",
  "AWS::Lambda::Url": "lambda:R:A:function:{TargetFunctionArn}",
  "AWS::Lambda::Version": "lambda:R:A:function:{FunctionName}:1",
  "AWS::MSK::Cluster": "kafka:R:A:cluster/{}/{uuid}-1",
  "AWS::SecretsManager::Secret": "secretsmanager:R:A:secret:{}-{letters6}",
  "AWS::Serverless::Function": "lambda:R:A:function:{}",
  "AWS::Serverless::LayerVersion": "lambda:R:A:layer:{}:1",
  "AWS::Serverless::SimpleTable": "dynamodb:R:A:table/{}",
  "AWS::Serverless::StateMachine": "states:R:A:stateMachine:{}",
  "AWS::SNS::Subscription": "sns:R:A:{TopicArn}:{uuid}",
  "AWS::WAFv2::WebACL": "wafv2:R:A:regional/webacl/{}/{uuid}",
};

/** Services whose things are in no region. */
const isGlobal = /^(cloudfront|iam|route53|organizations)$/;

/** The ARN of a resource, in the shape of its kind. */
export function arnOf(resource: ResourceIdentity, properties: Properties): string {
  const { type, physicalId } = resource;
  if (physicalId.startsWith("arn:")) return physicalId;
  const [, service = "", kind = ""] = type.toLowerCase().split("::");
  const usual = `${service}:${isGlobal.test(service) ? "" : "R"}:A:${kind}/{}`;
  return fill(forms[type] ?? resourceType(type)?.arn ?? usual, resource, properties);
}

function fill(form: string, resource: ResourceIdentity, properties: Properties): string {
  const { type, name, physicalId, scope } = resource;
  const seed = `${scope.account}/${scope.region}/${type}/${name}`;
  const [service = "", region = "", account = "", ...rest] = form.split(":");
  const thing = rest.join(":").replace(/\{(#|[a-zA-Z]*)(\d*)\}/g, (_all, what: string, length: string) => {
    if (what === "hex") return hex(seed, Number(length));
    if (what === "letters") return capitals(seed, Number(length));
    if (what === "uuid") return uuid(seed);
    // An id is a part of the ARN; what has none, or a URL, has an id besides.
    if (what === "#") return physicalId === "" || /[:/|]/.test(physicalId) ? uuid(seed) : physicalId;
    if (what === "") return name;
    // What it belongs to may be given by its ARN.
    const given = stringOf(properties, what)?.split(/[:/]/).at(-1);
    return (
      given ?? (what === "Cluster" ? "default" : what.endsWith("Name") ? name : lowerCase(seed + what, 10))
    );
  });
  const where = [region === "R" ? scope.region : region, account === "A" ? scope.account : account];
  return ["arn", partitionOf(scope.region), service, ...where, thing].join(":");
}

/** Of what a resource belongs to or has: the role of a function, the secret of a database. */
const others: readonly [RegExp, string][] = [
  [/Role$/, "iam::A:role/{}"],
  [/InstanceProfile$/, "iam::A:instance-profile/{}"],
  [/Secret$/, "secretsmanager:R:A:secret:{}-{letters6}"],
  [/(Kms|KMS)?Key$/, "kms:R:A:key/{uuid}"],
  [/Topic$/, "sns:R:A:{}"],
  [/Queue$/, "sqs:R:A:{}"],
  [/LogGroup$/, "logs:R:A:log-group:{}"],
  [/Bucket$/, "s3:::{}"],
  [/Function$/, "lambda:R:A:function:{}"],
  [/Certificate$/, "acm:R:A:certificate/{uuid}"],
  [/LoadBalancer$/, "elasticloadbalancing:R:A:loadbalancer/app/{}/{hex16}"],
];

/** The ARN of something else than the resource; `stem` says what it is. */
export function arnOfOther(resource: ResourceIdentity, stem: string, properties: Properties): string {
  if (stem === "Stream") return `${arnOf(resource, properties)}/stream/2024-01-15T09:00:00.000`;
  const known = others.find(([pattern]) => pattern.test(stem));
  const service = resource.type.split("::")[1]?.toLowerCase() ?? "cloudformation";
  const form = known?.[1] ?? `${service}:R:A:${stem.toLowerCase()}/{}`;
  return fill(form, resource, properties);
}
