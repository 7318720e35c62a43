import assert from "node:assert/strict";
import { readTemplateText } from "../../../../emulator/cloudformation/syntax/readTemplateText";
import { parseTemplate } from "../../../../emulator/cloudformation/template/parseTemplate";
import { yamlCases } from "./yamlCases";

const read = (yaml: string) => readTemplateText(yaml, "test").value;

describe("YAML as CloudFormation reads it", () => {
  for (const [what, [yaml, value]] of Object.entries(yamlCases))
    it(`takes ${what}`, () => assert.deepEqual(read(yaml), value));

  const refused: [string, string, string][] = [
    ["quotes that do not end", 'a: "b\nc: d', 'test:2: Missing closing "quote'],
    [
      "brackets that do not end",
      "a: [b,\nc: d",
      "test:2: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    ["text after quotes", 'a: "b" c', "test:1: "],
    [
      "members that are not below each other",
      "a:\n   b: 1\n  c: 2",
      "test:3: All mapping items must start at the same column",
    ],
    ["tabs as indentation", "a:\n\tb: c", "test:2: Tabs are not allowed as indentation"],
    ["two documents", "a: 1\n---\nb: 2", "test:2: Source contains multiple documents"],
  ];
  for (const [what, yaml, message] of refused)
    it(`refuses ${what}`, () =>
      assert.throws(
        () => read(yaml),
        (error: Error) => error.message.startsWith(message) || assert.fail(error.message),
      ));

  it("keeps the lines of what follows", () => {
    const yaml = 'Description: "two\nlines"\nResources:\n  T: { Type: AWS::SNS::Topic,\n  Strange: x }';
    assert.throws(() => parseTemplate(yaml, "test"), {
      message: "test:5: Invalid template resource property 'Strange'",
    });
  });

  it("blames the key that counts", () => {
    const yaml = "Resources:\n  T: { Type: AWS::SNS::Topic }\n  T: { Type: Topic }";
    assert.throws(() => parseTemplate(yaml, "test"), {
      message: "test:3: Template format error: Unrecognized resource types: [Topic]",
    });
  });
});
