import assert from "node:assert/strict";
import { resolveParameters } from "../../../../emulator/cloudformation/parameters/parameters";
import { parseTemplate } from "../../../../emulator/cloudformation/template/parseTemplate";

const template = parseTemplate(
  `
Parameters:
  A: { Type: String }
  B: { Type: String }
  C: { Type: String, Default: c }
Resources: { Handle: { Type: AWS::CloudFormation::WaitConditionHandle } }
`,
  "test",
);
const given = (values: Record<string, string | undefined | true>) =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value: value === true ? undefined : value,
    usePreviousValue: value === true,
  }));

describe("the parameters of a request", () => {
  it("are completed with defaults and trimmed; an empty text is a value", () => {
    assert.deepEqual(resolveParameters(template, given({ A: " a ", B: "" }), undefined), {
      A: "a",
      B: "",
      C: "c",
    });
  });

  it("are all named when they are missing", () => {
    assert.throws(() => resolveParameters(template, [], undefined), {
      message: "Parameters: [A, B] must have values",
    });
  });

  it("are all named when they are unknown", () => {
    assert.throws(() => resolveParameters(template, given({ X: "1", A: "a", Y: "2" }), undefined), {
      message: "Parameters: [X, Y] do not exist in the template",
    });
  });

  const previous = { A: "old a", B: "old b", C: "old c" };

  it("take previous values where they are told to, defaults where they are left out", () => {
    assert.deepEqual(resolveParameters(template, given({ A: true, B: "new" }), previous), {
      A: "old a",
      B: "new",
      C: "c",
    });
  });

  it("must have values again in an update", () => {
    assert.throws(() => resolveParameters(template, given({ A: true }), previous), {
      message: "Parameters: [B] must have values",
    });
  });

  it("take previous values for what is left out, if that is the guess", () => {
    assert.deepEqual(
      resolveParameters(template, given({ A: "new" }), previous, { omittedParameter: "previous-value" }),
      {
        ...previous,
        A: "new",
      },
    );
  });
});
