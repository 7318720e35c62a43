import type { TemplatePath } from "./readTemplateText";
import type { Value } from "./value";

export interface FunctionCall {
  readonly name: string;
  readonly argument: Value;
  readonly path: TemplatePath;
}

/** All calls in a value, outer ones first; of Ref others know more. */
export function* callsIn(value: Value, path: TemplatePath): Generator<FunctionCall> {
  if (typeof value === "string") return;
  for (const [key, member] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key.startsWith("Fn::")) yield { name: key, argument: member, path: at };
    yield* callsIn(member, at);
  }
}
