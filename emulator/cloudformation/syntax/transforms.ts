import { isDictionary, type Dictionary, type Value } from "./value";

/** Of this transform all functions are evaluated; every other one is a macro that rewrites the template. */
export const languageExtensions = "AWS::LanguageExtensions";
export const samTransform = "AWS::Serverless-2016-10-31";

/** What a template says that it is transformed by. */
export function transformsOf({ Transform: transform }: Dictionary): string[] {
  const all: Value[] = transform === undefined ? [] : Array.isArray(transform) ? transform : [transform];
  return all.map((each) => (typeof each === "string" ? each : macroOf(each)));
}

/** The name of the macro in `Fn::Transform: { Name, Parameters }`. */
export const macroOf = (argument: Value): string =>
  isDictionary(argument) && typeof argument["Name"] === "string" ? argument["Name"] : "Fn::Transform";
