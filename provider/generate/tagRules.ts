import type { TagRule } from "./model";
import { inOrder } from "./model";

/** TagOptions of one launch path: allowed values by key. */
export type TagOptions = ReadonlyMap<string, readonly string[]>;

/**
 * What holds whichever path is taken. A key that one of the paths leaves free is free. Of one value nothing is
 * required, since Service Catalog adds the tag by itself.
 */
export function tagRules(paths: readonly TagOptions[]): TagRule[] {
  const [first] = paths;
  if (!first) return [];
  return [...first.keys()]
    .filter((key) => paths.every((path) => path.has(key)))
    .sort(inOrder)
    .map((key) => {
      const values = paths.map((path) => path.get(key) ?? []);
      return {
        key,
        values: [...new Set(values.flat())].sort(inOrder),
        required: values.every(({ length }) => length > 1),
      };
    });
}
