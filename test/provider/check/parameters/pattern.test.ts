import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { javaToJavaScript } from "../../../../provider/check/parameters/javaRegex";
import { wholeMatch } from "../../../../provider/check/parameters/pattern";

interface Measured {
  values: string[];
  patterns: { pattern: string; matches?: string[]; invalid?: true }[];
}

/** What Java itself makes of these patterns and values. */
const java = JSON.parse(readFileSync(path.join(__dirname, "javaPatterns.json"), "utf8")) as Measured;

/** Java has these, JavaScript has no counterpart, and CloudFormation's answer is waited for. */
const INEXPRESSIBLE = ["a++b", "a*+a", "(?>a+)b", "(a)\\1", "\\R", "(?m)^a$", "(?x)a b", "a(?i)b"];

describe("a pattern of Java", () => {
  for (const { pattern, matches = [], invalid } of java.patterns) {
    if (invalid || INEXPRESSIBLE.includes(pattern)) {
      it(`${pattern} is left to AWS`, () => {
        for (const value of java.values) assert.equal(wholeMatch(pattern, value), undefined);
      });
    } else
      it(`${JSON.stringify(pattern)} matches what it matches there`, () => {
        const here = java.values.filter((value) => wholeMatch(pattern, value));
        assert.deepEqual(here, matches);
      });
  }

  it("that would take for ever is given up", () => {
    assert.equal(wholeMatch("(a+)+b", "a".repeat(40)), undefined);
  });

  it("of unknown escapes and properties is left to AWS", () => {
    for (const pattern of ["\\G", "\\p{javaLowerCase}", "\\k<x>", "\\c", "\\p{"])
      assert.equal(javaToJavaScript(pattern), undefined, pattern);
  });
});
