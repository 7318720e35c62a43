import { isRecord, ownValue } from "../../state/values";

/** The value of an expression in a rule; undefined when it cannot be known here. */
export type RuleValue = string | string[] | boolean | undefined;

type Values = ReadonlyMap<unknown, RuleValue>;
type RuleFunction = (args: RuleValue[]) => RuleValue;

/** Functions of rules that need nothing but their arguments. RefAll, ValueOf and ValueOfAll ask what only AWS knows. */
const FUNCTIONS: Record<string, RuleFunction> = {
  "Fn::And": (args) => (args.includes(false) ? false : args.every((arg) => arg === true) ? true : undefined),
  "Fn::Or": (args) => (args.includes(true) ? true : args.every((arg) => arg === false) ? false : undefined),
  "Fn::Not": ([arg]) => (typeof arg === "boolean" ? !arg : undefined),
  "Fn::Equals": ([a, b]) => (isText(a) && isText(b) ? a === b : undefined),
  "Fn::Contains": ([list, value]) => (isList(list) && isText(value) ? list.includes(value) : undefined),
  "Fn::EachMemberEquals": ([list, value]) =>
    isList(list) && isText(value) ? list.every((member) => member === value) : undefined,
  "Fn::EachMemberIn": ([list, allowed]) =>
    isList(list) && isList(allowed) ? list.every((member) => allowed.includes(member)) : undefined,
};

const isText = (value: RuleValue): value is string => typeof value === "string";
const isList = (value: RuleValue): value is string[] => Array.isArray(value);

/** Evaluates an expression of a rule with three outcomes: what is not known stays open, unless it does not matter. */
export function evaluate(expression: unknown, values: Values): RuleValue {
  if (typeof expression === "boolean") return expression;
  if (typeof expression === "string" || typeof expression === "number") return String(expression);
  if (Array.isArray(expression)) {
    const members = expression.map((member) => flagAsText(evaluate(member, values)));
    return members.every(isText) ? members : undefined;
  }
  if (!isRecord(expression)) return undefined;
  const [entry, another] = Object.entries(expression);
  if (!entry || another) return undefined;
  const [name, argument] = entry;
  if (name === "Ref") return values.get(argument);
  const rule = ownValue(FUNCTIONS, name);
  if (!rule) return undefined;
  const args = Array.isArray(argument) ? argument : [argument];
  const evaluated = args.map((arg) => evaluate(arg, values));
  return rule(name === "Fn::Equals" || name === "Fn::Contains" ? evaluated.map(flagAsText) : evaluated);
}

/** A template writes `true` where a parameter holds "true". */
const flagAsText = (value: RuleValue): RuleValue => (typeof value === "boolean" ? String(value) : value);

/** The parameters that an expression refers to, in their order. */
export function references(expression: unknown): string[] {
  if (Array.isArray(expression)) return expression.flatMap(references);
  if (!isRecord(expression)) return [];
  return Object.entries(expression).flatMap(([name, argument]) =>
    name === "Ref" && typeof argument === "string" ? [argument] : references(argument),
  );
}
