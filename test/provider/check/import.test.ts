import assert from "node:assert/strict";
import { checkImport } from "../../../provider/check/import";
import { SeenProducts } from "../../../provider/product/managedProducts";
import type { Inputs } from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";
import { awsError, someInputs, type Answers } from "../support";
import { oneCheck } from "./support";

const shown = (more: object = {}): Answers => ({
  describeProvisionedProduct: {
    ProvisionedProductDetail: {
      Id: "pp-1",
      Name: "real",
      Status: "AVAILABLE",
      ProductId: "prod-1",
      ProvisioningArtifactId: "pa-7",
      LastRecordId: "rec-1",
      ...more,
    },
  },
  describeRecord: { RecordDetail: { RecordId: "rec-1" } },
});

async function play(
  inputs: Partial<Inputs> = {},
  {
    answers = shown(),
    inState = new SeenProducts(),
    ...more
  }: { answers?: Answers; inState?: SeenProducts; dryRun?: boolean; olds?: Partial<Inputs> } = {},
) {
  const { checking, said, context } = oneCheck({ answers, ...more });
  const bare: Inputs = { ...someInputs({ __import: "pp-1" }), name: "web-01234567" };
  delete bare.provisioningArtifactId;
  Object.assign(checking, { inputs: { ...bare, ...inputs } });
  return { imported: await checkImport(checking, inState), said, context, inputs: checking.inputs };
}

describe("the import option", () => {
  it("lends name and version to a program that gives none", async () => {
    const { imported, said, inputs } = await play();
    assert.equal(inputs.name, "real");
    assert.equal(inputs.provisioningArtifactId, "pa-7");
    assert.equal(imported?.id, "pp-1");
    assert.equal(imported.real.name, "real");
    assert.deepEqual(said, []);
  });

  it("leaves a version that the program names", async () => {
    const { inputs } = await play({ provisioningArtifactName: "v1" });
    assert.deepEqual([inputs.provisioningArtifactName, inputs.provisioningArtifactId], ["v1", undefined]);
  });

  it("is no way to give the product another name", async () => {
    const { said, inputs } = await play({ name: "other" });
    assert.deepEqual(said, [
      'fail name: pp-1 is named "real", which cannot be changed; write that, or no name',
    ]);
    assert.equal(inputs.name, "real");
    assert.deepEqual((await play({ name: "real" })).said, []);
  });

  it("leaves a name that is not known, and has none of a product that shows none", async () => {
    assert.equal((await play({ name: UNKNOWN })).inputs.name, UNKNOWN);
    const nameless = await play(
      {},
      { answers: shown({ Name: undefined, ProvisioningArtifactId: undefined }) },
    );
    assert.deepEqual(
      [nameless.inputs.name, nameless.inputs.provisioningArtifactId],
      ["web-01234567", undefined],
    );
  });

  it("shows what the update will change in a preview alone", async () => {
    const { imported, inputs } = await play({}, { dryRun: false });
    assert.equal(imported, undefined);
    assert.equal(inputs.name, "real");
  });

  for (const [what, inputs, more] of [
    ["that is not there", { __import: undefined as never }, {}],
    ["that is not known yet", { __import: UNKNOWN }, {}],
    ["that has done its work", {}, { olds: {} }],
  ] as const)
    it(`is not looked at ${what}`, async () => {
      const { imported, said, context } = await play(inputs, more);
      assert.deepEqual([imported, said, context.aws.calls.length], [undefined, [], 0]);
    });

  it("is not looked at in a replacement, where the product is the one that goes", async () => {
    const inState = new SeenProducts();
    inState.noteProduct("pp-1");
    const { said, context } = await play({}, { inState });
    assert.deepEqual([said, context.aws.calls.length], [[], 0]);
  });

  it("of a product that another resource has fails", async () => {
    const inState = new SeenProducts();
    inState.noteHolder("pp-1", "urn:other", "urn:other");
    assert.deepEqual((await play({}, { inState })).said, [
      "fail import: pp-1 is in this stack's state already, as urn:other",
    ]);
  });

  it("of what is not there says where it was looked for", async () => {
    const answers = { describeProvisionedProduct: awsError("ResourceNotFoundException") };
    assert.deepEqual((await play({}, { answers })).said, [
      "fail import: there is no provisioned product pp-1 in eu-west-1 of account 123456789012; correct the id, or the region and credentials",
    ]);
  });

  it("of what AWS does not take for an id says so, and of what may not be read skips it", async () => {
    const client = { $fault: "client" };
    const invalid = { describeProvisionedProduct: awsError("InvalidParametersException", "odd", client) };
    assert.deepEqual((await play({}, { answers: invalid })).said, ["fail import: odd"]);
    const denied = { describeProvisionedProduct: awsError("AccessDeniedException", "no", client) };
    assert.deepEqual((await play({}, { answers: denied })).said, ["skip import: AccessDeniedException: no"]);
  });
});
