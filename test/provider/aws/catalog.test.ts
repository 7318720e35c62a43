import assert from "node:assert/strict";
import {
  describeLaunch,
  describeParameters,
  describeProduct,
  knownType,
  listPaths,
  notActive,
  productNames,
} from "../../../provider/aws/catalog";
import { awsError, testRun } from "../support";

const answer = {
  ProductViewSummary: { ProductId: "prod-1", Name: "Bucket", Type: "CLOUD_FORMATION_TEMPLATE" },
  ProvisioningArtifacts: [
    { Id: "pa-1", Name: "v1", Guidance: "DEPRECATED" },
    { Id: "pa-2", Name: "v2", Guidance: "DEFAULT" },
    { Id: "pa-3", Name: "v3", Description: "the third" },
  ],
  LaunchPaths: [{ Id: "lpv3-1", Name: "Portfolio" }],
};

/** What is asked is remembered for the life of the process, so every test asks for a product of its own. */
let products = 0;
const fresh = () => ({ productId: `prod-${++products}` });

describe("the catalog", () => {
  it("says what a product is, in our words", async () => {
    const context = testRun({ describeProduct: answer });
    assert.deepEqual(await describeProduct(context, { productName: `Bucket${++products}` }), {
      id: "prod-1",
      name: "Bucket",
      type: "CLOUD_FORMATION_TEMPLATE",
      versions: [
        { id: "pa-1", name: "v1", deprecated: true },
        { id: "pa-2", name: "v2", deprecated: false },
        { id: "pa-3", name: "v3", description: "the third", deprecated: false },
      ],
      paths: [{ id: "lpv3-1", name: "Portfolio" }],
    });
  });

  it("knows Account Factory by its type or its name, without another call", async () => {
    for (const ProductViewSummary of [
      { ProductId: "prod-1", Name: "Accounts", Type: "CONTROL_TOWER_ACCOUNT" },
      { ProductId: "prod-1", Name: "AWS Control Tower Account Factory", Type: "CLOUD_FORMATION_TEMPLATE" },
    ]) {
      const context = testRun({ describeProduct: { ProductViewSummary } });
      const ref = fresh();
      assert.equal(await knownType(context, ref), undefined);
      await describeProduct(context, ref);
      context.clock.advance(3_600_000);
      assert.equal(await knownType(context, ref), "CONTROL_TOWER_ACCOUNT");
      assert.equal(context.aws.calls.length, 1);
    }
  });

  it("says no more of a product than AWS does, and calls it as it was asked for", async () => {
    const nothing = { type: undefined, versions: [], paths: [] };
    const context = testRun({ describeProduct: {} });
    assert.deepEqual(await describeProduct(context, { productId: "prod-1" }), {
      ...nothing,
      ...{ id: "prod-1", name: "" },
    });
    assert.deepEqual(await describeProduct(context, { productName: "Bucket" }), {
      ...nothing,
      ...{ id: "", name: "Bucket" },
    });
    assert.deepEqual(context.aws.named("describeProduct"), [{ Id: "prod-1" }, { Name: "Bucket" }]);
  });

  it("asks by id or by name, never by both", async () => {
    const context = testRun({ describeProduct: answer });
    const ref = fresh();
    await describeProduct(context, { ...ref, productName: "Bucket" }, "jp");
    assert.deepEqual(context.aws.named("describeProduct"), [{ Id: ref.productId, AcceptLanguage: "jp" }]);
  });

  it("asks once for all who want to know at the same time", async () => {
    const context = testRun({
      describeProduct: () => new Promise((resolve) => setImmediate(resolve, answer)),
    });
    const ref = fresh();
    const all = await Promise.all([1, 2, 3].map(() => describeProduct(context, ref)));
    assert.equal(context.aws.calls.length, 1);
    assert.equal(all[0], all[2]);
  });

  it("asks again after five minutes, not before", async () => {
    const context = testRun({ describeProduct: answer });
    const ref = fresh();
    await describeProduct(context, ref);
    context.clock.advance(5 * 60_000 - 1);
    await describeProduct(context, ref);
    assert.equal(context.aws.calls.length, 1);
    context.clock.advance(1);
    await describeProduct(context, ref);
    assert.equal(context.aws.calls.length, 2);
  });

  it("does not remember a failure", async () => {
    const left = [awsError("AccessDeniedException")];
    const context = testRun({ describeProduct: () => left.shift() ?? answer });
    const ref = fresh();
    await assert.rejects(describeProduct(context, ref), { name: "AccessDeniedException" });
    assert.equal((await describeProduct(context, ref)).name, "Bucket");
  });

  it("remembers each connection and language by itself", async () => {
    const ref = fresh();
    const context = testRun({ describeProduct: answer });
    const other = { ...context, aws: { ...context.aws, connection: { region: "eu-north-1" } } };
    await describeProduct(context, ref);
    await describeProduct(other, ref);
    await describeProduct(context, ref, "jp");
    assert.equal(context.aws.calls.length, 3);
  });

  it("says how a version is launched on a path", async () => {
    const launched = async (answer: object) => {
      const context = testRun({ describeProvisioningParameters: answer });
      return describeLaunch(context, { productId: "prod-1" });
    };
    assert.deepEqual(
      await launched({
        ProvisioningArtifactParameters: [{ ParameterKey: "A" }],
        ConstraintSummaries: [{ Type: "LAUNCH" }, {}, { Type: "STACKSET" }],
        UsageInstructions: [{ Type: "rules", Value: "{}" }, {}],
        TagOptions: [{ Key: "team", Values: ["red"] }],
        ProvisioningArtifactPreferences: { StackSetAccounts: ["1"], StackSetRegions: ["mars-1"] },
        ProvisioningArtifactOutputKeys: [{ Key: "Url", Description: "where it is" }, {}],
      }),
      {
        parameters: [{ ParameterKey: "A" }],
        constraints: ["LAUNCH", "STACKSET"],
        instructions: { rules: "{}", "": "" },
        tagOptions: [{ Key: "team", Values: ["red"] }],
        stackSetAccounts: ["1"],
        stackSetRegions: ["mars-1"],
        outputs: [
          { key: "Url", description: "where it is" },
          { key: "", description: undefined },
        ],
      },
    );
    assert.deepEqual(await launched({}), {
      parameters: [],
      constraints: [],
      instructions: {},
      tagOptions: [],
      stackSetAccounts: [],
      stackSetRegions: [],
      outputs: [],
    });
  });

  it("remembers each version by itself", async () => {
    const context = testRun({
      describeProvisioningParameters: ({ ProvisioningArtifactId: id }) => ({
        ProvisioningArtifactParameters: [{ ParameterKey: `of ${String(id)}` }],
      }),
    });
    const keysOf = async (provisioningArtifactId: string) =>
      (await describeParameters(context, { productId: "prod-1", provisioningArtifactId })).map(
        ({ ParameterKey }) => ParameterKey,
      );
    assert.deepEqual([await keysOf("pa-1"), await keysOf("pa-2")], [["of pa-1"], ["of pa-2"]]);
  });

  it("asks by names where no ids are known", async () => {
    const context = testRun({ describeProvisioningParameters: {} });
    await describeParameters(context, {
      ...{ productName: "n", provisioningArtifactName: "v1", pathName: "p" },
    });
    await describeParameters(context, {
      ...{ productId: "prod-1", provisioningArtifactId: "pa-1", pathId: "lpv3-1" },
      ...{ productName: "n", provisioningArtifactName: "v1", pathName: "p" },
    });
    assert.deepEqual(context.aws.named("describeProvisioningParameters"), [
      { ProductName: "n", ProvisioningArtifactName: "v1", PathName: "p" },
      { ProductId: "prod-1", ProvisioningArtifactId: "pa-1", PathId: "lpv3-1" },
    ]);
  });

  it("asks for the parameters of a version on a path, ids before names", async () => {
    const context = testRun({
      describeProvisioningParameters: { ProvisioningArtifactParameters: [{ ParameterKey: "A" }] },
    });
    const ref = fresh();
    const asked = { ...ref, productName: "n", provisioningArtifactName: "v1", pathName: "p" };
    assert.deepEqual(await describeParameters(context, asked), [{ ParameterKey: "A" }]);
    assert.deepEqual(context.aws.named("describeProvisioningParameters"), [
      { ProductId: ref.productId, ProvisioningArtifactName: "v1", PathName: "p" },
    ]);
  });
});

