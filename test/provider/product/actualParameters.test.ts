import assert from "node:assert/strict";
import { isSameValue, readActualParameters } from "../../../provider/product/actualParameters";
import type { Inputs } from "../../../provider/state/inputs";
import type { Observed } from "../../../provider/state/observed";
import { awsError, someInputs, someObserved, testRun, type Answers } from "../support";

const stackArn = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-1/x";
const stack = (parameters: Record<string, string>) => ({
  Stacks: [
    {
      Parameters: Object.entries(parameters).map(([key, value]) => ({
        ParameterKey: key,
        ParameterValue: value,
      })),
    },
  ],
});
const declared = (defaults: Record<string, string | undefined>) => ({
  ProvisioningArtifactParameters: Object.entries(defaults).map(([key, value]) => ({
    ParameterKey: key,
    ...(value !== undefined && { DefaultValue: value }),
  })),
});

const read = async (
  given: Inputs["provisioningParameters"],
  real: Record<string, string>,
  defaults: Record<string, string | undefined> = {},
  {
    answers = {},
    observed = {},
    inputs = {},
  }: { answers?: Answers; observed?: Partial<Observed>; inputs?: Partial<Inputs> } = {},
) => {
  const context = testRun({
    describeStacks: stack(real),
    describeProvisioningParameters: declared(defaults),
    ...answers,
  });
  const wanted = someInputs(inputs);
  if (given) wanted.provisioningParameters = given;
  else delete wanted.provisioningParameters;
  const found = await readActualParameters(context, wanted, someObserved({ stackArn, ...observed }));
  return { found, context };
};

describe("the parameters that a product really runs with", () => {
  it("are those of the program where the stack has the same, in the program's notation", async () => {
    const { found, context } = await read({ Size: " small " }, { Size: "small" });
    assert.deepEqual(found, { Size: " small " });
    assert.equal(context.aws.named("describeProvisioningParameters").length, 0, "one call");
    assert.deepEqual(context.aws.named("describeStacks"), [{ StackName: stackArn }]);
  });

  it("are the stack's where they differ", async () => {
    assert.deepEqual((await read({ Size: "small" }, { Size: "large" })).found, { Size: "large" });
  });

  it("are found whatever they are called", async () => {
    const given = { constructor: "a", toString: "b" };
    const real = { toString: "c", valueOf: "d" };
    const { found } = await read(given, real, { valueOf: "e" });
    assert.deepEqual(found, { constructor: "a", toString: "c", valueOf: "d" });
  });

  it("are the program's where the stack does not show them", async () => {
    assert.deepEqual((await read({ Password: "abc" }, { Password: "****" })).found, { Password: "abc" });
    assert.deepEqual((await read({ Password: "abc" }, {})).found, { Password: "abc" });
  });

  it("are a previous value as long as the program says so", async () => {
    const previous = { usePreviousValue: true as const };
    assert.deepEqual((await read({ Size: previous }, { Size: "large" })).found, { Size: previous });
  });

  it("are those, too, that the program does not give and that are no defaults", async () => {
    const { found } = await read(
      { Size: "small" },
      { Size: "small", Days: "7", Zone: "a", Free: "x", Hidden: "****" },
      { Size: "small", Days: "30", Zone: "a", Free: undefined, Hidden: "none" },
    );
    assert.deepEqual(found, { Size: "small", Days: "7", Free: "x" });
  });

  it("are found of a program that gives none", async () => {
    assert.deepEqual((await read(undefined, { Days: "7" }, { Days: "30" })).found, { Days: "7" });
  });

  it("leave out what the catalog does not show: nobody knows whether it was chosen", async () => {
    assert.deepEqual((await read({}, { Days: "7" }, {})).found, {});
    const denied = { describeProvisioningParameters: awsError("AccessDeniedException") };
    assert.deepEqual((await read({}, { Days: "7" }, {}, { answers: denied })).found, {});
  });

  for (const observed of [{ productId: null }, { provisioningArtifactId: null }])
    it(`ask for no defaults of what has no ${Object.keys(observed)[0]}`, async () => {
      const { found, context } = await read({}, { Days: "7" }, { Days: "30" }, { observed });
      assert.deepEqual(found, {});
      assert.equal(context.aws.named("describeProvisioningParameters").length, 0);
    });

  it("cannot be read without a stack, or of one that may not be read", async () => {
    const { found, context } = await read({}, {}, {}, { observed: { stackArn: null } });
    assert.equal(found, undefined);
    assert.equal(context.aws.calls.length, 0);
    const denied = { describeStacks: awsError("AccessDenied") };
    assert.equal((await read({}, {}, {}, { answers: denied })).found, undefined);
  });

  for (const [what, inputs, observed, sent] of [
    ["the path that the product has", {}, {}, { PathId: "lpv3-1" }],
    ["the path of the program", { pathId: "lpv3-2" }, {}, { PathId: "lpv3-2" }],
    ["the path by its name", { pathName: "first" }, {}, { PathName: "first" }],
    ["no path where none is known", {}, { pathId: null }, {}],
    ["the program's language", { acceptLanguage: "jp" }, {}, { PathId: "lpv3-1", AcceptLanguage: "jp" }],
  ] as const)
    it(`ask for the defaults with ${what}`, async () => {
      const { context } = await read({}, { Days: "7" }, {}, { inputs, observed });
      assert.deepEqual(context.aws.named("describeProvisioningParameters"), [
        { ProductId: "prod-1", ProvisioningArtifactId: "pa-1", ...sent },
      ]);
    });
});

describe("a value and the stack's", () => {
  for (const [value, real, same] of [
    ["a", "a", true],
    [" a", "a ", true],
    ["a", "b", false],
    ["a", undefined, true],
    ["a", null, false],
    [{ usePreviousValue: true }, "b", true],
    [{ usePreviousValue: true }, null, true],
  ] as const)
    it(`${JSON.stringify(value)} and ${JSON.stringify(real)} are ${same ? "the same" : "different"}`, () => {
      assert.equal(isSameValue(value, real), same);
    });
});
