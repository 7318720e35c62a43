import type { Launch } from "../../aws/catalog";
import { isRecord, isUnknown, ownValue } from "../../state/values";
import type { Checking } from "../shared/checking";
import { evaluate, references } from "./ruleFunctions";
import type { RuleValue } from "./ruleFunctions";
import { elements, parameterType } from "./parameterType";

/**
 * The rules of the template and of the path's TEMPLATE constraints: where the condition holds, every assertion has to.
 * What depends on a value that is not known, or that only AWS knows, is left to AWS.
 *
 * @param wrong keys whose values will have to be others anyway.
 */
export function checkRules(checking: Checking, launch: Launch, wrong: ReadonlySet<string>): void {
  const rules = parse(launch.instructions.rules);
  if (rules === undefined) {
    checking.skip("provisioningParameters", "the rules of the product are not readable");
    return;
  }
  const { provisioningParameters: given = {} } = checking.inputs;
  if (!isRecord(given)) return;
  const values = valuesOf(launch, given, wrong);
  for (const [name, rule] of Object.entries(rules)) {
    if (!isRecord(rule) || evaluate(rule.RuleCondition ?? true, values) !== true) continue;
    for (const assertion of [rule.Assertions].flat()) {
      if (!isRecord(assertion) || evaluate(assertion.Assert, values) !== false) continue;
      const on = [...new Set(references([rule.RuleCondition, assertion.Assert]))];
      checking.fail("provisioningParameters", broken(name, assertion.AssertDescription, on));
    }
  }
}

function broken(name: string, description: unknown, on: readonly string[]): string {
  const what =
    typeof description === "string" && description !== "" ? description : "an assertion does not hold";
  return `${what} (rule ${name}${on.length > 0 ? `, on ${on.join(", ")}` : ""})`;
}

function parse(text = "{}"): Record<string, unknown> | undefined {
  try {
    const rules = JSON.parse(text) as unknown;
    return isRecord(rules) ? rules : undefined;
  } catch {
    return undefined;
  }
}

/** What the parameters will be: as given, else the default; undefined where that is not known. */
function valuesOf(
  launch: Launch,
  given: Record<string, unknown>,
  wrong: ReadonlySet<string>,
): ReadonlyMap<string, RuleValue> {
  return new Map(
    launch.parameters.map(({ ParameterKey: key = "", ParameterType, DefaultValue }) => {
      const value = ownValue(given, key) ?? DefaultValue;
      const { list } = parameterType(ParameterType);
      const isKnown = typeof value === "string" && !isUnknown(value) && !wrong.has(key);
      return [key, isKnown ? (list ? elements(value) : value) : undefined];
    }),
  );
}
