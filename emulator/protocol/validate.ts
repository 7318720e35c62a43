import { ServiceError } from "./errors";
import type { InputOf, Members, Shape, SizeRules, StringShape } from "./shapes";

/**
 * Checks a request body against the constraint table. All broken constraints, or the first hundred, are told in one
 * `ValidationException`; a member of the wrong JSON type ends the check at once with a
 * `SerializationException`. The wording is that of other AWS JSON services. (guessed)
 *
 * @param code of the error, where a service has another one
 */
export function validateInput<M extends Members>(
  members: M,
  body: unknown,
  code = "ValidationException",
): InputOf<M> {
  const problems = new Problems();
  checkMembers(members, body, "", problems);
  if (problems.count > 0) {
    const count = `${problems.count} validation error${problems.count === 1 ? "" : "s"} detected`;
    throw new ServiceError(code, `${count}: ${problems.first.join("; ")}`);
  }
  return body as InputOf<M>;
}

/** A request of a few bytes an item must not be answered with a sentence for each: the first ones stand for all. */
class Problems {
  readonly first: string[] = [];
  count = 0;

  add(value: unknown, at: string, rule: string): void {
    this.count++;
    if (this.first.length < mostProblems)
      this.first.push(`Value ${shown(value)} at '${at}' failed to satisfy constraint: ${rule}`);
  }
}

const mostProblems = 100;
const longestValue = 1_000;

function shown(value: unknown): string {
  if (value === undefined) return "null";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `'${text.length > longestValue ? `${text.slice(0, longestValue)}…` : text}'`;
}

function checkMembers(members: Members, value: unknown, path: string, problems: Problems): void {
  const body = asObject(value);
  for (const [name, shape] of Object.entries(members)) {
    const at = path + (path && ".") + name.charAt(0).toLowerCase() + name.slice(1);
    const member = body[name];
    if (member === undefined || member === null) {
      delete body[name];
      if (shape.required) problems.add(undefined, at, "Member must not be null");
    } else check(shape, member, at, problems);
  }
}

function check(shape: Shape, value: unknown, at: string, problems: Problems): void {
  switch (shape.type) {
    case "string":
      if (typeof value !== "string") throw wrongType(value, "String");
      return checkString(shape, value, at, problems);
    case "integer":
      if (typeof value !== "number" || !Number.isInteger(value)) throw wrongType(value, "Integer");
      return checkRange(shape, value, value, at, "value", problems);
    case "boolean":
      if (typeof value !== "boolean") throw wrongType(value, "Boolean");
      return;
    case "list":
      if (!Array.isArray(value)) throw wrongType(value, "List");
      checkRange(shape, value.length, value, at, "length", problems);
      return value.forEach((item, i) => check(shape.member, item, `${at}.${i + 1}.member`, problems));
    case "map": {
      const entries = Object.entries(asObject(value));
      checkRange(shape, entries.length, value, at, "length", problems);
      for (const [key, item] of entries) {
        checkString(shape.key, key, `${at}.key`, problems);
        check(shape.value, item, `${at}.${key}.value`, problems);
      }
      return;
    }
    case "structure":
      return checkMembers(shape.members, value, at, problems);
  }
}

function checkString(shape: StringShape, value: string, at: string, problems: Problems): void {
  const length = [...value].length;
  checkRange(shape, length, value, at, "length", problems);
  if (shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`, "su").test(value))
    problems.add(value, at, `Member must satisfy regular expression pattern: ${shape.pattern}`);
  if (shape.values && !shape.values.includes(value))
    problems.add(value, at, `Member must satisfy enum value set: [${shape.values.join(", ")}]`);
}

function checkRange(
  { min, max }: SizeRules,
  measured: number,
  value: unknown,
  at: string,
  measure: "length" | "value",
  problems: Problems,
): void {
  if (min !== undefined && measured < min)
    problems.add(value, at, `Member must have ${measure} greater than or equal to ${min}`);
  if (max !== undefined && measured > max)
    problems.add(value, at, `Member must have ${measure} less than or equal to ${max}`);
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrongType(value, "Structure");
  return value as Record<string, unknown>;
}

function wrongType(value: unknown, wanted: string): ServiceError {
  const kind = Array.isArray(value) ? "ARRAY" : value === null ? "NULL" : typeof value;
  return new ServiceError(
    "SerializationException",
    `${kind.toUpperCase()}_VALUE cannot be converted to ${wanted}`,
  );
}
