import assert from "node:assert/strict";
import { checkPreviousValues, versionChange } from "../../../provider/check/versionChange";
import type { Inputs } from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";
import { awsError } from "../support";
import { launchOf, oneCheck } from "./support";

const v1 = { id: "pa-1", name: "v1", deprecated: false };
const v2 = { id: "pa-2", name: "v2", deprecated: false };
const product = { id: "prod-1", name: "Web", type: undefined, paths: [], versions: [v1, v2] };
const target = { product, version: v2, pathId: "lpv3-1", pathIsChosen: true };
const described = {
  describeProvisioningParameters: { ProvisioningArtifactParameters: [{ ParameterKey: "Size" }] },
};

describe("a change of version", () => {
  const change = (olds: Partial<Inputs> | undefined, answers: object = described) => {
    const { checking, context } = oneCheck({
      olds,
      answers: { ...answers },
      inputs: { acceptLanguage: "jp" },
    });
    return { change: versionChange(checking, target), context, checking };
  };

  for (const olds of [{ provisioningArtifactId: "pa-1" }, { provisioningArtifactName: "v1" }])
    it(`is known by the ${Object.keys(olds)[0]} of before, with its parameters`, async () => {
      const { change: found, context } = change(olds);
      assert.deepEqual(await found, { from: "v1", to: "v2", before: new Set(["Size"]) });
      assert.deepEqual(context.aws.named("describeProvisioningParameters"), [
        { ProductId: "prod-1", ProvisioningArtifactId: "pa-1", PathId: "lpv3-1", AcceptLanguage: "jp" },
      ]);
    });

  it("goes by the id where both are there", async () => {
    const { change: found } = change({ provisioningArtifactId: "pa-2", provisioningArtifactName: "v1" });
    assert.equal(await found, undefined);
  });

  for (const [what, olds] of [
    ["a new product", undefined],
    ["the same version", { provisioningArtifactName: "v2" }],
    ["a version that is not listed any more", { provisioningArtifactName: "v0" }],
  ] as const)
    it(`is none of ${what}, and nobody is asked`, async () => {
      const { change: found, context } = change(olds);
      assert.equal(await found, undefined);
      assert.equal(context.aws.calls.length, 0);
    });

  it("is not known where the version of before may not be read, or the target is not known", async () => {
    const denied = { describeProvisioningParameters: awsError("AccessDeniedException") };
    const { change: found, checking } = change({ provisioningArtifactId: "pa-1" }, denied);
    assert.equal(await found, undefined);
    assert.equal(await versionChange(checking, undefined), undefined);
    assert.equal(await versionChange(checking, { pathIsChosen: false }), undefined);
    assert.equal(await versionChange(checking, { product, pathIsChosen: false }), undefined);
  });
});

describe("a previous value", () => {
  const launch = launchOf({ parameters: [{ ParameterKey: "Size" }, { ParameterKey: "Team" }] });
  const change = { from: "v1", to: "v2", before: new Set(["Size"]) };
  const previous = { usePreviousValue: true } as const;
  const told = (given: unknown, of: typeof change | undefined = change) => {
    const { checking, said } = oneCheck({ inputs: { provisioningParameters: given as never } });
    checkPreviousValues(checking, launch, of);
    return said;
  };

  it("is there of what the version before had", () => {
    assert.deepEqual(told({ Size: previous, Team: "blue" }), []);
  });

  it("is none of what the version before did not have", () => {
    assert.deepEqual(told({ Size: previous, Team: previous }), [
      "fail provisioningParameters.Team: there is no previous value: v1 has no such parameter, v2 has",
    ]);
  });

  it("is not judged without a change of version, nor of what is not known", () => {
    const { checking, said } = oneCheck({ inputs: { provisioningParameters: { Team: previous } } });
    checkPreviousValues(checking, launch, undefined);
    assert.deepEqual(said, []);
    assert.deepEqual(told(UNKNOWN), []);
  });
});
