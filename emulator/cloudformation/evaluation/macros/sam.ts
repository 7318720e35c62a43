import { missingIn } from "./unknownMacros";
import { dictionary, flat, isDictionary, text, type Dictionary, type Value } from "../../syntax/value";

/** What becomes of the types of SAM. (documented) */
const made: Readonly<Record<string, string>> = {
  Api: "AWS::ApiGateway::RestApi",
  Application: "AWS::CloudFormation::Stack",
  Connector: "AWS::IAM::ManagedPolicy",
  Function: "AWS::Lambda::Function",
  GraphQLApi: "AWS::AppSync::GraphQLApi",
  HttpApi: "AWS::ApiGatewayV2::Api",
  LayerVersion: "AWS::Lambda::LayerVersion",
  SimpleTable: "AWS::DynamoDB::Table",
  StateMachine: "AWS::StepFunctions::StateMachine",
  WebSocketApi: "AWS::ApiGatewayV2::Api",
};

/** What SAM makes besides, by the end of its logical id. (documented) */
const besides: readonly [RegExp, string][] = [
  [/Role$/, "AWS::IAM::Role"],
  [/Alias\w*$/, "AWS::Lambda::Alias"],
  [/Version\w*$/, "AWS::Lambda::Version"],
  [/Stage$/, "AWS::ApiGateway::Stage"],
  [/Deployment\w*$/, "AWS::ApiGateway::Deployment"],
  [/Permission\w*$/, "AWS::Lambda::Permission"],
  [/Url$/, "AWS::Lambda::Url"],
  [/Queue$/, "AWS::SQS::Queue"],
  [/Topic$/, "AWS::SNS::Topic"],
  [/UserPool$/, "AWS::Cognito::UserPool"],
  [/DomainName\w*$/, "AWS::ApiGateway::DomainName"],
];

const kindOf = (resource: Value): string | undefined => {
  const [, kind] = /^AWS::Serverless::(\w+)$/.exec(text(dictionary(resource)["Type"]) ?? "") ?? [];
  return kind;
};

/** A SAM template as the template that SAM makes of it, as far as parameters, outputs and references need it. */
export function expandSam(template: Dictionary): Dictionary {
  const { Globals: globals, ...rest } = template;
  const written = dictionary(rest["Resources"]);
  const own = Object.keys(written).filter((name) => kindOf(written[name] ?? "") !== undefined);
  const undotted = withoutDots(rest, own) as Dictionary;
  const resources: Dictionary = {};
  for (const [name, resource] of Object.entries(dictionary(undotted["Resources"])))
    Object.assign(resources, expand(name, resource, dictionary(globals)));
  const expanded: Dictionary = { ...undotted, Resources: resources };
  for (const name of missingIn(expanded)) {
    const parent = own.find((each) => name.startsWith(each));
    const [, type] = besides.find(([end]) => end.test(name)) ?? [];
    if (parent !== undefined && type !== undefined)
      resources[name] = besidesOf(parent, type, written[parent]);
  }
  return expanded;
}

function expand(name: string, resource: Value, globals: Dictionary): Dictionary {
  const kind = kindOf(resource);
  // SAM takes Connectors out of every resource.
  const members = without(resource, kind === undefined ? ["Connectors"] : ["Connectors", "IgnoreGlobals"]);
  if (kind === undefined) return { [name]: isDictionary(resource) ? members : resource };
  const properties = dictionary(members["Properties"]);
  const condition: Dictionary = "Condition" in members ? { Condition: members["Condition"] ?? "" } : {};
  // Events and deployments become resources of their own, so that what they refer to may refer to this one.
  const kept = without(properties, ["Events", "DeploymentPreference"]);
  const result: Dictionary = {
    [name]: { ...members, Properties: kept, Type: made[kind] ?? `AWS::Lambda::${kind}` },
  };
  const besides = (logicalId: string, type: string, of: Value) =>
    (result[logicalId] = { Type: type, ...condition, Properties: { Of: { Ref: name }, Given: of } });
  for (const [event, given] of Object.entries(dictionary(properties["Events"])))
    besides(`${name}${event}Permission`, "AWS::Lambda::Permission", given);
  if ("DeploymentPreference" in properties)
    besides(
      `${name}DeploymentGroup`,
      "AWS::CodeDeploy::DeploymentGroup",
      properties["DeploymentPreference"] ?? "",
    );
  const hasRole = "Role" in properties || "Role" in dictionary(globals[kind]);
  if ((kind === "Function" || kind === "StateMachine") && !hasRole)
    result[`${name}Role`] = { Type: "AWS::IAM::Role", ...condition };
  for (const event of Object.values(dictionary(properties["Events"])).map(dictionary)) {
    const of = dictionary(event["Properties"]);
    if (event["Type"] === "Api" && !("RestApiId" in of)) Object.assign(result, implicitApi);
    if (event["Type"] === "HttpApi" && !("ApiId" in of))
      result["ServerlessHttpApi"] = { Type: "AWS::ApiGatewayV2::Api" };
  }
  return result;
}

