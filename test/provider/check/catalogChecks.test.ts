import assert from "node:assert/strict";
import { checkAgainstCatalog } from "../../../provider/check/catalogChecks";
import { SeenProducts } from "../../../provider/product/managedProducts";
import type { Inputs } from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";
import { awsError, someInputs, type Answers } from "../support";
import { oneCheck } from "./support";

const client = { $fault: "client" };
const described = {
  ProductViewSummary: { ProductId: "prod-1", Name: "Web" },
  ProvisioningArtifacts: [
    { Id: "pa-1", Name: "v1" },
    { Id: "pa-9", Name: "v9" },
  ],
  LaunchPaths: [{ Id: "lpv3-1", Name: "first" }],
};
const answersOf = (more: Answers = {}): Answers => ({
  describeProduct: described,
  describeProvisioningParameters: {
    ProvisioningArtifactParameters: [
      { ParameterKey: "Purpose" },
      { ParameterKey: "Key", IsNoEcho: true, DefaultValue: "" },
    ],
  },
  describeProvisionedProduct: awsError("ResourceNotFoundException", "none", client),
  ...more,
});

const byName: Partial<Inputs> = { productName: "Web", provisioningArtifactName: "v1" };

async function play({
  inputs = {},
  answers = {},
  inState = new SeenProducts(),
  named = false,
  ...more
}: {
  inputs?: Partial<Inputs>;
  answers?: Answers;
  inState?: SeenProducts;
  named?: boolean;
  olds?: Partial<Inputs>;
  dryRun?: boolean;
} = {}) {
  const { checking, said, context } = oneCheck({ answers: answersOf(answers), ...more });
  const bare = someInputs();
  if (named) {
    delete bare.productId;
    delete bare.provisioningArtifactId;
  }
  Object.assign(checking, { inputs: { ...bare, ...(named && byName), ...inputs } });
  const meaning = await checkAgainstCatalog(checking, inState);
  return { meaning, said, context, operations: context.aws.calls.map(({ operation }) => operation) };
}

const wrong = { provisioningParameters: { Purpos: "x" } };

describe("what the catalog knows better than the program", () => {
  it("is what a new product is launched with, and what its names mean", async () => {
    const { meaning, said, operations } = await play({ named: true });
    assert.deepEqual(meaning, { productId: "prod-1", provisioningArtifactId: "pa-1" });
    assert.deepEqual(said, []);
    assert.deepEqual(operations, [
      "describeProduct",
      "describeProvisionedProduct",
      "describeProvisioningParameters",
    ]);
    const { said: failures } = await play({ inputs: wrong });
    assert.deepEqual(failures, [
      "fail provisioningParameters.Purpos: unknown parameter; did you mean Purpose?",
    ]);
  });

  it("is what every change is held against, of whatever AWS is told", async () => {
    const olds = someInputs(wrong);
    for (const change of [{ tags: { a: "1" } }, { pathId: "lpv3-1" }, { tags: UNKNOWN as never }])
      assert.equal((await play({ inputs: { ...wrong, ...change }, olds })).said.length, 1);
    const defaults = { __connection: { defaultTags: { a: "1" } } };
    assert.equal((await play({ inputs: { ...wrong, ...defaults }, olds })).said.length, 1);
  });

  it("is no matter where AWS is told nothing", async () => {
    const olds = someInputs(wrong);
    for (const change of [{}, { ignoreErrors: true }, { secretOutputs: true }]) {
      const { said, operations } = await play({ inputs: { ...wrong, ...change }, olds });
      assert.deepEqual(said, []);
      assert.deepEqual(operations, ["describeProvisioningParameters"], "for what is NoEcho");
    }
  });

  it("is still what the names mean, where AWS is told nothing", async () => {
    const olds: Partial<Inputs> = { ...someInputs(), ...byName };
    delete olds.productId;
    delete olds.provisioningArtifactId;
    const { meaning } = await play({ named: true, olds });
    assert.deepEqual(meaning, { productId: "prod-1", provisioningArtifactId: "pa-1" });
    const twice = {
      ...described,
      ProvisioningArtifacts: [...described.ProvisioningArtifacts, { Id: "pa-2", Name: "v1" }],
    };
    const ambiguous = await play({ named: true, olds, answers: { describeProduct: twice } });
    assert.deepEqual(ambiguous.meaning, { productId: "prod-1", provisioningArtifactId: undefined });
    const denied = awsError("AccessDeniedException", "no", client);
    const silent = await play({
      named: true,
      olds,
      answers: { describeProduct: denied, describeProvisioningParameters: denied },
    });
    assert.deepEqual(silent.meaning, {});
    assert.deepEqual(silent.said, [], "without a word");
  });

  it("is asked for what one name alone means, where AWS is told nothing", async () => {
    const id = { productId: undefined as never, productName: "Web", provisioningArtifactId: "pa-1" };
    const version = { provisioningArtifactId: undefined as never, provisioningArtifactName: "v1" };
    for (const [given, provisioningArtifactId] of [
      [id, undefined],
      [version, "pa-1"],
    ] as const) {
      const inputs: Partial<Inputs> = { ...someInputs(), ...given };
      const { meaning } = await play({ inputs, olds: inputs });
      assert.deepEqual(meaning, { productId: "prod-1", provisioningArtifactId });
    }
  });

  it("is not asked for the parameters of a program that gives none, while AWS is told nothing", async () => {
    const none = { provisioningParameters: {} };
    assert.deepEqual((await play({ inputs: none, olds: someInputs(none) })).operations, []);
  });
});

