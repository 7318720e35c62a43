import assert from "node:assert/strict";
import type { ProvisioningArtifactParameter } from "@aws-sdk/client-service-catalog";
import { checkParameters } from "../../../../provider/check/parameters/parameters";
import { UNKNOWN } from "../../../../provider/state/values";
import { launchOf, oneCheck } from "../support";

const sizes = { AllowedValues: ["small", "large"] };
const change = { from: "v1", to: "v2", before: new Set(["Old", "Size"]) };

function play(
  given: unknown,
  parameters: ProvisioningArtifactParameter[],
  { of, secrets }: { of?: typeof change; secrets?: string[] } = {},
) {
  const { checking, said } = oneCheck({ inputs: secrets ? { __secrets: secrets } : {} });
  const inputs = { ...checking.inputs, provisioningParameters: given as never };
  if (given === undefined) delete (inputs as { provisioningParameters?: unknown }).provisioningParameters;
  const wrong = checkParameters({ ...checking, inputs }, launchOf({ parameters }), of);
  return { said: said.map((text) => text.replace("provisioningParameters.", "")), wrong: [...wrong] };
}

describe("parameters that are missing", () => {
  it("are told with their values and what they are for", () => {
    const { said, wrong } = play(undefined, [
      { ParameterKey: "Size", ParameterConstraints: sizes, Description: "how big" },
      { ParameterKey: "Name" },
      { ParameterKey: "Empty", DefaultValue: "" },
    ]);
    assert.deepEqual(said, [
      "fail Size: is required, one of small, large (how big)",
      "fail Name: is required",
    ]);
    assert.deepEqual(wrong, []);
  });

  it("are told whatever they are called", () => {
    const { said } = play({}, [{ ParameterKey: "constructor" }, { ParameterKey: "__proto__" }]);
    assert.deepEqual(said, ["fail constructor: is required", "fail __proto__: is required"]);
  });

  it("are told with the version that first has them", () => {
    const { said } = play({}, [{ ParameterKey: "Size" }, { ParameterKey: "Team" }], { of: change });
    assert.deepEqual(said, ["fail Size: is required", "fail Team: is required since v2"]);
  });

  it("are not told where a key that is wrong was probably meant for them", () => {
    const { said } = play({ Sise: "small" }, [{ ParameterKey: "Size" }]);
    assert.deepEqual(said, ["fail Sise: unknown parameter; did you mean Size?"]);
  });

  it("are not known while the parameters are not", () => {
    assert.deepEqual(play(UNKNOWN, [{ ParameterKey: "Size" }]).said, []);
  });
});

describe("parameters that are unknown to the version", () => {
  it("are told with those that it has", () => {
    const { said } = play({ Colour: "red", Size: "x" }, [
      { ParameterKey: "Size" },
      { ParameterKey: "Team", DefaultValue: "" },
    ]);
    assert.deepEqual(said, ["fail Colour: unknown parameter; expected one of Size, Team"]);
    assert.deepEqual(play({ Colour: "red" }, []).said, [
      "fail Colour: unknown parameter; the product has none",
    ]);
  });

  it("are no guess at one that is given already", () => {
    const { said } = play({ Sise: "a", Size: "b" }, [{ ParameterKey: "Size" }]);
    assert.deepEqual(said, ["fail Sise: unknown parameter; expected one of Size"]);
  });

  it("are told with the version that had them", () => {
    const { said } = play({ Old: "1" }, [{ ParameterKey: "Fresh", DefaultValue: "" }], { of: change });
    assert.deepEqual(said, ["fail Old: v2 no longer has this parameter (v1 had it); leave it out"]);
    const renamed = play({ Old: "1" }, [{ ParameterKey: "Old1", DefaultValue: "" }], { of: change });
    assert.deepEqual(renamed.said, [
      "fail Old: v2 no longer has this parameter (v1 had it); did you mean Old1?",
    ]);
    const never = play({ Colour: "1" }, [{ ParameterKey: "Size", DefaultValue: "" }], { of: change });
    assert.deepEqual(never.said, ["fail Colour: unknown parameter; expected one of Size"]);
  });
});

describe("the value of a parameter", () => {
  const size = { ParameterKey: "Size", ParameterConstraints: sizes };

  it("is right, not known, or kept", () => {
    for (const value of ["small", UNKNOWN, { usePreviousValue: true }]) {
      const { said, wrong } = play({ Size: value }, [size]);
      assert.deepEqual([said, wrong], [[], []]);
    }
  });

  it("is wrong, with what was meant", () => {
    const { said, wrong } = play({ Size: "smal" }, [size]);
    assert.deepEqual(said, ['fail Size: "smal" is not one of small, large; did you mean "small"?']);
    assert.deepEqual(wrong, ["Size"]);
  });

  it("is wrong by its type alone", () => {
    const { said } = play({ Count: "x" }, [{ ParameterKey: "Count", ParameterType: "Number" }]);
    assert.deepEqual(said, ['fail Count: "x" is not a number']);
  });

  it("is wrong as the template says it", () => {
    const explained = { ...sizes, ConstraintDescription: "small or large" };
    const { said } = play({ Size: "smal" }, [{ ...size, ParameterConstraints: explained }]);
    assert.deepEqual(said, ['fail Size: "smal" is not valid: small or large; did you mean "small"?']);
  });

  it("is not shown where it is secret or NoEcho, nor guessed at", () => {
    for (const [parameter, secrets] of [
      [size, ["provisioningParameters.Size"]],
      [size, ["provisioningParameters"]],
      [{ ...size, IsNoEcho: true }, []],
    ] as const)
      assert.deepEqual(play({ Size: "smal" }, [parameter], { secrets: [...secrets] }).said, [
        "fail Size: the secret value is not one of small, large",
      ]);
  });

  it("has at most 4096 characters", () => {
    const free = { ParameterKey: "Text", ParameterConstraints: { AllowedPattern: "y*" } };
    assert.deepEqual(play({ Text: "y".repeat(4_096) }, [free]).said, []);
    const { said, wrong } = play({ Text: "x".repeat(4_097) }, [free]);
    assert.deepEqual(said, ["fail Text: is longer than 4096 characters, the most that AWS accepts"]);
    assert.deepEqual(wrong, ["Text"]);
  });

  it("is a list of which each element is judged", () => {
    const list = {
      ParameterKey: "Zones",
      ParameterType: "CommaDelimitedList",
      ParameterConstraints: { AllowedValues: ["a", "b"] },
    };
    assert.deepEqual(play({ Zones: "a, x,b" }, [list]).said, ['fail Zones[1]: "x" is not one of a, b']);
  });

  it("is left to AWS where a constraint cannot be judged here", () => {
    const odd = { ParameterKey: "Code", ParameterConstraints: { AllowedPattern: "\\X+" } };
    const { said, wrong } = play({ Code: "x" }, [odd]);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /^skip Code: the pattern \\X\+ /);
    assert.deepEqual(wrong, []);
  });
});
