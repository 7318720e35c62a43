import { NotInInventory } from "./inventoryFunctions";
import { evaluate } from "./intrinsics";
import {
  CloudFormationError,
  dictionary,
  flat,
  isTrue,
  text,
  type Dictionary,
  type Value,
} from "../syntax/value";
import type { EvaluationContext } from "./context";

/**
 * The `Rules` of a template and those of TEMPLATE constraints: an assertion that does not hold stops the
 * operation, and its description is the error. (documented)
 */
export function checkRules(rules: Dictionary, context: EvaluationContext): void {
  for (const rule of Object.values(rules).map(dictionary)) {
    const condition = rule["RuleCondition"];
    if (condition !== undefined && !knownToHold(condition, context)) continue;
    const assertions = Array.isArray(rule["Assertions"]) ? rule["Assertions"] : [];
    for (const assertion of assertions.map(dictionary))
      if (!knownToHold(assertion["Assert"] ?? "true", context))
        throw new CloudFormationError(
          text(assertion["AssertDescription"]) ?? "A rule of the template failed",
        );
  }
}

/** What looks into an inventory that the catalog does not have is taken to hold. */
function knownToHold(value: Value, context: EvaluationContext): boolean {
  try {
    return holds(value, context);
  } catch (error) {
    if (error instanceof NotInInventory) return true;
    throw error;
  }
}

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
    case "Fn::If":
      // Documented, yet CloudFormation refuses it. (observed, the text guessed)
      throw new CloudFormationError("Template format error: Fn::If is not supported in the Rules section");
    default:
      return isTrue(evaluate(value, context));
  }
}
