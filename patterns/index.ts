/** Does a Java regular expression match a text? CloudFormation's AllowedPattern is one. */

import { run } from "./match";
import { parse } from "./parse";
import { InvalidPattern, UndecidedPattern } from "./problems";
import { compile, type Program } from "./program";

/** Why there is no answer; follows the pattern: `uses \X, …`, `is no regular expression: …`. */
export interface Undecided {
  undecided: string;
}

const known = new Map<string, Program | InvalidPattern | UndecidedPattern>();

function read(pattern: string): Program | InvalidPattern | UndecidedPattern {
  const before = known.get(pattern);
  if (before) return before;
  const program = tryTo(() => compile(parse(pattern)));
  known.set(pattern, program);
  return program;
}

/** Java's complaint about what is no regular expression; undefined when it is one, or may be one. */
export function findSyntaxError(pattern: string): string | undefined {
  const program = read(pattern);
  return program instanceof InvalidPattern ? program.message : undefined;
}

/**
 * Does the pattern match the whole of `value`, as Java's Matcher.matches() has it? It has no answer where the versions
 * of Java from 8 to 21 differ, where a part of the pattern is not known here, and where too many steps would be needed.
 */
export function matchWhole(pattern: string, value: string): boolean | Undecided {
  const program = read(pattern);
  if (program instanceof InvalidPattern) return { undecided: `is no regular expression: ${program.message}` };
  if (program instanceof UndecidedPattern) return { undecided: program.message };
  const text = Array.from(value, (character) => character.codePointAt(0) ?? 0);
  const match = tryTo(() => run(program, text));
  return "matches" in match ? match.matches : { undecided: match.message };
}

function tryTo<T>(attempt: () => T): T | InvalidPattern | UndecidedPattern {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof InvalidPattern || error instanceof UndecidedPattern) return error;
    throw error;
  }
}
