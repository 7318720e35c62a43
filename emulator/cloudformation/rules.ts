import { evaluate, type EvaluationContext } from "./intrinsics";
import { CloudFormationError, dictionary, flat, isTrue, text, type Dictionary, type Value } from "./value";

/**
 * The `Rules` of a template and those of TEMPLATE constraints: an assertion that does not hold stops the
 * operation, and its description is the error. (documented)
 */
export function checkRules(rules: Dictionary, context: EvaluationContext): void {
  for (const rule of Object.values(rules).map(dictionary)) {
    const condition = rule["RuleCondition"];
    if (condition !== undefined && !holds(condition, context)) continue;
    const assertions = Array.isArray(rule["Assertions"]) ? rule["Assertions"] : [];
    for (const assertion of assertions.map(dictionary))
      if (!needsInventory(assertion) && !holds(assertion["Assert"] ?? "true", context))
        throw new CloudFormationError(
          text(assertion["AssertDescription"]) ?? "A rule of the template failed",
        );
  }
}

/** These look into the account's VPCs, subnets and so on, which the emulator does not have. */
const needsInventory = (assertion: Value) =>
  /"Fn::(RefAll|ValueOf|ValueOfAll)"/.test(JSON.stringify(assertion));

/** The functions that exist in rules only; everything inside them may be an ordinary function. */
function holds(value: Value, context: EvaluationContext): boolean {
  const [entry] = Object.entries(dictionary(value));
  const [name, argument] = entry ?? ["", ""];
  const parts = Array.isArray(argument) ? argument : [];
  const values = (index: number) => {
    const evaluated = evaluate(parts[index] ?? [], context) ?? [];
    return Array.isArray(evaluated) ? evaluated.map(flat) : [flat(evaluated)];
  };
  switch (name) {
    case "Fn::And":
      return parts.every((part) => holds(part, context));
    case "Fn::Or":
      return parts.some((part) => holds(part, context));
    case "Fn::Not":
      return !parts.every((part) => holds(part, context));
    case "Fn::Contains":
    case "Fn::EachMemberIn":
      // Contains looks for its second argument in the first, EachMemberIn for its first in the second.
      return name === "Fn::Contains"
        ? values(1).every((item) => values(0).includes(item))
        : values(0).every((item) => values(1).includes(item));
    case "Fn::EachMemberEquals":
      return values(0).every((item) => item === values(1)[0]);
    default:
      return isTrue(evaluate(value, context));
  }
}
