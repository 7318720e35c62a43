import { isDictionary, type Value } from "./value";

export interface Reference {
  readonly name: string;
  /** Only where it is written out. */
  readonly attribute?: string;
}

/** The names in everything that a value refers to. */
export const namesIn = (value: Value): string[] => referencesIn(value).map(({ name }) => name);

/** Everything that Ref, Fn::GetAtt and Fn::Sub in a value refer to. */
export function referencesIn(value: Value): Reference[] {
  if (typeof value === "string") return [];
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  const entries = Object.entries(value);
  return entries.flatMap(([key, argument]) => {
    // A property may be called Ref.
    if (key === "Ref" && entries.length === 1 && typeof argument === "string") return [{ name: argument }];
    if (key === "Fn::GetAtt") return attributeReference(argument);
    if (key === "Fn::Sub") return subReferences(argument);
    return referencesIn(argument);
  });
}

function attributeReference(argument: Value): Reference[] {
  if (typeof argument === "string") return [withAttribute(argument)];
  const [name, attribute = ""] = asList(argument);
  if (typeof name !== "string") return [];
  return typeof attribute === "string" ? [{ name, attribute }] : [{ name }, ...referencesIn(attribute)];
}

function subReferences(argument: Value): Reference[] {
  const [template, variables] = typeof argument === "string" ? [argument, {}] : asList(argument);
  const own = isDictionary(variables) ? variables : {};
  const written = [...(typeof template === "string" ? template : "").matchAll(/\$\{([^!}][^}]*)\}/g)]
    .map(([, name]) => (name ?? "").trim())
    .filter((name) => !Object.hasOwn(own, name));
  return [...written.map(withAttribute), ...referencesIn(own)];
}

function withAttribute(written: string): Reference {
  const dot = written.indexOf(".");
  return dot < 0 ? { name: written } : { name: written.slice(0, dot), attribute: written.slice(dot + 1) };
}

const asList = (value: Value): Value[] => (Array.isArray(value) ? value : []);
