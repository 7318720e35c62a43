import { callsIn } from "../syntax/functionCalls";
import type { Dictionary, Value } from "../syntax/value";
import type { TemplateProblem } from "../syntax/template";

/** Of this transform all functions are evaluated but Fn::ForEach; every other one would be ignored. */
export const languageExtensions = "AWS::LanguageExtensions";

const notEmulated = "macros are not emulated";

/** Macros rewrite a template, so that one with macros says nothing without them. It is no mistake for AWS. */
export function* checkMacros(template: Dictionary): Iterable<TemplateProblem> {
  for (const name of transformsOf(template))
    if (name !== languageExtensions)
      yield { path: ["Transform"], reason: `Transform ${name}: ${notEmulated}`, guessed: true };
  for (const { name, path } of callsIn(template, []))
    if (name === "Fn::Transform" || name.startsWith("Fn::ForEach"))
      yield { path, reason: `${name.split("::", 2).join("::")}: ${notEmulated}`, guessed: true };
}

export function transformsOf({ Transform: transform }: Dictionary): string[] {
  const all: Value[] = transform === undefined ? [] : Array.isArray(transform) ? transform : [transform];
  return all.map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
}
