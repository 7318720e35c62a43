/**
 * YAML that a strict reader refuses and CloudFormation does not, and what it is read as. The conformance suite asks
 * PyYAML about each, which reads YAML 1.1 as SnakeYAML does.
 */
export const yamlCases: Readonly<Record<string, readonly [yaml: string, value: unknown]>> = {
  "double quotes that go on as far out": [
    'a:\n  b: "two lines,\n  second"\nc: d',
    { a: { b: "two lines, second" }, c: "d" },
  ],
  "double quotes that go on at the margin": [
    'a:\n  b: "two lines,\nsecond"\nc: d',
    { a: { b: "two lines, second" }, c: "d" },
  ],
  "single quotes that go on as far out": [
    "a:\n  b: 'two lines,\n  it''s'\nc: d",
    { a: { b: "two lines, it's" }, c: "d" },
  ],
  "quotes in a list": ['a:\n  - "x\n\n  y"\n  - z', { a: ["x\ny", "z"] }],
  "an escaped line end": ['a:\n  b: "x\\\n  y"', { a: { b: "xy" } }],
  "several of them": ['a: "x\ny"\nb: \'x\ny\'\nc: "x\n\ny"', { a: "x y", b: "x y", c: "x\ny" }],
  "a comment after quotes": ["a: 'a'#comment\nb: \"b\"# more", { a: "a", b: "b" }],
  "a flow map at the margin": [
    "a:\n  b: {\n  x: 1,\n  y: 2\n}\nc: d",
    { a: { b: { x: "1", y: "2" } }, c: "d" },
  ],
  "a flow list at the margin": ["a: [\n1,\n2\n]\nc: d", { a: ["1", "2"], c: "d" }],
  "brackets in brackets at the margin": [
    'a:\n  b: [{ x: "]" }, [\n1 # ]\n], {\ny: z\n}]\nc: d',
    { a: { b: [{ x: "]" }, ["1"], { y: "z" }] }, c: "d" },
  ],
  "quotes in a flow map at the margin": ['a: {\nb: "x\ny"\n}', { a: { b: "x y" } }],
  "JSON below a key": ['a:\n  {\n    "b": [\n"c"\n]\n  }', { a: { b: ["c"] } }],
  "keys that are there twice": ["a: 1\nb: 2\na: 3", { a: "3", b: "2" }],
  "keys that are there twice in JSON": ['{"a": {"b": 1}, "a": {"c": 2}}', { a: { c: "2" } }],
  "line ends of Windows": ["a: 1\r\nb: |\r\n  x\r\n  y\r\n", { a: "1", b: "x\ny\n" }],
  "line ends of old": ["a: 1\rb: 2\r", { a: "1", b: "2" }],
  "a byte order mark": ["\uFEFFa: 1", { a: "1" }],
  "plain text with signs": [
    "a: b#c\nd: x{{y}}\ne: ${z}\nf: g, h",
    { a: "b#c", d: "x{{y}}", e: "${z}", f: "g, h" },
  ],
};
