import assert from "node:assert/strict";
import fc from "fast-check";
import { brokenConstraint } from "../../../../emulator/cloudformation/parameters/constraints";
import { violations } from "../../../../provider/check/parameters/constraints";
import { elements, parameterType } from "../../../../provider/check/parameters/parameterType";
import type { ParameterDeclaration } from "../../../../emulator/cloudformation/syntax/template";

type Limits = NonNullable<Parameters<typeof violations>[2]>;

const TYPES = [
  "String",
  "Number",
  "List<Number>",
  "CommaDelimitedList",
  "AWS::EC2::VPC::Id",
  "List<AWS::EC2::Subnet::Id>",
  "AWS::SSM::Parameter::Value<String>",
  "AWS::SSM::Parameter::Value<List<String>>",
  "AWS::SSM::Parameter::Value<CommaDelimitedList>",
];

const digits = fc.integer({ min: -20, max: 20 }).map(String);
const word = fc.stringMatching(/^[a-d]{0,4}$/);
const number = fc.oneof(
  digits,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom("1.", ".5", "+3", "1e2", "-", "1 2", "1,5"),
);
const value = fc.oneof(
  word,
  number,
  fc.array(fc.oneof(word, digits), { maxLength: 4 }).map((items) => items.join(", ")),
);
const limits = fc.record(
  {
    AllowedValues: fc.array(fc.oneof(word, digits), { maxLength: 3 }),
    AllowedPattern: fc.constantFrom("[a-c]+", "[a-z0-9]*", "^-?\\d+$", "a|b", ".{2,}", "[^d]*"),
    MinLength: fc.nat(4).map(String),
    MaxLength: fc.nat(4).map(String),
    MinValue: digits,
    MaxValue: digits,
  },
  { requiredKeys: [] },
);

const inPreview = (type: string, text: string, given: Limits): boolean =>
  (parameterType(type).list ? elements(text) : [text]).every(
    (part) => violations(part, parameterType(type), given).length === 0,
  );

const inEmulator = (type: string, text: string, given: Limits): boolean =>
  brokenConstraint(
    {
      key: "P",
      type,
      allowedValues: given.AllowedValues ?? [],
      allowedPattern: given.AllowedPattern,
      minLength: given.MinLength,
      maxLength: given.MaxLength,
      minValue: given.MinValue,
      maxValue: given.MaxValue,
    } as unknown as ParameterDeclaration,
    text.trim(),
  ) === undefined;

describe("the constraints of a parameter", () => {
  it("mean in preview what they mean in the emulator, which was written by somebody else", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), limits, value, (type, given, text) => {
        const written = text.trim();
        assert.equal(inPreview(type, written, given), inEmulator(type, written, given));
      }),
      { numRuns: 3000 },
    );
  });

  it("take a value that is right with or without the spaces around it", () => {
    const text = parameterType("String");
    assert.deepEqual(violations(" a ", text, { AllowedValues: ["a"] }), []);
    assert.deepEqual(violations(" a ", text, { AllowedValues: [" a "] }), []);
    assert.equal(violations(" b ", text, { AllowedValues: ["a"] }).length, 1);
  });

  it("leave to AWS what only Java reads as a number", () => {
    const type = parameterType("Number");
    for (const written of ["NaN", "Infinity", "0x1p3", "1d", "1f", "\f1"])
      assert.deepEqual(violations(written, type, { MinValue: "-5", MaxValue: "1" }), [], written);
  });

  it("compare a number that is written as Java's double", () => {
    const type = parameterType("Number");
    assert.deepEqual(violations("9d", type, { MaxValue: "1" }), [{ reason: "is greater than 1" }]);
  });

  it("are silent about what is not on the list anyway", () => {
    const limits = { AllowedValues: ["left", "right"], MaxLength: "1" };
    assert.deepEqual(violations("up", parameterType("String"), limits), [
      { reason: "is not one of left, right", suggestion: "" },
    ]);
  });

  it("count an emoji as one character or as two, whichever is right", () => {
    const type = parameterType("String");
    assert.deepEqual(violations("😀", type, { MinLength: "2" }), []);
    assert.deepEqual(violations("😀", type, { MaxLength: "1" }), []);
    assert.deepEqual(violations("ab", type, { MaxLength: "1" }), [{ reason: "is longer than 1 character" }]);
  });

  it("leave to AWS what is no pattern", () => {
    assert.deepEqual(violations("a", parameterType("String"), { AllowedPattern: "[a-z" }), [
      { unchecked: "the pattern [a-z is no regular expression: Unclosed character class" },
    ]);
  });

  it("refuse at once what would take for ever elsewhere", () => {
    const pattern = "^[0-9a-zA-Z]+([0-9a-zA-Z-]*[0-9a-zA-Z])*$";
    const value = "example-company-templates-us-east-1_prod";
    assert.deepEqual(violations(value, parameterType("String"), { AllowedPattern: pattern }), [
      { reason: `does not match ${pattern}` },
    ]);
  });

  it("say that a pattern cannot be evaluated, and evaluate the others", () => {
    const found = violations("abcd", parameterType("String"), { AllowedPattern: "\\X+", MaxLength: "3" });
    assert.deepEqual(found, [
      { reason: "is longer than 3 characters" },
      { unchecked: "the pattern \\X+ uses \\X, which versions of Java treat differently" },
    ]);
  });
});
