import assert from "node:assert/strict";
import { readCatalogInAws } from "../../../provider/generate/catalogInAws";
import { type Answers, testRun } from "../support";

const everything = { products: [], portfolios: [], versions: [] };
const error = (name: string, message = "") => Object.assign(new Error(message), { name });

let count = 0;

/** A catalog of one product with one version, which AWS answers in other ways where the test says so. */
async function read(answers: Answers, selection = everything) {
  const notes: string[] = [];
  const id = `prod-read-${++count}`; // answers are shared by all tests of a process
  const context = testRun({
    searchProducts: { ProductViewSummaries: [{ ProductId: id, Name: "Bucket" }] },
    describeProduct: {
      ProductViewSummary: { ProductId: id, Name: "Bucket" },
      ProvisioningArtifacts: [{ Id: "pa-1", Name: "v1" }],
      LaunchPaths: [{ Id: "lp-1", Name: "Portfolio" }],
    },
    describeProvisioningParameters: { ProvisioningArtifactParameters: [{ ParameterKey: "A" }] },
    ...answers,
  });
  const products = await readCatalogInAws({ ...context, heard: () => undefined }, selection, (text) =>
    notes.push(text),
  );
  return { products, notes, id };
}

describe("a catalog that is read in AWS", () => {
  it("has what the caller sees, and no outputs where AWS tells none", async () => {
    const { products, notes } = await read({});
    assert.deepEqual(products[0]?.versions[0]?.content, {
      parameters: [{ ParameterKey: "A" }],
      outputs: [],
      groups: [],
      labels: new Map(),
    });
    assert.deepEqual(notes, []);
  });

  it("says which version cannot be read, and goes on", async () => {
    const refusal = error("InvalidParametersException", "The template is gone");
    const { products, notes } = await read({ describeProvisioningParameters: refusal });
    assert.equal(products[0]?.versions[0]?.content, undefined);
    assert.match(notes.join("\n"), /Bucket, version v1, cannot be read; it takes any: The template is gone/);
  });

  it("is not read at all without the permission to", async () => {
    await assert.rejects(read({ describeProvisioningParameters: error("AccessDeniedException") }), {
      name: "AccessDeniedException",
    });
  });

  it("leaves out what is gone meanwhile, and what the caller has no launch path to", async () => {
    const gone = await read({ describeProduct: error("ResourceNotFoundException") });
    assert.deepEqual([gone.products, gone.notes], [[], [`Bucket (${gone.id}) is left out: it is gone.`]]);
    const pathless = await read({
      describeProduct: { ProvisioningArtifacts: [{ Id: "pa-1", Name: "v1" }] },
      listLaunchPaths: { LaunchPathSummaries: [] },
    });
    assert.match(pathless.notes.join("\n"), /is left out: the caller has no launch path to it/);
  });

  it("knows names that several products have", async () => {
    const twice = [1, 2].map(() => ({ ProductId: `prod-twice-${++count}`, Name: "Bucket" }));
    const { products } = await read({ searchProducts: { ProductViewSummaries: twice } });
    assert.deepEqual(
      products.map(({ sharesName }) => sharesName),
      [true, true],
    );
  });

  it("understands how a template groups and labels its parameters, and no other metadata", async () => {
    const metadata = {
      "AWS::CloudFormation::Interface": {
        ParameterGroups: [{ Label: { default: "Network" }, Parameters: ["A"] }, "?", { Label: "?" }],
        ParameterLabels: { A: { default: "The address" }, B: "?" },
      },
    };
    const usage = (Value: string) => ({
      describeProvisioningParameters: { UsageInstructions: [{ Type: "metadata", Value }] },
    });
    const { products } = await read(usage(JSON.stringify(metadata)));
    const { groups, labels } = products[0]?.versions[0]?.content ?? assert.fail();
    assert.deepEqual(groups, [{ label: "Network", keys: ["A"] }]);
    assert.deepEqual([...labels], [["A", "The address"]]);
    for (const broken of ["{", "null", "[]"])
      assert.deepEqual((await read(usage(broken))).products[0]?.versions[0]?.content?.groups, []);
  });
});
