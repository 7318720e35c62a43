import { findSyntaxError } from "../../../patterns";
import { isParameterType } from "../syntax/parameterTypes";
import { entriesOf, isDictionary, text, unknownIn, type Dictionary, type Value } from "../syntax/value";
import type { TemplateProblem } from "../syntax/template";

/** What a resource, a parameter and an output may have. (documented) */
const members = {
  resource: [
    "Type",
    "Properties",
    "Condition",
    "DependsOn",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "CreationPolicy",
    "UpdatePolicy",
    "Metadata",
    "Description",
  ],
  parameter: [
    "Type",
    "Default",
    "Description",
    "NoEcho",
    "AllowedValues",
    "AllowedPattern",
    "ConstraintDescription",
    "MinLength",
    "MaxLength",
    "MinValue",
    "MaxValue",
  ],
  output: ["Value", "Description", "Export", "Condition"],
};

const deletionPolicies = ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"];
const replacePolicies = ["Delete", "Retain", "Snapshot"];

const format = (text: string) => `Template format error: ${text}`;

export function* checkParameters(template: Dictionary): Iterable<TemplateProblem> {
  for (const [name, parameter] of entriesOf(template, "Parameters")) {
    const path = ["Parameters", name];
    for (const member of unknownIn(members.parameter, parameter))
      yield { path: [...path, member], reason: `Invalid template parameter property '${member}'` };
    const type = text(parameter["Type"]);
    if (type === undefined)
      yield { path, reason: format("Every Parameters object must contain a Type member.") };
    else if (!isParameterType(type))
      yield {
        path: [...path, "Type"],
        reason: format(`Unrecognized parameter type: ${type}`),
        guessed: true,
      };
    const pattern = text(parameter["AllowedPattern"]);
    if (pattern !== undefined && findSyntaxError(pattern) !== undefined)
      yield {
        path: [...path, "AllowedPattern"],
        reason: format(`AllowedPattern of parameter ${name} is no regular expression: ${pattern}`),
        guessed: true,
      };
  }
}

/** Service::Kind::Name of AWS and third parties, modules, and what is Custom::. */
const resourceType = /^(Custom::[\w@-]+|[A-Za-z0-9]+(::[A-Za-z0-9]+){2}(::MODULE)?)$/;
/** They are what old templates call by a version. (observed) */
const isCustom = (type = "") => type.startsWith("Custom::") || type === "AWS::CloudFormation::CustomResource";
/** Types that exist for a macro only. */
const needsMacro = /^AWS::Serverless::/;

export function* checkResources(template: Dictionary): Iterable<TemplateProblem> {
  const resources = entriesOf(template, "Resources");
  for (const [name, resource] of resources) {
    const path = ["Resources", name];
    if (text(resource["Type"]) === undefined)
      yield {
        path,
        reason: format(`[/Resources/${name}] Every Resources object must contain a Type member.`),
      };
    const known = isCustom(text(resource["Type"])) ? [...members.resource, "Version"] : members.resource;
    for (const member of unknownIn(known, resource))
      yield { path: [...path, member], reason: `Invalid template resource property '${member}'` };
    for (const [member, policies] of [
      ["DeletionPolicy", deletionPolicies],
      ["UpdateReplacePolicy", replacePolicies],
    ] as const) {
      const policy = text(resource[member]);
      if (policy !== undefined && !policies.includes(policy))
        yield {
          path: [...path, member],
          reason: format(`Unrecognized ${member} ${policy} for resource ${name}`),
          guessed: true,
        };
    }
    const properties: Value = resource["Properties"] ?? {};
    if (!isDictionary(properties))
      yield {
        path: [...path, "Properties"],
        reason: format(`[/Resources/${name}/Properties] must be an object`),
        guessed: true,
      };
  }
  const unknown = resources.filter(([, resource]) => {
    const type = text(resource["Type"]);
    return type !== undefined && (!resourceType.test(type) || needsMacro.test(type));
  });
  const types = [...new Set(unknown.map(([, resource]) => text(resource["Type"]) ?? ""))];
  if (unknown[0])
    yield {
      path: ["Resources", unknown[0][0], "Type"],
      reason: format(`Unrecognized resource types: [${types.join(", ")}]`),
    };
}

export function* checkOutputs(template: Dictionary): Iterable<TemplateProblem> {
  for (const [name, output] of entriesOf(template, "Outputs")) {
    const path = ["Outputs", name];
    if (output["Value"] === undefined)
      yield { path, reason: format("Every Outputs member must contain a Value object") };
    for (const member of unknownIn(members.output, output))
      yield {
        path: [...path, member],
        reason: `Invalid template output property '${member}'`,
        guessed: true,
      };
  }
}
