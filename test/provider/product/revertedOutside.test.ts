import assert from "node:assert/strict";
import { describeReverted } from "../../../provider/product/revertedOutside";
import type { Inputs } from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";
import { awsError, someInputs, someState, testRun, type Answers } from "../support";

const stackArn = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-1/x";

/** The product was provisioned with `before`, somebody has made it `real`, the program says `wanted`. */
async function told(
  before: Record<string, string> | undefined,
  real: Record<string, string>,
  wanted: Record<string, string> | undefined,
  {
    inputs = {},
    answers = {},
    drift = true,
  }: { inputs?: Partial<Inputs>; answers?: Answers; drift?: boolean } = {},
) {
  const parameters = Object.entries(real).map(([key, value]) => ({
    ParameterKey: key,
    ParameterValue: value,
  }));
  const run = testRun({
    describeStacks: { Stacks: [{ Parameters: parameters }] },
    describeProvisioningParameters: {
      ProvisioningArtifactParameters: Object.keys(real).map((key) => ({
        ParameterKey: key,
        DefaultValue: "d",
      })),
    },
    ...answers,
  });
  const state = someState({ observed: { stackArn } });
  const program = someInputs(inputs);
  for (const [one, given] of [
    [state.inputs, before],
    [program, wanted],
  ] as const) {
    if (given) one.provisioningParameters = given;
    else delete one.provisioningParameters;
  }
  const context = { ...run, settings: { ...run.settings, parameterDrift: drift } };
  return { text: await describeReverted(context, "pp-1", state, program), run };
}

describe("what somebody has changed outside and an update sets back", () => {
  const before = { Size: "small", Days: "1" };
  const changed = { Size: "large", Days: "1" };

  it("is told by what the program says of it, never by the value that is there", async () => {
    const { text } = await told(before, changed, { Size: "small", Days: "2" });
    assert.equal(
      text,
      [
        "web (pp-1) was changed outside of Pulumi, and this update sets back:",
        '  provisioningParameters.Size to "small"',
        "What ignoreChanges names is kept as it is now if pulumi refresh comes first.",
      ].join("\n"),
    );
  });

  it("is told of what the program has never given", async () => {
    const { text } = await told({ Days: "1" }, { Days: "1", Size: "large" }, { Days: "2" });
    assert.match(text ?? "", /\n {2}provisioningParameters\.Size to the template's default\n/);
    assert.match(
      (await told(undefined, { Size: "large" }, undefined, { inputs: { tags: { a: "b" } } })).text ?? "",
      /Size to the template's default/,
    );
  });

  for (const secret of ["provisioningParameters.Size", "provisioningParameters"])
    it(`is told by its path alone where ${secret} is secret`, async () => {
      const inputs = { __secrets: [secret] };
      const { text } = await told(before, changed, { Size: "small", Days: "2" }, { inputs });
      assert.match(text ?? "", /\n {2}provisioningParameters\.Size\n/);
    });

  it("is told, and not hidden, where another parameter is secret", async () => {
    const inputs = { __secrets: ["provisioningParameters.Days"] };
    const { text } = await told(before, changed, { Size: "small", Days: "2" }, { inputs });
    assert.match(text ?? "", /Size to "small"/);
  });

  it("is nothing where the program itself asks for something else", async () => {
    assert.equal((await told(before, changed, { Size: "medium", Days: "1" })).text, undefined);
  });

  it("is nothing where nothing was changed", async () => {
    assert.equal((await told(before, before, { Size: "small", Days: "2" })).text, undefined);
  });

  it("is nothing where nothing is sent, and nobody is asked", async () => {
    const { text, run } = await told(before, changed, before);
    assert.equal(text, undefined);
    assert.equal(run.aws.calls.length, 0);
  });

  it("is not asked for where the user does not want that, or the parameters are not known yet", async () => {
    const off = await told(before, changed, { Size: "small", Days: "2" }, { drift: false });
    assert.deepEqual([off.text, off.run.aws.calls.length], [undefined, 0]);
    const unknown = await told(before, changed, UNKNOWN as never);
    assert.deepEqual([unknown.text, unknown.run.aws.calls.length], [undefined, 0]);
  });

  it("is not known where the stack may not be read", async () => {
    const answers = { describeStacks: awsError("AccessDenied") };
    assert.equal((await told(before, changed, { Size: "small", Days: "2" }, { answers })).text, undefined);
  });
});
