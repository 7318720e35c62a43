import assert from "node:assert/strict";
import fc from "fast-check";
import { matchWhole } from "../../patterns";
import { MAX_STEPS, run } from "../../patterns/match";
import { parse } from "../../patterns/parse";
import { InvalidPattern, UndecidedPattern } from "../../patterns/problems";
import { compile } from "../../patterns/program";

const tooMany = { undecided: "would take more than 200,000 steps" };

function steps(pattern: string, value: string): number {
  const text = Array.from(value, (character) => character.codePointAt(0) ?? 0);
  return run(compile(parse(pattern)), text).steps;
}

/**
 * Patterns that mean the same in Java and in JavaScript, with values of the letters a and b. None has a group that must
 * be repeated: after a round that took nothing Java leaves the loop, also below its minimum, and JavaScript does not.
 */
const inBoth = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("a", "b", "ab", "[ab]", "[^a]", ".", "[ab]{2}", "(?:)", "^", "$", "\\b"),
    fc
      .tuple(
        fc.constantFrom("(?:", "(?=", "(?!", "(?<=", "(?<!"),
        fc.array(fc.constantFrom("a", "b", "."), { maxLength: 3 }),
      )
      .map(([open, inside]) => `${open}${inside.join("")})`),
    fc
      .tuple(tie("pattern"), fc.constantFrom("", "*", "+", "?", "{1,2}", "*?", "+?", "??", "{0,3}?"))
      .map(([inside, quantifier]) => `(?:${inside})${quantifier}`),
    fc.tuple(tie("pattern"), tie("pattern")).map(([one, other]) => `(?:${one}|${other})`),
  ),
  pattern: fc.array(tie("part"), { maxLength: 3 }).map((parts) => parts.join("")),
})).pattern;

describe("the matcher", () => {
  it("answers what explodes elsewhere in a few steps per character", () => {
    const long = "example-company-templates-us-east-1".repeat(50);
    const explosive: [pattern: string, value: string][] = [
      ["^[0-9a-zA-Z]+([0-9a-zA-Z-]*[0-9a-zA-Z])*$", "example-company-templates-us-east-1_prod"],
      ["^[0-9a-zA-Z]+([0-9a-zA-Z-]*[0-9a-zA-Z])*$", `${long}_prod`],
      ["(a+)+b", "a".repeat(2_000)],
      ["(a|a)*b", "a".repeat(2_000)],
      ["(a|aa)+?b", "a".repeat(2_000)],
      ["((a*)*)*b", "a".repeat(2_000)],
      ["(a?){1000}b", "a".repeat(30)],
      ["(?:(?:a{0,99}b?){0,99}b?){0,99}c", "a".repeat(60)],
      ["([a-z]+-?){1,9}b", "abc".repeat(60)],
      ["(?=(a+)+b)a*", "a".repeat(2_000)],
      ["(?!(a|aa)+b)(a*)*c", "a".repeat(2_000)],
      ["a*(?<!(?:a|aa)b)c", "a".repeat(2_000)],
      ["(?>(a|aa)+)b", "a".repeat(2_000)],
      ["((a|ab)*)*+c", "ab".repeat(1_000)],
    ];
    for (const [pattern, value] of explosive) {
      assert.equal(matchWhole(pattern, value), false, pattern);
      assert.ok(steps(pattern, value) < 100 * (value.length + 10), `${pattern}: ${steps(pattern, value)}`);
    }
  });

  it("answers back references in loops as long as what they keep does not differ too much", () => {
    assert.equal(matchWhole("((?:a|aa)+)\\1b", "a".repeat(30)), false);
    assert.equal(matchWhole("(a|aa)+\\1b", "a".repeat(200)), false);
  });

  it("answers patterns as long as templates may have them, and long values", () => {
    const words = Array.from({ length: 700 }, (_, index) => `w${index}`);
    assert.equal(matchWhole(`(?:${words.join("|")})*`, "w1".repeat(2_000)), true);
    assert.equal(matchWhole(`[${words.join("")}]*`, "w0".repeat(2_000)), true);
    assert.deepEqual(matchWhole("(?:a?){2}".repeat(400), "a".repeat(4_000)), tooMany);
  });

  it("gives up after a number of steps, the same on every machine", () => {
    const pattern = "(?:(a*)(a*)(a*)x?)*\\1\\2\\3b";
    assert.deepEqual(matchWhole(pattern, "a".repeat(60)), tooMany);
    assert.deepEqual(matchWhole(pattern, "a".repeat(60)), tooMany);
    assert.equal(matchWhole(pattern, "aab"), true);
  });

  it("does not end the stack, however deep brackets nest and however long a text is", () => {
    const nested = (depth: number, after = ")") => `${"(".repeat(depth)}a*${after.repeat(depth)}`;
    assert.equal(matchWhole(nested(200), "aaa"), true);
    assert.equal(matchWhole(nested(20, ")*"), "aaa"), true);
    assert.deepEqual(matchWhole(nested(5_000), "aaa"), {
      undecided: "nests brackets deeper than 200 levels",
    });
    assert.deepEqual(matchWhole("[".repeat(5_000), "a"), {
      undecided: "nests brackets deeper than 200 levels",
    });
    assert.equal(matchWhole("(?:a|b)*", "ab".repeat(2_000)), true);
  });

  it("agrees with JavaScript where both languages mean the same", () => {
    fc.assert(
      fc.property(inBoth, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 6 }), (pattern, value) => {
        const expected = new RegExp(`^(?:${pattern})$`).test(value);
        assert.equal(matchWhole(pattern, value), expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never takes more steps than its bound, and always says why it has no answer", () => {
    const pieces =
      "a b ab . \\w [a-c] [^a] ( (?: (?= (?! (?> (?<= ) ) ) | * + ? {2} {1,9} *+ ?? \\1 \\2 ^ $ \\b".split(
        " ",
      );
    const anything = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        anything,
        fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 40 }),
        (pattern, value) => {
          try {
            assert.ok(steps(pattern, value) <= MAX_STEPS);
          } catch (error) {
            assert.ok(error instanceof InvalidPattern || error instanceof UndecidedPattern, String(error));
            assert.notEqual(error.message, "");
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("reads any text, or says that it is no pattern", () => {
    const unit = fc.constantFrom(..."abz019-^$.*+?()[]{}|\\&,:=!<>#QEpPdwskUxX \n😀");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 14 }), fc.string({ unit, maxLength: 4 }), (pattern, value) => {
        const verdict = matchWhole(pattern, value);
        assert.ok(typeof verdict === "boolean" || verdict.undecided !== "");
      }),
      { numRuns: 5_000 },
    );
  });

  it("means what is quoted, literally", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        fc.pre(!text.includes("\\E"));
        assert.equal(matchWhole(`\\Q${text}\\E`, text), true);
        assert.equal(matchWhole(`\\Q${text}\\E`, `${text}x`), false);
      }),
    );
  });
});
