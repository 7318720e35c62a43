import { problem } from "../base/errors";
import { formatList, suggest } from "../check/shared/checking";
import { matches } from "../command/pattern";
import type { Selection } from "./model";

interface Named {
  name: string;
  id?: string | undefined;
}

/** Does one of the patterns mean this name or id? Without patterns everything is meant. */
export const isSelected = (patterns: readonly string[], name?: string, id?: string): boolean =>
  patterns.length === 0 ||
  patterns.some((pattern) => [name, id].some((text) => text !== undefined && matches(pattern, text)));

/**
 * The products that are meant.
 *
 * @throws Problem `not-found` for a pattern that meets none: it is a mistake, as in a build that lists its products.
 */
export function selectProducts<T>(
  products: readonly T[],
  { products: patterns }: Selection,
  named: (product: T) => Named,
): T[] {
  const all = products.map((product) => ({ product, ...named(product) }));
  for (const pattern of patterns) {
    if (all.some(({ name, id }) => isSelected([pattern], name, id))) continue;
    const names = all.map(({ name }) => name);
    const guess = suggest(pattern, names);
    throw problem(
      "not-found",
      `There is no product ${JSON.stringify(pattern)} in the catalog${guess}.`,
      guess === "" && names.length > 0 && `It has ${formatList(names)}.`,
    );
  }
  return all.filter(({ name, id }) => isSelected(patterns, name, id)).map(({ product }) => product);
}
