import type { EvaluationContext } from "../context";
import { evaluate } from "../intrinsics";
import { CloudFormationError, isDictionary, text, type Dictionary, type Value } from "../../syntax/value";

const isLoop = (name: string) => name.startsWith("Fn::ForEach::");

export const hasLoops = (value: Value): boolean =>
  typeof value === "object" &&
  Object.entries(value).some(([name, member]) => isLoop(name) || hasLoops(member));

/** A template with every `Fn::ForEach` written out, as the language extensions do it. (documented) */
export function writeOutLoops(value: Value, context: EvaluationContext): Value {
  if (Array.isArray(value)) return value.map((item) => writeOutLoops(item, context));
  if (!isDictionary(value)) return value;
  const result: Dictionary = {};
  for (const [name, member] of Object.entries(value))
    Object.assign(
      result,
      isLoop(name) ? writeOut(name, member, context) : { [name]: writeOutLoops(member, context) },
    );
  return result;
}

function writeOut(name: string, loop: Value, context: EvaluationContext): Dictionary {
  const [identifier, collection, output] = Array.isArray(loop) ? loop : [];
  const variable = text(identifier);
  if (variable === undefined || !isDictionary(output)) throw malformed(name);
  const evaluated = evaluate(collection ?? "", context);
  if (!Array.isArray(evaluated)) throw malformed(name);
  const result: Dictionary = {};
  for (const element of evaluated.flat()) {
    if (typeof element !== "string") throw malformed(name);
    Object.assign(result, writeOutLoops(substitute(output, variable, element), context));
  }
  return result;
}

/** `&{Name}` leaves out what no logical id may have. */
function substitute(value: Value, variable: string, element: string): Value {
  const inText = (written: string) =>
    written
      .replaceAll(`\${${variable}}`, element)
      .replaceAll(`&{${variable}}`, element.replace(/[^A-Za-z0-9]/g, ""));
  if (typeof value === "string") return inText(value);
  if (Array.isArray(value)) return value.map((item) => substitute(item, variable, element));
  if (value["Ref"] === variable && Object.keys(value).length === 1) return element;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [inText(name), substitute(member, variable, element)]),
  );
}

const malformed = (name: string) =>
  new CloudFormationError(`Template format error: Layout of ${name} is incorrect.`);
