/** `[…]`: unions by writing side by side, classes in classes, and intersections by `&&`. */

import { inverse, oneCharacter, range } from "./characters";
import { readEscape } from "./escape";
import { InvalidPattern, versionsDiffer } from "./problems";
import type { Scanner } from "./scanner";
import type { CharacterSet } from "./syntax";

/** One side of `&&`, or all there is. */
interface Side {
  members: CharacterSet[];
  /** Where the first class in the class stands among them; -1 where there is none. */
  nested: number;
}

/**
 * Reads what follows the opening bracket, and the closing one.
 *
 * @throws InvalidPattern, UndecidedPattern where versions of Java differ, which is so for what few people would write
 */
export function readClass(scanner: Scanner): CharacterSet {
  const negated = scanner.peekRaw() === "^" && scanner.takeRaw() === "^";
  const sides = readSides(scanner);
  const first = sides.find(({ members }) => members.length > 0);
  if (!first) throw new InvalidPattern("Bad class syntax");
  if (negated && (sides.length > 1 || first.nested >= 0))
    throw versionsDiffer("negates a class that has classes or && in it");
  if (sides.slice(1).some(({ members }) => members.length === 0)) throw nothingAfter();
  const operands = sides.filter(({ members }) => members.length > 0).map(({ members }) => union(members));
  const all = remembered((codePoint) => operands.every((has) => has(codePoint)));
  return negated ? inverse(all) : all;
}

/** A class may have thousands of members, and be asked thousands of times. */
function remembered(has: CharacterSet): CharacterSet {
  const known = new Map<number, boolean>();
  return (codePoint) => {
    const before = known.get(codePoint);
    const answer = before ?? has(codePoint);
    if (before === undefined) known.set(codePoint, answer);
    return answer;
  };
}

const nothingAfter = () => versionsDiffer("has a class with nothing after &&");

const union =
  (sets: readonly CharacterSet[]): CharacterSet =>
  (codePoint) =>
    sets.some((has) => has(codePoint));

function readSides(scanner: Scanner): Side[] {
  let side: Side = { members: [], nested: -1 };
  const sides = [side];
  for (;;) {
    const next = scanner.peek();
    const isFirst = sides.length === 1 && side.members.length === 0;
    if (next === "") throw new InvalidPattern("Unclosed character class");
    if (next === "]" && !isFirst) {
      scanner.take();
      return sides;
    }
    if (next === "&" && scanner.peekSecond() === "&") {
      scanner.take();
      scanner.take();
      if (scanner.peek() === "&") throw nothingAfter();
      sides.push((side = { members: [], nested: -1 }));
    } else if (scanner.took("[")) {
      if (side.nested < 0) side.nested = side.members.length;
      side.members.push(scanner.within(() => readClass(scanner)));
    } else {
      if (sides.length > 1 && side.nested === 0)
        throw versionsDiffer("goes on in a class after another class that follows &&");
      side.members.push(readRange(scanner));
    }
  }
}

/** One member of a class. A hyphen that is not between two characters is a character. */
function readRange(scanner: Scanner): CharacterSet {
  const from = readMember(scanner);
  if (typeof from !== "number") return from;
  if (scanner.peek() !== "-" || scanner.peekSecond() === "[" || scanner.peekSecond() === "]")
    return oneCharacter(from, scanner.flags);
  scanner.take();
  const to = scanner.peek() === "" ? -1 : readMember(scanner);
  if (typeof to !== "number" || to < from) throw new InvalidPattern("Illegal character range");
  return range(from, to, scanner.flags);
}

function readMember(scanner: Scanner): number | CharacterSet {
  const character = scanner.take();
  if (character !== "\\") return character.codePointAt(0) ?? 0;
  const isVertical = scanner.peekRaw() === "v";
  const member = readEscape(scanner);
  // It is one character there, and which one is a matter of age.
  if (isVertical && scanner.peekRaw() === "-") throw versionsDiffer("has \\v beside a hyphen in a class");
  return member;
}