describe("what is not known yet", () => {
  for (const [what, inputs] of [
    ["the product", { productId: UNKNOWN }],
    ["the version", { provisioningArtifactId: UNKNOWN }],
  ] as const)
    it(`is no mistake: ${what}`, async () => {
      const { said, operations } = await play({ inputs: { ...wrong, ...inputs } });
      assert.deepEqual(said, []);
      assert.ok(!operations.includes("describeProvisioningParameters"));
    });

  it("of the path leaves the parameters to be checked, by any path", async () => {
    const { said, context } = await play({ inputs: { ...wrong, pathName: UNKNOWN } });
    assert.equal(said.length, 1);
    assert.deepEqual(context.aws.named("describeProvisioningParameters"), [
      { ProductId: "prod-1", ProvisioningArtifactId: "pa-1", PathId: "lpv3-1" },
    ]);
    const pathless = { describeProduct: { ...described, LaunchPaths: [] }, listLaunchPaths: {} };
    const { operations } = await play({ inputs: { pathName: UNKNOWN }, answers: pathless });
    assert.ok(!operations.includes("describeProvisioningParameters"));
  });
});

describe("parameters that AWS does not tell", () => {
  const refused = { describeProvisioningParameters: awsError("ResourceNotFoundException", "odd", client) };

  it("are skipped where the product is there, and a mistake where it could not be asked for", async () => {
    assert.deepEqual((await play({ answers: refused })).said, ["skip provisioningParameters: odd"]);
    const blind = { ...refused, describeProduct: awsError("AccessDeniedException", "no", client) };
    assert.deepEqual((await play({ answers: blind })).said, [
      "skip productId: AccessDeniedException: no",
      "fail productId: odd",
    ]);
    assert.deepEqual((await play({ answers: blind, named: true })).said, [
      "skip productName: AccessDeniedException: no",
      "fail productName: odd",
    ]);
  });

  it("are left to create in up", async () => {
    assert.deepEqual((await play({ answers: refused, dryRun: false })).said, []);
  });
});

describe("a product that is imported", () => {
  const shown = {
    describeProvisionedProduct: {
      ProvisionedProductDetail: {
        Id: "pp-9",
        Name: "web",
        ProductId: "prod-1",
        ProvisioningArtifactId: "pa-1",
        LastRecordId: "rec-1",
      },
    },
    describeRecord: {
      RecordDetail: { RecordId: "rec-1", ProductId: "prod-1", ProvisioningArtifactId: "pa-1" },
    },
  };
  const inputs = { ...wrong, __import: "pp-9" };

  it("is not held against the catalog, and what the update will change is said", async () => {
    const { said } = await play({ inputs, answers: shown });
    assert.equal(said.length, 1);
    assert.match(
      said[0] ?? "",
      /^note import: web \(pp-9\) is taken into state; nothing is changed in AWS\./,
    );
  });

  it("is not asked for in the catalog while the program does not know its product or version", async () => {
    for (const unknown of [{ productName: UNKNOWN }, { provisioningArtifactName: UNKNOWN }]) {
      const { operations } = await play({
        named: true,
        inputs: { ...inputs, ...unknown },
        answers: shown,
        dryRun: false,
      });
      assert.deepEqual(operations, ["describeProvisionedProduct", "describeRecord"]);
    }
    const { operations } = await play({
      inputs: { ...inputs, provisioningArtifactId: undefined as never },
    });
    assert.deepEqual(operations, ["describeProvisionedProduct"], "nor where there is no version at all");
  });

  it("is where it goes in a replacement", async () => {
    const inState = new SeenProducts();
    inState.noteProduct("pp-9");
    assert.match((await play({ inputs, inState })).said.join(), /fail provisioningParameters\.Purpos/);
  });

  it("is not where another resource has it", async () => {
    const inState = new SeenProducts();
    inState.noteHolder("pp-9", "urn:other", "urn:other");
    assert.deepEqual((await play({ inputs, inState })).said, [
      "fail import: pp-9 is in this stack's state already, as urn:other",
    ]);
  });

  it("is once it is in state", async () => {
    const olds = someInputs({ provisioningParameters: { Purpose: "old" } });
    assert.match((await play({ inputs, olds })).said.join(), /fail provisioningParameters\.Purpos/);
  });
});
