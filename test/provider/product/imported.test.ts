import assert from "node:assert/strict";
import { asImported, describeImport } from "../../../provider/product/imported";
import type { Inputs } from "../../../provider/state/inputs";
import type { Observed } from "../../../provider/state/observed";
import { awsError, someInputs, someObserved, testRun, type Answers } from "../support";

const stackArn = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-1/x";
const record = { RecordId: "rec-1", RecordTags: [{ Key: "team", Value: "red" }] };
const described = {
  ProductViewSummary: { ProductId: "prod-1", Name: "Web" },
  ProvisioningArtifacts: [{ Id: "pa-1", Name: "v1" }],
  LaunchPaths: [{ Id: "lpv3-1", Name: "first" }],
};

function play(
  inputs: Partial<Inputs> = {},
  observed: Partial<Observed> = {},
  { shown = true, answers = {} }: { shown?: boolean; answers?: Answers } = {},
) {
  const context = testRun({
    describeProduct: described,
    describeStacks: { Stacks: [{ Parameters: [{ ParameterKey: "Purpose", ParameterValue: "real" }] }] },
    ...answers,
  });
  const found = { observed: someObserved({ stackArn, ...observed }), ...(shown && { record }) };
  return asImported(context, "pp-1", someInputs(inputs), found);
}

describe("a product that the import option names", () => {
  it("is what AWS shows of it: name, ids, tags and parameters", async () => {
    const inputs = {
      name: "other",
      productId: "prod-9",
      provisioningArtifactId: "pa-9",
      pathId: "lpv3-9",
      tags: { team: "blue" },
    };
    const imported = await play(inputs);
    assert.deepEqual(imported.real, {
      ...someInputs(inputs),
      name: "web",
      productId: "prod-1",
      provisioningArtifactId: "pa-1",
      pathId: "lpv3-1",
      tags: { team: "red" },
      provisioningParameters: { Purpose: "real" },
    });
    assert.equal(imported.id, "pp-1");
    assert.equal(imported.showsParameters, true);
    assert.deepEqual(imported.observed, someObserved({ stackArn }));
  });

  it("is what its names mean where the program gives names", async () => {
    const { real } = await play({ productName: "Shop", provisioningArtifactName: "v9", pathName: "last" });
    assert.deepEqual(
      [real.productName, real.provisioningArtifactName, real.pathName],
      ["Web", "v1", "first"],
    );
  });

  it("has the program's values where AWS shows none, and no owner", async () => {
    const inputs = { name: "mine", owner: "arn:x", tags: { team: "blue" } };
    const { real, showsParameters } = await play(inputs, { name: null, stackArn: null }, { shown: false });
    assert.deepEqual(real, someInputs({ name: "mine", tags: { team: "blue" } }));
    assert.equal(showsParameters, false);
  });

  it("has the program's parameters where the stack may not be read", async () => {
    const imported = await play({}, {}, { answers: { describeStacks: awsError("AccessDenied") } });
    assert.deepEqual(imported.real.provisioningParameters, { Purpose: "logs" });
    assert.equal(imported.showsParameters, false);
  });

  it("leaves the inputs of the program as they are", async () => {
    const inputs = someInputs({ owner: "arn:x" });
    const found = { observed: someObserved({ stackArn: null }) };
    const { real } = await asImported(testRun({}), "pp-1", inputs, found);
    assert.ok(!("owner" in real));
    assert.equal(inputs.owner, "arn:x");
  });
});

describe("what an import says", () => {
  const text = async (inputs: Partial<Inputs>, observed: Partial<Observed> = {}) =>
    describeImport(await play(inputs, observed), someInputs(inputs));

  it("is that nothing is changed", async () => {
    const same = { tags: { team: "red" }, provisioningParameters: { Purpose: "real" } };
    assert.equal(await text(same), "web (pp-1) is taken into state; nothing is changed in AWS.");
  });

  it("is what the next up changes, the owner last", async () => {
    assert.equal(
      await text({ owner: "arn:x", tags: { team: "red" } }),
      [
        "web (pp-1) is taken into state; nothing is changed in AWS. The next pulumi up changes:",
        '  provisioningParameters.Purpose is "real", the program says "logs"',
        "  owner, which AWS does not show",
      ].join("\n"),
    );
  });

  it("is that the parameters are those of the program, where they cannot be read", async () => {
    assert.equal(
      await text({ tags: { team: "red" } }, { stackArn: null }),
      "web (pp-1) is taken into state; nothing is changed in AWS. Its parameters cannot be read: those of the program are taken for the real ones.",
    );
  });
});