const without = (value: Value, members: readonly string[]): Dictionary =>
  Object.fromEntries(Object.entries(dictionary(value)).filter(([member]) => !members.includes(member)));

const implicitApi: Dictionary = {
  ServerlessRestApi: { Type: "AWS::ApiGateway::RestApi" },
  ServerlessRestApiDeployment: {
    Type: "AWS::ApiGateway::Deployment",
    Properties: { RestApiId: { Ref: "ServerlessRestApi" } },
  },
  ServerlessRestApiProdStage: {
    Type: "AWS::ApiGateway::Stage",
    Properties: { RestApiId: { Ref: "ServerlessRestApi" }, StageName: "Prod" },
  },
};

/** What belongs to another resource names it. */
function besidesOf(parent: string, type: string, resource: Value | undefined): Dictionary {
  const properties = dictionary(dictionary(resource)["Properties"]);
  if (type === "AWS::ApiGateway::Stage") {
    const stage = properties["StageName"] ?? "Prod";
    return { Type: type, Properties: { RestApiId: { Ref: parent }, StageName: stage } };
  }
  if (type === "AWS::Lambda::Alias")
    return {
      Type: type,
      Properties: { FunctionName: { Ref: parent }, Name: properties["AutoPublishAlias"] ?? "live" },
    };
  return /^AWS::Lambda::(Version|Url)$/.test(type)
    ? { Type: type, Properties: { FunctionName: { Ref: parent } } }
    : { Type: type };
}

/** `Ref: Fn.Alias` is what SAM makes besides Fn: here it is FnAlias. */
function withoutDots(value: Value, own: readonly string[]): Value {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((item) => withoutDots(item, own));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (key === "Ref" && typeof member === "string") return [key, undotted(member, own)];
      if (key === "Fn::GetAtt") return [key, undottedAttribute(member, own)];
      if (key === "Fn::Sub" && typeof member === "string") return [key, undottedSub(member, own)];
      if (key === "Fn::Sub" && Array.isArray(member) && typeof member[0] === "string")
        return [key, [undottedSub(member[0], own), ...member.slice(1).map((item) => withoutDots(item, own))]];
      return [key, withoutDots(member, own)];
    }),
  );
}

function undotted(name: string, own: readonly string[]): string {
  const [, parent = "", part = ""] = /^(\w+)\.(Version|Alias|Stage|Deployment|DomainName)$/.exec(name) ?? [];
  return own.includes(parent) ? parent + part : name;
}

/** `Fn.Version` of a function is the number of the version that is published, `Fn.Version.X` an attribute of it. */
function undottedAttribute(argument: Value, own: readonly string[]): Value {
  const written = Array.isArray(argument) ? argument.map(flat).join(".") : argument;
  const [, name = "", attribute = "Version"] =
    /^(\w+)\.Version(?:\.(\w+))?$/.exec(typeof written === "string" ? written : "") ?? [];
  return own.includes(name) ? [`${name}Version`, attribute] : withoutDots(argument, own);
}

const undottedSub = (written: string, own: readonly string[]) =>
  written.replace(/\$\{([^}!]+)\}/g, (_all, name: string) => `\${${undotted(name, own)}}`);
