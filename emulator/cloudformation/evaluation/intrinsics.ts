import { subnets } from "../resources/cidr";
import { inventoryFunctions } from "./inventoryFunctions";
import { zonesOf } from "../resources/resourceTypes";
import {
  CloudFormationError,
  dictionary,
  flat,
  isDictionary,
  isTrue,
  StackFailure,
  text,
  type Dictionary,
  type Value,
} from "../syntax/value";
import type { EvaluationContext, IntrinsicFunction, Evaluated } from "./context";
import { expectString, expectList } from "./argumentTypes";

/** `Ref: AWS::NoValue`: the member or element is left out. */
export const noValue = "AWS::NoValue";

/** Evaluates all functions in a value; undefined stands for `AWS::NoValue`. */
export function evaluate(value: Value, context: EvaluationContext): Evaluated {
  if (typeof value === "string") return value;
  if (Array.isArray(value))
    return value.map((item) => evaluate(item, context)).filter((v) => v !== undefined);
  const entries = Object.entries(value);
  const [call] = entries;
  if (call && entries.length === 1) {
    const [name, argument] = call;
    if (name === "Ref") return reference(argument, context);
    // An IAM statement has a member Condition too, but that is no text.
    if (name === "Condition" && typeof argument === "string") return String(context.condition(argument));
    // A property may be called valueOf, which every object has.
    const run = isFunction(name) ? functions[name] : undefined;
    if (run) return run(argument, context);
    if (name.startsWith("Fn::"))
      throw new CloudFormationError(`Template format error: Unrecognized function ${name}`);
  }
  const result: Dictionary = {};
  for (const [key, member] of Object.entries(value)) {
    const evaluated = evaluate(member, context);
    if (evaluated !== undefined) result[key] = evaluated;
  }
  return result;
}

export function evaluateCondition(value: Value, context: EvaluationContext): boolean {
  return isTrue(evaluate(value, context));
}

function reference(argument: Value, context: EvaluationContext): Evaluated {
  if (argument === noValue) return undefined;
  const name = expectString(argument, "Ref");
  const value = context.ref(name);
  if (value === undefined) throw unresolved(name, context);
  return value;
}

function attributeOf(argument: Value, context: EvaluationContext, asList: boolean): Value {
  const parts = typeof argument === "string" ? argument.split(/\.(.*)/s) : expectList(argument, "Fn::GetAtt");
  const resource = expectString(parts[0], "Fn::GetAtt");
  const attribute = expectString(evaluate(parts[1] ?? "", context), "Fn::GetAtt");
  const value = context.attribute(resource, attribute, asList);
  if (value === undefined) throw unresolved(resource, context);
  return value;
}

/** Evaluates what has to be a list. */
function evaluateList(value: Value | undefined, context: EvaluationContext, name: string): Value[] {
  const attribute = isDictionary(value) ? value["Fn::GetAtt"] : undefined;
  return expectList(
    attribute === undefined ? evaluate(value ?? [], context) : attributeOf(attribute, context, true),
    name,
  );
}

