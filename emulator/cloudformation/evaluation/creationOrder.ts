import { CloudFormationError } from "../syntax/value";
import type { Template } from "../syntax/template";
import { namesIn } from "../syntax/references";

export const describeCircle = (names: readonly string[]) =>
  `Circular dependency between resources: [${names.join(", ")}]`;

/** The resources of a template in the order of creation: what is referred to first, else as written. */
export function creationOrder({ resources }: Template): string[] {
  const needs = new Map(
    [...resources].map(([name, resource]) => [
      name,
      [...resource.dependsOn, ...namesIn(resource.properties)],
    ]),
  );
  const { order, circle } = sortByNeed(needs);
  if (circle.length > 0) throw new CloudFormationError(describeCircle(circle));
  return order;
}

/** What is needed before what needs it; or the first circle, if there is one. */
export function sortByNeed(needs: ReadonlyMap<string, readonly string[]>): {
  order: string[];
  circle: string[];
} {
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
