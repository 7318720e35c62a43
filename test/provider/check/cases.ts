/*
 * What CloudFormation makes of values, as its documentation and observations of it say, written down before either
 * side was run: preview and the emulator are both held against this table.
 *
 * D1  CloudFormation User Guide, "CloudFormation template Parameters syntax" (types, properties of a parameter)
 * D2  the same, on CommaDelimitedList and List<Number>: split at commas, spaces trimmed, each element checked
 * D3  the same, on AWS::SSM::Parameter::Value<T>: the value is the key of an SSM parameter
 * O1  cfn-lint #979: an empty text is a list of one empty element
 * O2  cfn-lint #2193: lengths belong to strings and AWS-specific scalars, not to lists
 * O3  servicebroker #167 and ministack #1648: exact equality with AllowedValues; patterns match the whole value
 */

export type Verdict = "right" | "wrong";

/** A value as a program writes it. */
export type Written = string | number | boolean | (string | number)[];

export interface Row {
  constraint: string;
  type: string;
  /** The declaration in the template, besides its type. */
  limits: Record<string, unknown>;
  source: string;
  inside: [Written, Verdict];
  /** The last value that is just right; where there is no order, the least obvious right one. */
  edge: [Written, Verdict];
  outside: [Written, Verdict];
  empty: [Written, Verdict];
  list: [Written, Verdict];
}

export const SITUATIONS = ["inside", "edge", "outside", "empty", "list"] as const;

const VPC = "AWS::EC2::VPC::Id";
const SUBNETS = "List<AWS::EC2::Subnet::Id>";
const SSM = "AWS::SSM::Parameter::Value<String>";

const right = (value: Written): [Written, Verdict] => [value, "right"];
const wrong = (value: Written): [Written, Verdict] => [value, "wrong"];

type Situations = Pick<Row, (typeof SITUATIONS)[number]>;

const row = (
  constraint: string,
  type: string,
  limits: Record<string, unknown>,
  source: string,
  situations: Situations,
): Row => ({ constraint, type, limits, source, ...situations });

const values = { AllowedValues: ["a", "b", "a,b"] };
const numbers = { AllowedValues: ["1", "2", "10"] };
const pattern = { AllowedPattern: "[a-z]{2,3}" };

/** Where a constraint has nothing to say about a type, every value is right. */
const silent = (
  constraint: string,
  type: string,
  limits: Record<string, unknown>,
  source: string,
  all: Written[],
) => {
  const [inside = "", edge = "", outside = "", empty = "", list = ""] = all;
  return row(constraint, type, limits, source, {
    inside: right(inside),
    edge: right(edge),
    outside: right(outside),
    empty: right(empty),
    list: right(list),
  });
};