describe("the lists of the catalog", () => {
  it("name all products, of five pages of a hundred at the most, once in a run", async () => {
    const page = (n: number) => ({ ProductViewSummaries: [{ Name: `product ${n}` }, {}] });
    const context = testRun({
      searchProducts: ({ PageToken = "1" }) =>
        PageToken === "2"
          ? { NextPageToken: "3" }
          : { ...page(Number(PageToken)), NextPageToken: String(Number(PageToken) + 1) },
    });
    const names = [1, 3, 4, 5].map((n) => `product ${n}`);
    for (let time = 0; time < 2; time++) assert.deepEqual(await productNames(context), names);
    assert.deepEqual(
      context.aws.named("searchProducts"),
      [{}, ...["2", "3", "4", "5"].map((PageToken) => ({ PageToken }))].map((from) => ({
        PageSize: 100,
        ...from,
      })),
    );
  });

  it("show all paths of a product, of each product by itself", async () => {
    const context = testRun({
      listLaunchPaths: ({ ProductId: id, PageToken: token }) =>
        token === undefined
          ? { LaunchPathSummaries: [{ Id: `path of ${String(id)}`, Name: "first" }], NextPageToken: "2" }
          : token === "2"
            ? { NextPageToken: "3" }
            : { LaunchPathSummaries: [{}] },
    });
    const pathsOf = (id: string) => [
      { id: `path of ${id}`, name: "first" },
      { id: "", name: "" },
    ];
    for (const id of ["prod-1", "prod-2", "prod-1"])
      assert.deepEqual(await listPaths(context, id, "jp"), pathsOf(id));
    const asked = context.aws.named("listLaunchPaths");
    assert.equal(asked.length, 6);
    assert.deepEqual(asked[1], { ProductId: "prod-1", AcceptLanguage: "jp", PageToken: "2" });
  });
});

describe("a version that is not active any more", () => {
  const [v1, v2] = ["1", "2"].map((n) => ({ id: `pa-${n}`, name: `v${n}`, deprecated: false }));
  const product = (...versions: (typeof v1)[]) => ({
    ...{ id: "prod-1", name: "Web", type: undefined, paths: [] },
    versions: versions.flatMap((version) => version ?? []),
  });

  for (const [of, versions, said] of [
    [{ id: "pa-0" }, [v1, v2], "version pa-0 of Web is not active any more; active are pa-1 (v1), pa-2 (v2)"],
    [{ name: "v0" }, [v1, v2], "version v0 of Web is not active any more; active are v1, v2"],
    [{ id: "pa-0", name: "v0" }, [], "version v0 of Web is not active any more; none is"],
  ] as const)
    it(`is called as the program does: ${JSON.stringify(of)}, of ${versions.length} active ones`, () => {
      assert.equal(notActive(product(...versions), of), said);
    });
});
