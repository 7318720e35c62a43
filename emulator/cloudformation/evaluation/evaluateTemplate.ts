import { createHash } from "node:crypto";
import { partitionOf, urlSuffixOf, type Scope } from "../../base/arns";
import { attributeValue } from "../resources/attributes";
import { DynamicReferences } from "./dynamicReferences";
import { checkExistence, resolvedValues, type Inventory } from "./inventory";
import { evaluate, evaluateCondition } from "./intrinsics";
import type { ParameterValues } from "../parameters/parameters";
import { parameterValue } from "../syntax/parameterTypes";
import { identify } from "../resources/physicalIds";
import type { Properties, ResourceIdentity } from "../resources/resource";
import { checkRules } from "./rules";
import { CloudFormationError, dictionary, type Dictionary, type Value } from "../syntax/value";
import type { Template } from "../syntax/template";
import type { EvaluationContext } from "./context";
import { creationOrder } from "./creationOrder";
import { templateWith } from "./macros/templateWith";

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description: string | undefined;
}

export interface EvaluatedResource extends ResourceIdentity {
  readonly retained: boolean;
  /** A fingerprint of each property. */
  readonly properties: Readonly<Record<string, string>>;
}

/** What a template becomes with certain parameters: its resources in the order of creation, and its outputs. */
export interface Evaluation {
  readonly resources: readonly EvaluatedResource[];
  readonly outputs: readonly StackOutput[];
}

export interface StackIdentity {
  readonly scope: Scope;
  readonly name: string;
  readonly arn: string;
  readonly notificationArns: readonly string[];
  readonly inventory?: Inventory;
}

/**
 * Evaluates a template with valid parameters, or throws what CloudFormation says about it.
 * @param rules the template's own rules together with those of TEMPLATE constraints
 */
export function evaluateTemplate(
  written: Template,
  parameters: ParameterValues,
  stack: StackIdentity,
  rules: Dictionary,
): Evaluation {
  const inventory = stack.inventory ?? new Map();
  const values = resolvedValues(written, parameters, inventory);
  const template = templateWith(written, values, stack.scope.region);
  const resources = new Map<string, EvaluatedResource>();
  const context = contextOf(template, values, stack, resources);
  checkRules(rules, { ...context, inventory });
  checkExistence(template, values, inventory);
  for (const logicalId of creationOrder(template)) {
    const declaration = template.resources.get(logicalId);
    if (!declaration) continue;
    if (declaration.condition !== undefined && !context.condition(declaration.condition)) continue;
    resources.set(logicalId, {
      logicalId,
      type: declaration.type,
      name: "",
      physicalId: "",
      scope: stack.scope,
      retained: declaration.deletionPolicy === "Retain",
      properties: {},
    });
  }
  const references = new DynamicReferences(inventory);
  // Names may refer to other resources, whose ids must not depend on the order of the template.
  for (const [logicalId, resource] of resources) {
    const properties: Properties = (path) => {
      const value = propertyOf(template, logicalId, path, context);
      return value === undefined ? undefined : references.resolve(value);
    };
    resources.set(logicalId, { ...resource, ...identify(stack.name, resource, properties) });
  }
  const evaluated = [...resources.values()].map((resource) => ({
    ...resource,
    properties: fingerprints(
      template.resources.get(resource.logicalId)?.properties ?? {},
      context,
      references,
    ),
  }));
  references.check();
  return { resources: evaluated, outputs: outputsOf(template, context) };
}

/** A property of a resource, `Endpoint.Port` inside of another, with all that its functions give. */
function propertyOf(
  template: Template,
  logicalId: string,
  path: string,
  context: EvaluationContext,
): Value | undefined {
  const [first = "", ...inner] = path.split(".");
  const properties = template.resources.get(logicalId)?.properties ?? {};
  const written = Object.hasOwn(properties, first) ? properties[first] : undefined;
  let value = written === undefined ? undefined : evaluate(written, context);
  for (const name of inner) value = dictionary(value)[name];
  return value;
}

function fingerprints(
  properties: Dictionary,
  context: EvaluationContext,
  references: DynamicReferences,
): Record<string, string> {
  const prints: Record<string, string> = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = evaluate(property, context);
    if (value !== undefined)
      prints[name] = createHash("sha256")
        .update(JSON.stringify(references.resolve(value)))
        .digest("hex")
        .slice(0, 12);
  }
  return prints;
}

function outputsOf(template: Template, context: EvaluationContext): StackOutput[] {
  return [...template.outputs]
    .filter(([, { condition }]) => condition === undefined || context.condition(condition))
    .map(([key, { value, description }]) => {
      const evaluated = evaluate(value, { ...context, block: "Outputs" });
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
    "AWS::StackName": stack.name,
    "AWS::StackId": stack.arn,
    "AWS::NotificationARNs": [...stack.notificationArns],
  };
  const conditions = new Map<string, boolean>();
  const context: EvaluationContext = {
    region,
    exports: stack.inventory?.get("exports"),
    parameterType: (name) => template.parameters.get(name)?.type,
    ref(name) {
      const declaration = template.parameters.get(name);
      if (declaration) return parameterValue(declaration, parameters[name] ?? "");
      return pseudo[name] ?? resources.get(name)?.physicalId;
    },
    attribute(name, attribute, asList = false) {
      const resource = resources.get(name);
      if (!resource) return undefined;
      return attributeValue(resource, attribute, (path) => propertyOf(template, name, path, context), asList);
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
