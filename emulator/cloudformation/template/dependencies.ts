import { isPseudoParameter } from "../syntax/pseudoParameters";
import {
  CloudFormationError,
  dictionary,
  flat,
  isDictionary,
  type Dictionary,
  type Value,
} from "../syntax/value";
import type { TemplateProblem, Template } from "../syntax/template";

/** Names a template refers to and does not have. (observed) */
export function* checkReferences(template: Dictionary): Iterable<TemplateProblem> {
  const resources = dictionary(template["Resources"]);
  const parameters = dictionary(template["Parameters"]);
  const isKnown = (name: string) =>
    Object.hasOwn(resources, name) || Object.hasOwn(parameters, name) || isPseudoParameter(name);
  for (const block of ["Resources", "Outputs"]) {
    const entries = Object.entries(dictionary(template[block]));
    const unknownOf = (entry: Value) => [
      ...dependsOn(entry).filter((name) => !Object.hasOwn(resources, name)),
      ...namesIn(entry).filter((name) => !isKnown(name)),
    ];
    const missing = [...new Set(entries.flatMap(([, entry]) => unknownOf(entry)))];
    const [first] = entries.find(([, entry]) => unknownOf(entry).length > 0) ?? [];
    if (first !== undefined)
      yield {
        path: [block, first],
        reason: `Template format error: Unresolved resource dependencies [${missing.join(", ")}] in the ${block} block of the template`,
      };
  }
}

/** Resources that wait for each other. (observed) */
export function* checkCycles(template: Dictionary): Iterable<TemplateProblem> {
  const resources = Object.entries(dictionary(template["Resources"]));
  const needs = new Map(resources.map(([name, entry]) => [name, [...dependsOn(entry), ...namesIn(entry)]]));
  const order = inOrder(needs);
  if (order.circle[0] !== undefined)
    yield { path: ["Resources", order.circle[0]], reason: circular(order.circle) };
}

const dependsOn = (resource: Value): string[] => [dictionary(resource)["DependsOn"] ?? []].flat().map(flat);

const circular = (names: readonly string[]) => `Circular dependency between resources: [${names.join(", ")}]`;

/** The resources of a template in the order of creation: what is referred to first, else as written. */
export function creationOrder({ resources }: Template): string[] {
  const needs = new Map(
    [...resources].map(([name, resource]) => [
      name,
      [...resource.dependsOn, ...namesIn(resource.properties)],
    ]),
  );
  const { order, circle } = inOrder(needs);
  if (circle.length > 0) throw new CloudFormationError(circular(circle));
  return order;
}

/** What is needed before what needs it; or the first circle, if there is one. */
function inOrder(needs: ReadonlyMap<string, readonly string[]>): { order: string[]; circle: string[] } {
  const ordered = new Set<string>();
  const visiting = new Set<string>();
  let circle: string[] = [];
  const visit = (name: string) => {
    const needed = needs.get(name);
    if (!needed || ordered.has(name) || circle.length > 0) return;
    if (visiting.has(name)) circle = [...visiting].slice([...visiting].indexOf(name));
    visiting.add(name);
    if (circle.length === 0) needed.forEach(visit);
    visiting.delete(name);
    ordered.add(name);
  };
  for (const name of needs.keys()) visit(name);
  return { order: [...ordered], circle };
}

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