export const functions: Readonly<Record<string, IntrinsicFunction>> = {
  "Fn::GetAtt": (argument, context) => attributeOf(argument, context, false),
  "Fn::Sub"(argument, context) {
    const [template, own] = typeof argument === "string" ? [argument, {}] : expectList(argument, "Fn::Sub");
    const variables = isDictionary(own) ? own : {};
    return expectString(template, "Fn::Sub").replace(
      /\$\{(!?)([^}]+)\}/g,
      (_all, literal: string, inner: string) => {
        if (literal) return `\${${inner}}`;
        const name = inner.trim();
        const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
        const value =
          variable !== undefined
            ? evaluate(variable, context)
            : name.includes(".")
              ? functions["Fn::GetAtt"]?.(name, context)
              : reference(name, context);
        return Array.isArray(value) ? value.map(flat).join(",") : expectString(value ?? "", "Fn::Sub");
      },
    );
  },
  "Fn::Join"(argument, context) {
    const [separator, items] = expectList(argument, "Fn::Join");
    const values = evaluateList(items, context, "Fn::Join");
    return values.map((item) => expectString(item, "Fn::Join")).join(text(separator) ?? "");
  },
  "Fn::Split"(argument, context) {
    const [separator, source] = expectList(argument, "Fn::Split");
    return expectString(evaluate(source ?? "", context), "Fn::Split").split(
      expectString(separator, "Fn::Split"),
    );
  },
  "Fn::Select"(argument, context) {
    const [index, items] = expectList(argument, "Fn::Select");
    const position = Number(evaluate(index ?? "", context));
    const value = evaluateList(items, context, "Fn::Select")[position];
    if (value === undefined)
      throw new CloudFormationError(
        `Template error: Fn::Select cannot select nonexistent value at index ${position}`,
      );
    return value;
  },
  "Fn::FindInMap"(argument, context) {
    const parts = expectList(argument, "Fn::FindInMap");
    const [map, first, second] = parts
      .slice(0, 3)
      .map((part) => expectString(evaluate(part, context), "Fn::FindInMap"));
    const otherwise = dictionary(parts[3])["DefaultValue"];
    const found = context.mapping(map ?? "", first ?? "", second ?? "");
    const value = found ?? (otherwise === undefined ? undefined : evaluate(otherwise, context));
    if (value === undefined)
      throw new CloudFormationError(
        `Template error: Unable to get mapping for ${map ?? ""}::${first ?? ""}::${second ?? ""}`,
      );
    return value;
  },
  "Fn::If"(argument, context) {
    const [condition, whenTrue, whenFalse] = expectList(argument, "Fn::If");
    const chosen = context.condition(expectString(condition, "Fn::If")) ? whenTrue : whenFalse;
    return evaluate(chosen ?? "", context);
  },
  "Fn::Base64": (argument, context) =>
    Buffer.from(expectString(evaluate(argument, context), "Fn::Base64")).toString("base64"),
  "Fn::GetAZs"(argument, context) {
    const region = text(evaluate(argument, context)) || context.region;
    return zonesOf(region);
  },
  "Fn::Length": (argument, context) => String(evaluateList(argument, context, "Fn::Length").length),
  "Fn::ToJsonString": (argument, context) => JSON.stringify(evaluate(argument, context)),
  "Fn::ImportValue"(argument, context) {
    const name = expectString(evaluate(argument, context), "Fn::ImportValue");
    const value = context.exports?.get(name)?.["value"];
    if (value === undefined) throw new StackFailure(`No export named ${name} found.`);
    return value;
  },
  /** Of a stack that nobody knows here: something that can be told from other outputs. (guessed) */
  "Fn::GetStackOutput"(argument, context) {
    const of = dictionary(evaluate(argument, context));
    return ["StackName", "OutputName"].map((name) => expectString(of[name], "Fn::GetStackOutput")).join("-");
  },
  "Fn::Cidr"(argument, context) {
    const [block, count, bits] = expectList(argument, "Fn::Cidr").map((part) =>
      expectString(evaluate(part, context), "Fn::Cidr"),
    );
    return subnets(block ?? "", Number(count), Number(bits ?? 8));
  },
  ...inventoryFunctions,
  "Fn::Equals"(argument, context) {
    const [left, right] = expectList(argument, "Fn::Equals").map((part) => evaluate(part, context));
    return String(JSON.stringify(left) === JSON.stringify(right));
  },
  "Fn::And": (argument, context) =>
    String(expectList(argument, "Fn::And").every((part) => evaluateCondition(part, context))),
  "Fn::Or": (argument, context) =>
    String(expectList(argument, "Fn::Or").some((part) => evaluateCondition(part, context))),
  "Fn::Not": (argument, context) =>
    String(!expectList(argument, "Fn::Not").every((part) => evaluateCondition(part, context))),
};

export const isFunction = (name: string): boolean => Object.hasOwn(functions, name);

/** Each block has a text of its own. (observed) */
const unresolved = (name: string, { block = "Resources" }: EvaluationContext) =>
  new CloudFormationError(
    `${block === "Resources" ? "Template format error: " : ""}Unresolved resource dependencies [${name}] in the ${block} block of the template`,
  );
