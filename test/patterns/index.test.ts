import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { findSyntaxError, matchWhole } from "../../patterns";

interface Recorded {
  values: string[];
  patterns: { pattern: string; values?: string[]; matches?: string[]; invalid?: string }[];
}

/** What Java itself makes of these patterns and values; `node tools/patterns/record.mjs` asks it again. */
const java = JSON.parse(readFileSync(path.join(__dirname, "javaPatterns.json"), "utf8")) as Recorded;

/** Java 17 has an answer to these, other versions have another one, or it is not known here. */
const undecided: Readonly<Record<string, string>> = {
  "\\X": "uses \\X, which versions of Java treat differently",
  "\\b{g}a": "uses \\b{g}, which versions of Java treat differently",
  "\\N{LATIN SMALL LETTER A}": "uses \\N, which versions of Java treat differently",
  "(?c)a": "uses the flag c, which is not documented",
  "(?i)\\p{Lower}": "uses \\p{Lower} without regard to case, which versions of Java treat differently",
  "(?i)\\p{Lu}": "uses \\p{Lu} without regard to case, which versions of Java treat differently",
  "(?<=a*)b": "repeats without limit in a lookbehind, which versions of Java treat differently",
  "(?<=\\R)a": "has \\R in a lookbehind, which versions of Java treat differently",
  "[^a&&b]": "negates a class that has classes or && in it, which versions of Java treat differently",
  "[^[a]]": "negates a class that has classes or && in it, which versions of Java treat differently",
  "[a&&]": "has a class with nothing after &&, which versions of Java treat differently",
  "[a&&&b]": "has a class with nothing after &&, which versions of Java treat differently",
  "[a-z&&[def]x]":
    "goes on in a class after another class that follows &&, which versions of Java treat differently",
  "[\\v-]": "has \\v beside a hyphen in a class, which versions of Java treat differently",
  "\\p{InGreek}": "uses \\p{InGreek}, which is not known here",
  "\\p{blk=Greek}": "uses \\p{blk=Greek}, which is not known here",
  "\\p{javaMirrored}": "uses \\p{javaMirrored}, which is not known here",
  "\\p{IsFoo}": "uses \\p{IsFoo}, which is not known here",
};

/** Has a word boundary beside a letter that is not ASCII, which is one word for Java 17 and none for Java 21. */
const differs = (pattern: string, value: string) =>
  /\\b/i.test(pattern) && !pattern.startsWith("(?U)") && /[^\0-\x7f]/.test(value);

describe("a Java pattern", () => {
  for (const { pattern, values = [], matches = [], invalid } of java.patterns) {
    const shown = JSON.stringify(pattern);
    const reason = undecided[pattern];
    if (reason !== undefined)
      it(`${shown} is left undecided, with the reason`, () => {
        assert.equal(findSyntaxError(pattern), undefined);
        assert.deepEqual(matchWhole(pattern, "a"), { undecided: reason });
      });
    else if (invalid !== undefined)
      it(`${shown} is none: ${invalid}`, () => {
        assert.equal(findSyntaxError(pattern), invalid);
        assert.deepEqual(matchWhole(pattern, "a"), {
          undecided: `is no regular expression: ${invalid}`,
        });
      });
    else
      it(`${shown} matches what it matches there`, () => {
        assert.equal(findSyntaxError(pattern), undefined);
        const all = [...java.values, ...values].filter((value) => !differs(pattern, value));
        const expected = matches.filter((value) => !differs(pattern, value));
        assert.deepEqual(
          all.filter((value) => decided(pattern, value)),
          expected,
        );
      });
  }

  it("is asked about a word boundary where versions of Java differ", () => {
    const undecided =
      "has a word boundary beside a letter that is not ASCII, which versions of Java treat differently";
    assert.deepEqual(matchWhole("\\bé.*", "éa"), { undecided });
    assert.equal(matchWhole("é.*\\ba", "é a"), true);
  });

  it("takes half of a line end only where all versions do", () => {
    const undecided = "uses \\R on half of a line end, which versions of Java treat differently";
    assert.deepEqual(matchWhole("\\R\\n", "\r\n"), { undecided });
    assert.equal(matchWhole("a\\Rb", "a\r\nb"), true);
  });

  it("does not take for a property what is one of JavaScript's objects", () => {
    for (const name of ["constructor", "Isconstructor", "toString", "__proto__"])
      assert.equal(typeof matchWhole(`\\p{${name}}`, "a"), "object", name);
  });

  it("repeats more often than Java counts, which older versions do not notice", () => {
    assert.deepEqual(matchWhole("a{3000000000}", "a"), {
      undecided: "repeats more than 2147483647 times, which versions of Java treat differently",
    });
  });
});

function decided(pattern: string, value: string): boolean {
  const verdict = matchWhole(pattern, value);
  assert.ok(typeof verdict === "boolean", `${JSON.stringify(value)}: ${JSON.stringify(verdict)}`);
  return verdict;
}
