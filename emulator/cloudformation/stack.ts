import { partitionOf, stackNameOf, urlSuffixOf, type Scope } from "../arns";
import { plausibleAttribute } from "./attributes";
import { checkReferences } from "./dependencies";
import { evaluate, evaluateCondition, type EvaluationContext } from "./intrinsics";
import type { ParameterValues } from "./parameters";
import { parameterValue } from "./parameterTypes";
import { nameProperty, physicalIdOf, type ResourceIdentity } from "./resources";
import { checkRules } from "./rules";
import type { Template } from "./template";
import { CloudFormationError, dictionary, text, type Dictionary, type Value } from "./value";

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description: string | undefined;
}

/** What a template becomes with certain parameters: the resources it wants and its outputs. */
export interface Evaluation {
  readonly resources: readonly (ResourceIdentity & { readonly retained: boolean })[];
  readonly outputs: readonly StackOutput[];
}

export interface StackIdentity {
  readonly scope: Scope;
  readonly provisionedProductId: string;
  readonly arn: string;
  readonly notificationArns: readonly string[];
}

/**
 * Evaluates a template with valid parameters, or throws what CloudFormation says about it.
 * @param rules the template's own rules together with those of TEMPLATE constraints
 */
export function evaluateTemplate(
  template: Template,
  parameters: ParameterValues,
  stack: StackIdentity,
  rules: Dictionary,
): Evaluation {
  checkReferences(template);
  const resources = new Map<string, ResourceIdentity & { retained: boolean }>();
  const context = contextOf(template, parameters, stack, resources);
  checkRules(rules, context);
  for (const [logicalId, declaration] of template.resources) {
    if (declaration.condition !== undefined && !context.condition(declaration.condition)) continue;
    resources.set(logicalId, {
      logicalId,
      type: declaration.type,
      physicalId: "",
      scope: stack.scope,
      retained: declaration.deletionPolicy === "Retain",
    });
  }
  // Names may refer to other resources, whose ids must not depend on the order of the template.
  for (const [logicalId, resource] of resources) {
    const name = template.resources.get(logicalId)?.properties[nameProperty(resource.type)];
    const named = name === undefined ? undefined : text(evaluate(name, context));
    const stackName = stackNameOf(stack.scope, stack.provisionedProductId);
    const physicalId = physicalIdOf(stackName, logicalId, resource.type, named, stack.scope);
    resources.set(logicalId, { ...resource, physicalId });
  }
  return { resources: [...resources.values()], outputs: outputsOf(template, context) };
}

function outputsOf(template: Template, context: EvaluationContext): StackOutput[] {
  return [...template.outputs]
    .filter(([, { condition }]) => condition === undefined || context.condition(condition))
    .map(([key, { value, description }]) => {
      const evaluated = evaluate(value, context);
      if (typeof evaluated !== "string")
        throw new CloudFormationError(
          "Template format error: The Value field of every Outputs member must evaluate to a String.",
        );
      return { key, value: evaluated, description };
    });
}

function contextOf(
  template: Template,
  parameters: ParameterValues,
  stack: StackIdentity,
  resources: ReadonlyMap<string, ResourceIdentity>,
): EvaluationContext {
  const { account, region } = stack.scope;
  const pseudo: Readonly<Record<string, Value>> = {
    "AWS::AccountId": account,
    "AWS::Region": region,
    "AWS::Partition": partitionOf(region),
    "AWS::URLSuffix": urlSuffixOf(region),
    "AWS::StackName": stackNameOf(stack.scope, stack.provisionedProductId),
    "AWS::StackId": stack.arn,
    "AWS::NotificationARNs": [...stack.notificationArns],
  };
  const conditions = new Map<string, boolean>();
  const context: EvaluationContext = {
    region,
    ref(name) {
      const declaration = template.parameters.get(name);
      if (declaration) return parameterValue(declaration, parameters[name] ?? "");
      return pseudo[name] ?? resources.get(name)?.physicalId;
    },
    attribute(name, attribute) {
      const resource = resources.get(name);
      return resource && plausibleAttribute(resource, attribute);
    },
    condition(name) {
      const known = conditions.get(name);
      if (known !== undefined) return known;
      const expression = template.conditions[name];
      if (expression === undefined)
        throw new CloudFormationError(`Template format error: Unresolved condition dependency ${name}`);
      const value = evaluateCondition(expression, context);
      conditions.set(name, value);
      return value;
    },
    mapping: (name, first, second) => dictionary(dictionary(template.mappings[name])[first])[second],
  };
  return context;
}
