type Check = (value: unknown) => string | undefined;
const isText: Check = (value) => (typeof value === "string" && value !== "" ? undefined : "must be a text");
const isFlag: Check = (value) => (typeof value === "boolean" ? undefined : "must be true or false");
const isObject: Check = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? undefined
    : "must be a map of names to values";
const oneOf =
  (...allowed: string[]): Check =>
  (value) =>
    allowed.includes(String(value)) ? undefined : `must be one of ${allowed.join(", ")}`;

interface Member {
  readonly required?: true;
  readonly check?: Check;
  readonly each?: Members | Check;
}
type Members = Readonly<Record<string, Member>>;

const text: Member = { check: isText };
const name: Member = { check: isText, required: true };
const map: Member = { check: isObject };
const isTemplate: Check = (value) =>
  isText(value) && isObject(value) ? "must be the name of a template file" : undefined;

const members: Members = {
  inventory: map,
  templates: map,
  portfolios: {
    each: {
      name,
      id: text,
      pathId: text,
      tagOptions: map,
      provider: text,
      description: text,
      shared: { check: isFlag },
    },
  },
  products: {
    required: true,
    each: {
      name,
      id: text,
      type: {
        check: oneOf(
          "CLOUD_FORMATION_TEMPLATE",
          "CONTROL_TOWER_ACCOUNT",
          "EXTERNAL",
          "TERRAFORM_OPEN_SOURCE",
          "TERRAFORM_CLOUD",
        ),
      },
      owner: text,
      distributor: { check: (value) => (typeof value === "string" ? undefined : "must be a text") },
      description: text,
      supportDescription: text,
      supportEmail: text,
      supportUrl: text,
      portfolios: { each: isText },
      versions: {
        required: true,
        each: {
          name,
          id: text,
          description: { check: (value) => (typeof value === "string" ? undefined : "must be a text") },
          guidance: { check: oneOf("DEFAULT", "DEPRECATED") },
          active: { check: isFlag },
          template: { required: true, check: isTemplate },
        },
      },
      constraints: {
        each: {
          type: {
            required: true,
            check: oneOf("LAUNCH", "TEMPLATE", "RESOURCE_UPDATE", "NOTIFICATION", "STACKSET"),
          },
          description: text,
          portfolio: text,
          role: text,
          rules: map,
          topics: { each: isText },
          accounts: { each: isText },
          regions: { each: isText },
          tagUpdates: { check: oneOf("ALLOWED", "NOT_ALLOWED") },
        },
      },
      tagOptions: map,
    },
  },
};

export type Path = readonly (string | number)[];
export interface Problem {
  readonly path: Path;
  readonly reason: string;
}

/** The first thing in a catalog that is not as its definition says; undefined if all is well. */
export function problemOf(value: unknown): Problem | undefined {
  return problemOfMembers(members, value, []);
}

function problemOfMembers(expected: Members, value: unknown, path: Path): Problem | undefined {
  const wrong = isObject(value);
  if (wrong !== undefined) return { path, reason: wrong };
  const actual = value as Record<string, unknown>;
  const unknown = Object.keys(actual).find((key) => expected[key] === undefined);
  if (unknown !== undefined) {
    const known = Object.keys(expected).join(", ");
    return { path: [...path, unknown], reason: `is not known here; known are ${known}` };
  }
  for (const [key, member] of Object.entries(expected)) {
    const at = [...path, key];
    const found = actual[key];
    if (found === undefined) {
      if (member.required) return { path, reason: `must have ${key}` };
      continue;
    }
    const problem = problemOfMember(member, found, at);
    if (problem) return problem;
  }
  return undefined;
}

function problemOfMember({ check, each }: Member, value: unknown, path: Path): Problem | undefined {
  const reason = check?.(value);
  if (reason !== undefined) return { path, reason };
  if (!each) return undefined;
  if (!Array.isArray(value)) return { path, reason: "must be a list" };
  for (const [index, item] of value.entries()) {
    const at = [...path, index];
    if (typeof each === "function") {
      const wrong = each(item);
      if (wrong !== undefined) return { path: at, reason: wrong };
    } else {
      const problem = problemOfMembers(each, item, at);
      if (problem) return problem;
    }
  }
  return undefined;
}
