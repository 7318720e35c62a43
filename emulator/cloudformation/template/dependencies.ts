import { isPseudoParameter } from "../syntax/pseudoParameters";
import { dictionary, flat, type Dictionary, type Value } from "../syntax/value";
import type { TemplateProblem } from "../syntax/template";
import { namesIn } from "../syntax/references";
import { describeCircle, sortByNeed } from "../evaluation/creationOrder";

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
  const order = sortByNeed(needs);
  if (order.circle[0] !== undefined)
    yield { path: ["Resources", order.circle[0]], reason: describeCircle(order.circle) };
}

const dependsOn = (resource: Value): string[] => [dictionary(resource)["DependsOn"] ?? []].flat().map(flat);
