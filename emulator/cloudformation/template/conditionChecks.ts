import { callsIn } from "../syntax/functionCalls";
import { isPseudoParameter } from "../syntax/pseudoParameters";
import type { TemplatePath } from "../syntax/readTemplateText";
import { dictionary, isDictionary, text, type Dictionary, type Value } from "../syntax/value";
import type { TemplateProblem } from "../syntax/template";
import { namesIn } from "../syntax/references";

/** Conditions know parameters, mappings and each other, and must not go round in circles. */
export function* checkConditions(template: Dictionary): Iterable<TemplateProblem> {
  const conditions = dictionary(template["Conditions"]);
  const isDefined = (name: string) => Object.hasOwn(conditions, name);
  const parameters = dictionary(template["Parameters"]);
  for (const [name, expression] of Object.entries(conditions))
    if (!isBoolean(expression))
      yield {
        path: ["Conditions", name],
        reason:
          "Template format error: Conditions can only be boolean operations on parameters and other conditions",
      };
  const strange = [...new Set(namesIn(conditions))].filter(
    (name) => !Object.hasOwn(parameters, name) && !isPseudoParameter(name),
  );
  if (strange.length > 0)
    yield {
      path: ["Conditions"],
      reason: `Template format error: Unresolved dependencies [${strange.join(", ")}]. Cannot reference resources in the Conditions block of the template`,
    };
  for (const { name, path, where } of conditionNames(template))
    if (!isDefined(name))
      yield {
        path,
        reason: where.startsWith("Fn::")
          ? `Template error: unresolved condition dependency ${name} in ${where}`
          : `Template format error: Unresolved condition dependency ${name} in the ${where} block of the template`,
        ...(where.startsWith("Fn::") ? {} : { guessed: true }),
      };
  const circle = circleOf(conditions);
  if (circle[0] !== undefined)
    yield {
      path: ["Conditions", circle[0]],
      reason: `Template error: Found circular condition dependency: [${circle.join(", ")}]`,
      guessed: true,
    };
}

const operations = ["Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals", "Condition"];

const isBoolean = (expression: Value) => {
  const [operation, ...more] = Object.keys(dictionary(expression));
  return operation !== undefined && more.length === 0 && operations.includes(operation);
};

interface NamedCondition {
  readonly name: string;
  readonly path: TemplatePath;
  readonly where: string;
}

/** Everywhere a template names a condition. */
function* conditionNames(template: Dictionary): Iterable<NamedCondition> {
  const conditions = dictionary(template["Conditions"]);
  for (const name of neededBy(conditions)) yield { name, path: ["Conditions"], where: "Conditions" };
  for (const section of ["Resources", "Outputs"]) {
    for (const [key, entry] of Object.entries(dictionary(template[section]))) {
      const name = text(dictionary(entry)["Condition"]);
      if (name !== undefined) yield { name, path: [section, key, "Condition"], where: section };
    }
    for (const { name, argument, path } of callsIn(template[section] ?? {}, [section])) {
      const condition = name === "Fn::If" && Array.isArray(argument) ? argument[0] : undefined;
      if (typeof condition === "string") yield { name: condition, path, where: "Fn::If" };
    }
  }
}

/** The conditions that an expression of a condition asks for. */
function neededBy(value: Value): string[] {
  if (typeof value === "string") return [];
  if (Array.isArray(value)) return value.flatMap(neededBy);
  return Object.entries(value).flatMap(([key, argument]) =>
    key === "Condition" && typeof argument === "string" ? [argument] : neededBy(argument),
  );
}

/** The first circle of conditions, empty if there is none. */
function circleOf(conditions: Dictionary): string[] {
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): string[] => {
    if (way.includes(name)) return way.slice(way.indexOf(name));
    if (done.has(name)) return [];
    done.add(name);
    const expression = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    if (!isDictionary(expression)) return [];
    return firstOf(neededBy(expression), (needed) => visit(needed, [...way, name]));
  };
  return firstOf(Object.keys(conditions), (name) => visit(name, []));
}

function firstOf(names: readonly string[], circle: (name: string) => string[]): string[] {
  for (const name of names) {
    const found = circle(name);
    if (found.length > 0) return found;
  }
  return [];
}
