/** What a Java regular expression consists of. */

/** A set of characters, as a question that is asked of a code point. */
export type CharacterSet = (codePoint: number) => boolean;

/** A text as code points: Java matches these, not UTF-16 units. */
export type Text = readonly number[];

/** A condition on a place between two characters. */
export type Place = (text: Text, at: number) => boolean;

/** Makes equal what a case-insensitive pattern takes for the same character. */
export type Fold = (codePoint: number) => number;

export interface Repeat {
  kind: "repeat";
  body: Node;
  min: number;
  /** Infinity where there is no limit. */
  max: number;
  greedy: boolean;
}

export type Node =
  | { kind: "character"; has: CharacterSet }
  | { kind: "place"; holds: Place }
  | { kind: "sequence"; parts: readonly Node[] }
  | { kind: "choice"; branches: readonly Node[] }
  | { kind: "group"; number: number; body: Node }
  | { kind: "reference"; number: number; fold: Fold }
  | Repeat
  /** What it has matched once is not tried otherwise: `(?>…)` and possessive quantifiers. */
  | { kind: "atomic"; body: Node }
  /** A lookahead, or a lookbehind that begins at most so many characters before. */
  | { kind: "look"; back: number | undefined; negated: boolean; body: Node };
