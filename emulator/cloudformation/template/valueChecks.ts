import { attributeKind } from "../resources/resourceTypes";
import { callsIn } from "../syntax/functionCalls";
import { isListType } from "../syntax/parameterTypes";
import type { TemplateProblem } from "../syntax/template";
import { dictionary, entriesOf, isDictionary, text, type Dictionary, type Value } from "../syntax/value";

const listFunctions = ["Fn::GetAZs", "Fn::Split", "Fn::Cidr"];

/** Outputs that can never be a string, whatever the parameters are. (observed) */
export function* checkOutputValues(template: Dictionary): Iterable<TemplateProblem> {
  for (const [name, output] of entriesOf(template, "Outputs")) {
    const what = notAString(output["Value"] ?? "", template);
    if (what !== undefined)
      yield {
        path: ["Outputs", name, "Value"],
        reason: `Template format error: The Value field of every Outputs member must evaluate to a String${what}.`,
      };
  }
}

/** The end of the sentence for what is never a string; undefined for what may be one. */
function notAString(value: Value, template: Dictionary): string | undefined {
  if (typeof value === "string") return undefined;
  if (Array.isArray(value)) return " and not a List";
  const [[name = "", argument = ""] = [], ...more] = Object.entries(value);
  if (more.length > 0 || !(name.startsWith("Fn::") || name === "Ref" || name === "Condition"))
    return " and not a Map";
  if (name === "Fn::If" && Array.isArray(argument)) {
    const [, whenTrue = "", whenFalse = ""] = argument;
    return notAString(whenTrue, template) === undefined ? undefined : notAString(whenFalse, template);
  }
  const isList =
    listFunctions.includes(name) ||
    (name === "Ref" && isListParameter(text(argument) ?? "", template)) ||
    (name === "Fn::GetAtt" && isListAttribute(argument, template));
  return isList ? "" : undefined;
}

function isListParameter(name: string, template: Dictionary): boolean {
  if (name === "AWS::NotificationARNs") return true;
  const parameter = dictionary(dictionary(template["Parameters"])[name]);
  return isListType(text(parameter["Type"]) ?? "");
}

function isListAttribute(argument: Value, template: Dictionary): boolean {
  const [name, attribute] =
    typeof argument === "string" ? argument.split(/\.(.*)/s) : Object.values(argument);
  if (typeof name !== "string" || typeof attribute !== "string") return false;
  const type = text(dictionary(dictionary(template["Resources"])[name])["Type"]) ?? "";
  return ["strings", "objects", "object"].includes(attributeKind(type, attribute) ?? "");
}

/** Mappings that Fn::FindInMap names and the template does not have. (observed) */
export function* checkMappings(template: Dictionary): Iterable<TemplateProblem> {
  const mappings = dictionary(template["Mappings"]);
  for (const section of ["Conditions", "Resources", "Outputs"])
    for (const { name, argument, path } of callsIn(template[section] ?? {}, [section])) {
      if (name !== "Fn::FindInMap" || !Array.isArray(argument)) continue;
      const [mapping = "", , , otherwise] = argument;
      const hasDefault = isDictionary(otherwise) && "DefaultValue" in otherwise;
      if (typeof mapping === "string" && !hasDefault && !Object.hasOwn(mappings, mapping))
        yield {
          path,
          reason: `Template error: Mapping named '${mapping}' is not present in the 'Mappings' section of template.`,
        };
    }
}
