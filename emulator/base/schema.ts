/** What is wrong with a value, as the rest of a sentence that begins with its name; undefined if nothing is. */
export type Check = (value: unknown) => string | undefined;

/** What a value has to be. */
export interface Member {
  readonly required?: true;
  readonly check?: Check;
  /** Of every item; the value then has to be a list. */
  readonly each?: Member;
  /** Of every value by whatever name. */
  readonly values?: Member;
  /** Of values by name; there can be no others. */
  readonly members?: Members;
  /** Of a value that can be of several kinds: what this one has to be. */
  readonly as?: (value: unknown) => Member;
}
export type Members = Readonly<Record<string, Member>>;

export type Path = readonly (string | number)[];
export interface Problem {
  readonly path: Path;
  readonly reason: string;
  /** What was given there, unless that says nothing. */
  readonly given?: unknown;
}

export const findTextProblem: Check = (value) =>
  typeof value === "string" && value !== "" ? undefined : "must be a string";
export const findAnyTextProblem: Check = (value) =>
  typeof value === "string" ? undefined : "must be a string";
export const findFlagProblem: Check = (value) =>
  typeof value === "boolean" ? undefined : "must be true or false";
export const findMapProblem: Check = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? undefined
    : "must be a map of names to values";
export const choiceCheck =
  (...allowed: unknown[]): Check =>
  (value) =>
    allowed.includes(value) ? undefined : `must be one of ${allowed.join(", ")}`;
export const numberCheck =
  (accepts: (value: number) => boolean, what: string): Check =>
  (value) =>
    typeof value === "number" && accepts(value) ? undefined : `must be ${what}`;

export const findMsProblem = numberCheck(
  (ms) => ms >= 0 && ms < Infinity,
  "a number of milliseconds, 0 or more",
);
export const findTextOrNullProblem: Check = (value) =>
  value === null || !findTextProblem(value) ? undefined : "must be a string or null";

export const text: Member = { check: findTextProblem };
export const anyText: Member = { check: findAnyTextProblem };
export const flag: Member = { check: findFlagProblem };
export const map: Member = { check: findMapProblem };
export const texts: Member = { each: text };
export const choice = (...values: unknown[]): Member => ({ check: choiceCheck(...values) });
export const required = (member: Member): Member => ({ ...member, required: true });

/** The first thing in a value that is not as it has to be; undefined if all is well. */
export function findProblem(
  { check, each, values, members, as }: Member,
  value: unknown,
  path: Path = [],
): Problem | undefined {
  const wrong = (reason: string | undefined) =>
    reason === undefined ? undefined : { path, reason, given: value };
  const problem = wrong(check?.(value) ?? ((values ?? members) ? findMapProblem(value) : undefined));
  if (problem) return problem;
  if (as) return findProblem(as(value), value, path);
  if (members) return problemOfMembers(members, value as Record<string, unknown>, path);
  if (each && !Array.isArray(value)) return wrong("must be a list");
  const inner = each ?? values;
  if (!inner) return undefined;
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value as object);
  return first(entries, ([name, item]: [string | number, unknown]) =>
    findProblem(inner, item, [...path, name]),
  );
}

function problemOfMembers(
  expected: Members,
  actual: Readonly<Record<string, unknown>>,
  path: Path,
): Problem | undefined {
  const unknown = Object.keys(actual).find((key) => !Object.hasOwn(expected, key));
  if (unknown !== undefined) {
    const known = Object.keys(expected).join(", ");
    return { path: [...path, unknown], reason: `is an unknown property; expected one of ${known}` };
  }
  return first(Object.entries(expected), ([key, member]) => {
    const found = actual[key];
    if (found !== undefined) return findProblem(member, found, [...path, key]);
    return member.required ? { path, reason: `must have ${key}` } : undefined;
  });
}

function first<T>(items: readonly T[], find: (item: T) => Problem | undefined): Problem | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

/** `products[0].name` */
export const formatPath = (path: Path): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./, "");
