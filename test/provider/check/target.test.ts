import assert from "node:assert/strict";
import { checkTarget } from "../../../provider/check/target";
import type { Inputs } from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";
import { awsError, someInputs, type Answers } from "../support";
import { oneCheck } from "./support";

const notFound = awsError("ResourceNotFoundException", "not there", { $fault: "client" });
const denied = awsError("AccessDeniedException", "no", { $fault: "client" });
const described = {
  ProductViewSummary: { ProductId: "prod-1", Name: "Web" },
  ProvisioningArtifacts: [{ Id: "pa-1", Name: "v1" }],
  LaunchPaths: [{ Id: "lpv3-1", Name: "first" }],
};

async function play(
  inputs: Partial<Inputs>,
  answers: Answers = { describeProduct: described },
  more: { dryRun?: boolean; olds?: Partial<Inputs> } = {},
) {
  const { checking, said, context } = oneCheck({ answers, ...more });
  const bare = someInputs();
  delete bare.productId;
  delete bare.provisioningArtifactId;
  Object.assign(checking, { inputs: { ...bare, ...inputs } });
  return { target: await checkTarget(checking), said, context };
}

describe("what is to be launched", () => {
  for (const ref of [{ productId: "prod-1" }, { productName: "Web" }])
    it(`is found by ${Object.keys(ref)[0]}: product, version and path`, async () => {
      const { target, said, context } = await play({
        ...ref,
        provisioningArtifactName: "v1",
        acceptLanguage: "jp",
      });
      assert.equal(target?.product?.id, "prod-1");
      assert.equal(target.version?.id, "pa-1");
      assert.deepEqual([target.pathId, target.pathIsChosen], ["lpv3-1", true]);
      assert.deepEqual(said, []);
      const [asked] = context.aws.named("describeProduct");
      assert.deepEqual(asked, {
        ...("productId" in ref ? { Id: "prod-1" } : { Name: "Web" }),
        AcceptLanguage: "jp",
      });
    });

  for (const [what, inputs] of [
    ["its id is not known", { productId: UNKNOWN }],
    ["its name is not known", { productName: UNKNOWN }],
    ["the program names none", {}],
  ] as const)
    it(`is not looked for where ${what}`, async () => {
      const { target, said, context } = await play(inputs);
      assert.deepEqual([target, said, context.aws.calls.length], [undefined, [], 0]);
    });

  it("is not known where the product may not be read; in up a version has to be named then", async () => {
    const answers = { describeProduct: denied };
    const preview = await play({ productName: "Web" }, answers);
    assert.deepEqual(preview.target, { pathIsChosen: false });
    assert.deepEqual(preview.said, ["skip productName: AccessDeniedException: no"]);
    const required =
      "fail provisioningArtifactName: is required: the versions of the product cannot be looked up";
    const up = await play({ productName: "Web" }, answers, { dryRun: false });
    assert.deepEqual(up.said, ["skip productName: AccessDeniedException: no", required]);
    const named = await play({ productName: "Web", provisioningArtifactName: "v1" }, answers, {
      dryRun: false,
    });
    assert.equal(named.said.length, 1);
    const kept = await play({ productName: "Web" }, answers, { dryRun: false, olds: {} });
    assert.equal(kept.said.length, 1);
  });
});

describe("a product that is not there", () => {
  const absent: Answers = {
    describeProduct: notFound,
    searchProducts: { ProductViewSummaries: [{ Name: "Website" }, { Name: "Other" }] },
  };

  it("fails a preview, with what was meant", async () => {
    const { target, said, context } = await play(
      { productName: "Webside", provisioningArtifactName: "v1" },
      absent,
    );
    assert.equal(target, undefined);
    assert.deepEqual(said, [
      'fail productName: there is no product "Webside" in eu-west-1, or the caller has no access to it; did you mean "Website"?',
    ]);
    assert.deepEqual(context.clock.pauses, []);
  });

  it("fails without a guess by its id, where names cannot be listed, and where it is secret", async () => {
    const byId = await play({ productId: "prod-9" }, absent);
    assert.deepEqual(byId.said, [
      'fail productId: there is no product "prod-9" in eu-west-1, or the caller has no access to it',
    ]);
    assert.equal(byId.context.aws.named("searchProducts").length, 0);
    const denying = { ...absent, searchProducts: denied };
    assert.match((await play({ productName: "Webside" }, denying)).said[0] ?? "", /no access to it$/);
    const secret = await play({ productName: "Webside", __secrets: ["productName"] }, absent);
    assert.match(secret.said[0] ?? "", /no product the secret value in eu-west-1, .* to it$/);
  });

  it("is left to create in up where a version is named, or the product has one", async () => {
    for (const [inputs, more] of [
      [{ productName: "New", provisioningArtifactName: "v1" }, {}],
      [{ productName: "New" }, { olds: {} }],
    ] as const) {
      const { target, said, context } = await play(inputs, absent, { dryRun: false, ...more });
      assert.deepEqual([target, said, context.clock.pauses], [undefined, [], []]);
    }
  });

  it("is waited for in up where a version has to be chosen, for 45 s", async () => {
    const { said, context } = await play({ productName: "New" }, absent, { dryRun: false });
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /^fail productName: there is no product "New"/);
    assert.equal(context.clock.now() - context.clock.begun, 48_000);
    assert.ok(context.clock.pauses.every((pause) => pause === 3_000));
    assert.ok(context.row.includes("progress: the product is not visible yet; looking again"));
  });
});
