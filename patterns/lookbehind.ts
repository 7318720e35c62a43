/** Which lookbehinds Java takes: those whose longest match it can see. */

import { lineBreak } from "./lineBreak";
import { InvalidPattern, versionsDiffer } from "./problems";
import type { Node, Repeat } from "./syntax";

/**
 * The length of the longest match.
 *
 * @throws InvalidPattern, UndecidedPattern where Java sees none
 */
export function longestMatch(node: Node): number {
  if (node === lineBreak) throw versionsDiffer("has \\R in a lookbehind");
  switch (node.kind) {
    case "reference":
      throw noLongest();
    case "sequence":
      return node.parts.reduce((sum, part) => sum + longestMatch(part), 0);
    case "choice":
      return Math.max(...node.branches.map(longestMatch));
    case "repeat":
      return longestRepeated(node);
    case "group":
    case "atomic":
      return longestMatch(node.body);
    case "character":
      return 1;
    case "place":
    case "look":
      return 0;
  }
}

function longestRepeated({ body, min, max }: Repeat): number {
  const longest = longestMatch(body);
  if (body.kind !== "atomic" && !isFixed(body) && !(min === 0 && max === 1)) throw noLongest();
  if (max === Infinity) throw versionsDiffer("repeats without limit in a lookbehind");
  return max * longest;
}

const noLongest = () => new InvalidPattern("Look-behind group does not have an obvious maximum length");

/** Can it match in one way only? If not, Java does not count how long it is when it is repeated. */
function isFixed(node: Node): boolean {
  switch (node.kind) {
    case "choice":
      return false;
    case "sequence":
      return node.parts.every(isFixed);
    case "repeat":
      return node.min === node.max && isFixed(node.body);
    case "group":
    case "atomic":
      return isFixed(node.body);
    default:
      return true;
  }
}