export const ROWS: readonly Row[] = [
  silent("none", "String", {}, "D1: a literal string", ["abc", " a ", 'ü, ["', "", ["a", "b"]]),
  silent("none", "CommaDelimitedList", {}, "D2", ["a,b", "a, b", "a,,b", "", ["a", "b"]]),
  silent("none", SSM, {}, "D3", ["/app/ami", "ami", "a b", "x", ["a", "b"]]),
  row("none", "Number", {}, "D1: an integer or float", {
    inside: right(5),
    edge: right("-1.5e3"),
    outside: wrong("five"),
    empty: wrong(""),
    list: wrong([1, 2]),
  }),
  row("none", "List<Number>", {}, "D2, O1: no element may be empty, and none is left out", {
    inside: right("1,2"),
    edge: right("1, 2.5"),
    outside: wrong("1,x"),
    empty: wrong(""),
    list: right([1, 2]),
  }),

  row("AllowedValues", "String", values, "D1, O3: exact equality", {
    inside: right("a"),
    edge: right("a,b"),
    outside: wrong("A"),
    empty: wrong(""),
    list: right(["a", "b"]),
  }),
  row("AllowedValues", "Number", numbers, "D1, O3: equality of texts, not of numbers", {
    inside: right(1),
    edge: right("10"),
    outside: wrong("1.0"),
    empty: wrong(""),
    list: wrong([1, 2]),
  }),
  row("AllowedValues", "List<Number>", numbers, "D2: each element", {
    inside: right("1"),
    edge: right("10, 10"),
    outside: wrong("1,3"),
    empty: wrong(""),
    list: right([1, 2]),
  }),
  row("AllowedValues", "CommaDelimitedList", { AllowedValues: ["a", "b"] }, "D2, O1: each element", {
    inside: right("a"),
    edge: right("b, a"),
    outside: wrong("a,c"),
    empty: wrong(""),
    list: right(["a", "b"]),
  }),
  row("AllowedValues", VPC, { AllowedValues: ["vpc-1", "vpc-2"] }, "D1", {
    inside: right("vpc-1"),
    edge: right("vpc-2"),
    outside: wrong("vpc-3"),
    empty: wrong(""),
    list: wrong(["vpc-1", "vpc-2"]),
  }),
  row("AllowedValues", SUBNETS, { AllowedValues: ["subnet-1", "subnet-2"] }, "D1, D2", {
    inside: right("subnet-1"),
    edge: right("subnet-2, subnet-1"),
    outside: wrong("subnet-1,subnet-3"),
    empty: wrong(""),
    list: right(["subnet-1", "subnet-2"]),
  }),
  row("AllowedValues", SSM, { AllowedValues: ["/a", "/b"] }, "D3: the key is checked, not what it leads to", {
    inside: right("/a"),
    edge: right("/b"),
    outside: wrong("/c"),
    empty: wrong(""),
    list: wrong(["/a", "/b"]),
  }),

  row("AllowedPattern", "String", pattern, "D1, O3: the whole value", {
    inside: right("ab"),
    edge: right("abc"),
    outside: wrong("abcd"),
    empty: wrong(""),
    list: wrong(["ab", "cd"]),
  }),
  row("AllowedPattern", "CommaDelimitedList", pattern, "D1, D2: each element", {
    inside: right("ab,cd"),
    edge: right("ab, abc"),
    outside: wrong("ab,x"),
    empty: wrong(""),
    list: right(["ab", "cd"]),
  }),
  row("AllowedPattern", VPC, { AllowedPattern: "vpc-[0-9a-f]+" }, "D1", {
    inside: right("vpc-1"),
    edge: right("vpc-0123456789abcdef0"),
    outside: wrong("vpc-x"),
    empty: wrong(""),
    list: wrong(["vpc-1", "vpc-2"]),
  }),

  row("MinLength", "String", { MinLength: 2 }, "D1: characters", {
    inside: right("abc"),
    edge: right("ab"),
    outside: wrong("a"),
    empty: wrong(""),
    list: right(["a", "b"]),
  }),
  row("MaxLength", "String", { MaxLength: 3 }, "D1: characters", {
    inside: right("ab"),
    edge: right("äöü"),
    outside: wrong("abcd"),
    empty: right(""),
    list: wrong(["ab", "cd"]),
  }),
  row("MinLength", VPC, { MinLength: 5 }, "O2", {
    inside: right("vpc-12"),
    edge: right("vpc-1"),
    outside: wrong("vpc-"),
    empty: wrong(""),
    list: right(["vpc-1", "vpc-2"]),
  }),
  silent("MinLength", "CommaDelimitedList", { MinLength: 5 }, "O2", ["a,b", "a", "b", "", ["a", "b"]]),
  silent("MaxLength", "CommaDelimitedList", { MaxLength: 3 }, "O2", [
    "a",
    "a,b",
    "abcd,e",
    "",
    ["abcd", "e"],
  ]),
  silent("MaxLength", SUBNETS, { MaxLength: 8 }, "O2", [
    "subnet-1",
    "subnet-12",
    "subnet-1,subnet-2",
    "x",
    ["a", "b"],
  ]),

  row("MinValue", "Number", { MinValue: -1 }, "D1", {
    inside: right(0),
    edge: right("-1.0"),
    outside: wrong(-1.5),
    empty: wrong(""),
    list: wrong([1, 2]),
  }),
  row("MaxValue", "Number", { MaxValue: 10 }, "D1: as numbers, not as texts", {
    inside: right(9),
    edge: right("10.0"),
    outside: wrong("1e2"),
    empty: wrong(""),
    list: wrong([1, 2]),
  }),
  row("MinValue", "List<Number>", { MinValue: 1 }, "D2: each element", {
    inside: right("2,3"),
    edge: right("1, 1"),
    outside: wrong("1,0"),
    empty: wrong(""),
    list: wrong([0, 1]),
  }),
  row("MaxValue", "List<Number>", { MaxValue: 5 }, "D2: each element", {
    inside: right("2,3"),
    edge: right("5, 5"),
    outside: wrong("5,6"),
    empty: wrong(""),
    list: right([4, 5]),
  }),
];
