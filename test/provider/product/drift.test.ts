import assert from "node:assert/strict";
import { drift } from "../../../provider/product/drift";
import type { Inputs } from "../../../provider/state/inputs";
import type { Observed } from "../../../provider/state/observed";
import { awsError, someObserved, someState, testRun, type Answers } from "../support";

const described = {
  ProductViewSummary: { ProductId: "prod-2", Name: "Shop" },
  ProvisioningArtifacts: [
    { Id: "pa-1", Name: "v1" },
    { Id: "pa-2", Name: "v2" },
  ],
  LaunchPaths: [
    { Id: "lpv3-1", Name: "first" },
    { Id: "lpv3-2", Name: "second" },
  ],
};

/** What was changed outside of a product that a program describes by `inputs`, and that is as `after` says now. */
async function changed(
  inputs: Partial<Inputs>,
  after: Partial<Observed>,
  record: object = {},
  answers: Answers = { describeProduct: described },
) {
  const context = testRun(answers);
  const state = someState();
  delete state.inputs.productId;
  delete state.inputs.provisioningArtifactId;
  Object.assign(state.inputs, inputs);
  return { found: await drift(context, state, someObserved(after), record), context };
}

describe("what was changed outside, of tags", () => {
  const team = (value: string, ...more: object[]) => ({
    RecordTags: [{ Key: "team", Value: value }, ...more],
  });
  const tagsOf = async (record: object, inputs: Partial<Inputs> = {}) =>
    (await changed({ tags: { team: "blue" }, ...inputs }, {}, record)).found.tags;

  it("is not known where AWS does not show them", async () => {
    assert.equal(await tagsOf({}), undefined);
  });

  it("are those that differ, and those that are gone", async () => {
    assert.deepEqual(await tagsOf(team("red")), { team: "red" });
    assert.deepEqual(await tagsOf({ RecordTags: [{ Key: "aws:servicecatalog:x", Value: "1" }] }), {});
  });

  it("is nothing where they are the same, whatever AWS and ignored keys add", async () => {
    assert.equal(await tagsOf(team("blue")), undefined);
    assert.equal(await tagsOf(team("blue", { Key: "aws:x", Value: "1" })), undefined);
    const __connection = { ignoreTags: { keys: ["cost"] } };
    assert.equal(await tagsOf(team("blue", { Key: "cost", Value: "9" }), { __connection }), undefined);
  });

  it("leaves out the default tags of the provider that are as it says", async () => {
    const __connection = { defaultTags: { stage: "dev", zone: "a" } };
    const now = team("red", { Key: "stage", Value: "dev" }, { Key: "zone", Value: "b" });
    assert.deepEqual(await tagsOf(now, { __connection }), { team: "red", zone: "b" });
  });

  it("counts a key without a value as empty", async () => {
    assert.deepEqual(await tagsOf({ RecordTags: [{ Key: "team" }] }), { team: "" });
  });
});

describe("what was changed outside, of product, version and path", () => {
  const all = { productId: "prod-2", provisioningArtifactId: "pa-2", pathId: "lpv3-2" };

  it("is told by ids where the program gives ids, and nobody is asked", async () => {
    const ids = { productId: "prod-1", provisioningArtifactId: "pa-1", pathId: "lpv3-1" };
    const { found, context } = await changed(ids, all);
    assert.deepEqual(found, all);
    assert.equal(context.aws.calls.length, 0);
  });

  it("is told by names where the program gives names", async () => {
    const names = { productName: "Web", provisioningArtifactName: "v1", pathName: "first" };
    const { found, context } = await changed({ ...names, acceptLanguage: "jp" }, all);
    assert.deepEqual(found, { productName: "Shop", provisioningArtifactName: "v2", pathName: "second" });
    assert.deepEqual(context.aws.named("describeProduct"), [{ Id: "prod-2", AcceptLanguage: "jp" }]);
  });

  for (const [one, inputs, after, expected] of [
    ["the product", { productName: "Web" }, { productId: "prod-2" }, { productName: "Shop" }],
    [
      "the version",
      { provisioningArtifactName: "v1" },
      { provisioningArtifactId: "pa-2" },
      { provisioningArtifactName: "v2" },
    ],
    ["the path", { pathName: "first" }, { pathId: "lpv3-2" }, { pathName: "second" }],
  ] as const) {
    it(`is ${one} alone`, async () => {
      const names = { productName: "Web", provisioningArtifactName: "v1", pathName: "first" };
      assert.deepEqual((await changed(names, after)).found, expected);
      assert.deepEqual((await changed(inputs, after)).found, expected);
    });

    it(`is not ${one} where the program does not speak of it, and nobody is asked`, async () => {
      const { found, context } = await changed({}, after);
      assert.deepEqual(found, {});
      assert.equal(context.aws.calls.length, 0);
    });
  }

  it("is nothing, and nobody is asked, where all is as it was", async () => {
    const names = { productName: "Web", provisioningArtifactName: "v1", pathName: "first" };
    const { found, context } = await changed(names, {});
    assert.deepEqual(found, {});
    assert.equal(context.aws.calls.length, 0);
  });

  const names = { productName: "Web", provisioningArtifactName: "v1", pathName: "first" };

  it("is told by ids where the catalog may not be read, but for the path, whose ids rotate", async () => {
    const denied = { describeProduct: awsError("AccessDeniedException") };
    assert.deepEqual((await changed(names, all, {}, denied)).found, {
      productName: "prod-2",
      provisioningArtifactName: "pa-2",
    });
  });

  it("is told by ids where the catalog does not list them any more", async () => {
    const empty = { describeProduct: { ProductViewSummary: { ProductId: "prod-2", Name: "Shop" } } };
    assert.deepEqual((await changed(names, all, {}, empty)).found, {
      productName: "Shop",
      provisioningArtifactName: "pa-2",
    });
  });

  it("is not looked up of a product that is not known", async () => {
    const { found, context } = await changed(names, { ...all, productId: null });
    assert.deepEqual(found, { provisioningArtifactName: "pa-2" });
    assert.equal(context.aws.calls.length, 0);
  });
});
