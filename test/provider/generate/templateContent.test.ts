import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readYaml } from "../../../provider/generate/readYaml";
import { templateContent } from "../../../provider/generate/templateContent";

describe("what a template declares", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "template-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function read(text: string) {
    const file = path.join(folder, "template.yaml");
    writeFileSync(file, text);
    return templateContent(readYaml(file));
  }

  it("is text as it is written, whatever short tags stand beside it", () => {
    const content = read(`
Parameters:
  Count: { Type: Number, Default: 007, AllowedValues: [007, 1.0] }
  Flag: { Type: String, Default: yes, NoEcho: TRUE, MinLength: 1 }
  Zones: { Type: CommaDelimitedList, Default: [a, b] }
  None: { Type: String, Default: "" }
Resources:
  Bucket: { Type: "AWS::S3::Bucket", Properties: { BucketName: !Sub "\${Flag}-x", Tags: !If [A, !Ref B, !GetAtt C.D] } }
Outputs:
  Name: { Description: The name, Value: !Ref Bucket, Condition: A }
`);
    assert.deepEqual(content?.parameters, [
      {
        ParameterKey: "Count",
        ParameterType: "Number",
        IsNoEcho: false,
        DefaultValue: "007",
        ParameterConstraints: { AllowedValues: ["007", "1.0"] },
      },
      {
        ParameterKey: "Flag",
        ParameterType: "String",
        IsNoEcho: true,
        DefaultValue: "yes",
        ParameterConstraints: { AllowedValues: [], MinLength: "1" },
      },
      {
        ParameterKey: "Zones",
        ParameterType: "CommaDelimitedList",
        IsNoEcho: false,
        DefaultValue: "a,b",
        ParameterConstraints: { AllowedValues: [] },
      },
      {
        ParameterKey: "None",
        ParameterType: "String",
        IsNoEcho: false,
        DefaultValue: "",
        ParameterConstraints: { AllowedValues: [] },
      },
    ]);
    assert.deepEqual(content?.outputs, [{ key: "Name", description: "The name" }]);
  });

  for (const [transform, known] of [
    ["AWS::Serverless-2016-10-31", true],
    ["[AWS::LanguageExtensions]", true],
    ["AWS::Include", false],
    ["CompanyMacro", false],
    ["{ Name: CompanyMacro }", false],
  ] as const)
    it(`${known ? "has its own outputs" : "may have any outputs"} with the transform ${transform}`, () => {
      const content = read(`Transform: ${transform}\nResources: {}\nOutputs: { A: { Value: x } }\n`);
      assert.equal(content?.outputs.length, known ? 1 : 0);
    });

  it("may have any outputs where a loop makes them", () => {
    const content = read(`
Transform: AWS::LanguageExtensions
Outputs: { "Fn::ForEach::Each": [X, [a], { "Out\${X}": { Value: !Ref X } }], A: { Value: x } }
`);
    assert.deepEqual(content?.outputs, []);
  });

  it("is nothing for what is no template; and what cannot be read is said with its line", () => {
    assert.equal(read("a text"), undefined);
    assert.throws(() => read("A: [\nB: {}\n"), { code: "arguments", message: /template\.yaml:2: / });
    assert.throws(() => readYaml(path.join(folder, "absent.yaml")), {
      code: "arguments",
      message: /absent\.yaml cannot be read/,
    });
  });
});
