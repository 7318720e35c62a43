import assert from "node:assert/strict";
import fc from "fast-check";
import { javaPattern } from "../../../../emulator/cloudformation/parameters/javaPattern";
import { parseTemplate } from "../../../../emulator/cloudformation/template/parseTemplate";

/**
 * A pattern, what java.util.regex's documentation says that it matches as a whole, and what it does not. Verdicts are
 * those of Java 17.
 */
const cases: [pattern: string, good: string[], bad: string[]][] = [
  ["[a-z]+", ["abc"], ["ab1", "", "abc\n", " abc"]],
  ["a|b", ["a", "b"], ["ab"]],
  ["^[a-z]+$", ["abc"], ["ABC"]],
  ["\\A\\p{Lu}+\\z", ["É"], ["é"]],
  ["(?i)abc\\Z", ["AbC"], ["abcd"]],
  ["(?s).*x", ["a\nx"], ["a\n"]],
  [".*", ["a b"], ["a\nb", "a\u0085b"]],
  ["\\p{Alpha}\\p{Alnum}*", ["a1"], ["1a", "é"]],
  ["\\P{Punct}+", ["ab"], ["a!"]],
  ["[\\p{Upper}\\d_]+", ["A_1"], ["a"]],
  ["\\p{L}\\pN", ["é1", "a٣"], ["1a"]],
  ["\\p{IsGreek}+", ["αβγ"], ["abc"]],
  ["a++b", ["aab"], ["aa"]],
  ["a*+a", [], ["aaa"]],
  ["(?:ab|a)?+b", ["abb", "b"], ["ab"]],
  ["(?>a|ab)c", ["ac"], ["abc"]],
  ["[\\w-.]+@[a-z-_]+", ["a-b.c@d-_"], ["a@B"]],
  ["[a-z&&[^aeiou]]+", ["xyz"], ["xay"]],
  ["[&&a]+", ["aa"], ["&"]],
  ["[a-c[x-z]]+", ["axz"], ["m"]],
  ["[^\\s/]+", ["a\u00a0b"], ["a b", "a/b"]],
  ["[]a]+", ["]a"], ["b"]],
  ["\\s\\h\\v", [" \u3000\u2028"], ["\u00a0  "]],
  ["\\Qa.b\\E*", ["a.", "a.bb"], ["acb"]],
  ["\\x41\\u0042\\x{1F600}", ["AB😀"], ["AB"]],
  ["a{2,3}?", ["aa", "aaa"], ["a"]],
  ["\\_\\@\\:\\-\\ ", ["_@:- "], ["_"]],
  ["(a|b)\\1", ["aa", "bb"], ["ab"]],
  ["(?<x>a|b)\\k<x>", ["aa"], ["ab"]],
  ["(?=.*\\d)(?!.*x).+", ["a1"], ["a", "1x"]],
  ["^*a", ["a"], ["b"]],
  ["}]", ["}]"], ["}"]],
  // What templates of AWS's own samples have.
  ["(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})", ["10.0.0.0/16"], ["10.0.0/16"]],
  ["^$|^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$", ["", "a.b@c.de"], ["a@b"]],
  ["[\\x20-\\x7E]*", ["a~ "], ["é"]],
  [
    "arn:(aws|aws-cn):iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
    ["arn:aws:iam::123456789012:role/a-b"],
    ["arn"],
  ],
];

const inexpressible = [
  "(?x)a b",
  "(?m)^a$",
  "a(?i)b",
  "\\Ga",
  "\\p{InGreek}",
  "\\p{javaLowerCase}",
  "\\ca",
  "(a)\\11",
  "(a)\\1b++",
  "a*{2}",
  "a|{2}",
];
const none = ["[", "(", "(a", "a)", "*a", "a**", "{", "a{x}", "a{2,1}", "[z-a]", "\\", "(?<n>a)\\k<m>"];

describe("AllowedPattern, a Java pattern", () => {
  for (const [pattern, good, bad] of cases)
    it(`${pattern} is enforced`, () => {
      const expression = javaPattern(pattern);
      assert.ok(expression);
      for (const value of good) assert.ok(expression.test(value), `takes ${JSON.stringify(value)}`);
      for (const value of bad) assert.ok(!expression.test(value), `refuses ${JSON.stringify(value)}`);
    });

  for (const pattern of inexpressible)
    it(`${pattern} has no counterpart, and allows all`, () => assert.equal(javaPattern(pattern), undefined));

  for (const pattern of none)
    it(`${pattern} is none, and refused when the template is read`, () => {
      const template = {
        Parameters: { P: { Type: "String", AllowedPattern: pattern } },
        Resources: { Topic: { Type: "AWS::SNS::Topic" } },
      };
      assert.throws(() => parseTemplate(JSON.stringify(template), "t"), {
        message: `t:1: Template format error: AllowedPattern of parameter P is no regular expression: ${pattern}`,
      });
    });

  it("is read, or is none, whatever it is", () => {
    const parts = fc.constantFrom(..."abz019-^$.*+?()[]{}|\\&,:=!<>QEpPdwsk \n😀");
    fc.assert(
      fc.property(fc.string({ unit: parts, maxLength: 12 }), (pattern) => {
        try {
          javaPattern(pattern);
        } catch (error) {
          assert.ok(error instanceof SyntaxError, String(error));
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("means what is quoted, literally", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        fc.pre(!text.includes("\\E"));
        assert.equal(javaPattern(`\\Q${text}\\E`)?.test(text), true);
      }),
    );
  });
});
