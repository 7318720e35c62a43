import assert from "node:assert/strict";
import type { Product } from "../../../provider/aws/catalog";
import { checkVersion, hasVersion, keepVersion } from "../../../provider/check/version";
import type { Inputs } from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";
import { someInputs } from "../support";
import { oneCheck } from "./support";

const without = (more: Partial<Inputs> = {}): Inputs => {
  const inputs = someInputs(more);
  if (!("provisioningArtifactId" in more)) delete inputs.provisioningArtifactId;
  return inputs;
};
const byId = { provisioningArtifactId: "pa-7" };
const byName = { provisioningArtifactName: "v7" };

describe("a version", () => {
  it("is named by id or by name", () => {
    assert.equal(hasVersion(without()), false);
    assert.equal(hasVersion(without(byId)), true);
    assert.equal(hasVersion(without(byName)), true);
  });

  it("stays the one that the product has, in its notation, where the program names none", () => {
    for (const [olds, expected] of [
      [{ productId: "prod-1", ...byId }, byId],
      [{ productId: "prod-1", ...byName }, byName],
      [{ productId: "prod-1", ...byId, ...byName }, byId],
      [{ productId: "prod-2", ...byId }, {}],
      [{ productName: "Web", ...byId }, {}],
      [{ productId: "prod-1", productName: "Web", ...byId }, {}],
      [{ productId: "prod-1" }, {}],
      [undefined, {}],
    ] as [Partial<Inputs> | undefined, object][]) {
      const inputs = without();
      keepVersion(inputs, olds);
      assert.deepEqual(inputs, { ...without(), ...expected });
    }
  });

  it("is the program's where it names one", () => {
    const inputs = without({ provisioningArtifactName: "v1" });
    keepVersion(inputs, { productId: "prod-1", ...byId });
    assert.deepEqual(inputs, without({ provisioningArtifactName: "v1" }));
  });
});

const version = (id: string, name: string, deprecated = false) => ({ id, name, deprecated });
const v1 = version("pa-1", "v1");
const v2 = version("pa-2", "v2");
const old = version("pa-0", "v0", true);
const twin = version("pa-3", "v1");
const productOf = (...versions: Product["versions"]): Product => ({
  id: "prod-1",
  name: "Web",
  type: undefined,
  paths: [],
  versions,
});

function play(
  versions: Product["versions"],
  inputs: Partial<Inputs>,
  more: { olds?: Partial<Inputs>; dryRun?: boolean } = {},
) {
  const { checking, said } = oneCheck(more);
  Object.assign(checking, { inputs: without(inputs) });
  return { found: checkVersion(checking, productOf(...versions)), said, inputs: checking.inputs };
}

describe("the version that will be launched", () => {
  it("is found by id or by name", () => {
    assert.deepEqual(play([v1, v2], { provisioningArtifactId: "pa-2" }).found, v2);
    assert.deepEqual(play([v1, v2], { provisioningArtifactName: "v1" }).found, v1);
    assert.deepEqual(play([v1, twin], { provisioningArtifactId: "pa-3" }).found, twin);
  });

  for (const unknown of [{ provisioningArtifactId: UNKNOWN }, { provisioningArtifactName: UNKNOWN }])
    it(`is left open while its ${Object.keys(unknown)[0]} is not known`, () => {
      const { found, said } = play([v1], unknown);
      assert.deepEqual([found, said], [undefined, []]);
    });

  it("has to be chosen by id where there are several of the name", () => {
    const { found, said } = play([v1, twin], { provisioningArtifactName: "v1" });
    assert.equal(found, undefined);
    assert.deepEqual(said, [
      'fail provisioningArtifactName: Web has several versions named "v1"; choose one by provisioningArtifactId: pa-1, pa-3',
    ]);
  });

  it("may be deprecated where a product has it or moves to it, but none may begin with it", () => {
    assert.deepEqual(play([old], { provisioningArtifactName: "v0" }, { olds: {} }).said, []);
    assert.deepEqual(play([old, v1, v2], { provisioningArtifactId: "pa-0" }).said, [
      "fail provisioningArtifactId: version v0 of Web is deprecated, which admits no new products; choose one of v1, v2",
    ]);
    assert.deepEqual(play([old], { provisioningArtifactName: "v0" }).said, [
      "fail provisioningArtifactName: version v0 of Web is deprecated, which admits no new products",
    ]);
  });
});

describe("a version that is not there", () => {
  it("fails a preview with what was meant, or what there is", () => {
    assert.deepEqual(play([version("pa-1", "stable"), v2], { provisioningArtifactName: "stabel" }).said, [
      'fail provisioningArtifactName: Web has no active version "stabel"; did you mean "stable"?',
    ]);
    assert.deepEqual(play([version("pa-stable", "v1")], { provisioningArtifactId: "pa-stabel" }).said, [
      'fail provisioningArtifactId: Web has no active version "pa-stabel"; did you mean "pa-stable"?',
    ]);
    assert.deepEqual(play([v1, v2], { provisioningArtifactName: "latest" }).said, [
      'fail provisioningArtifactName: Web has no active version "latest"; there are v1, v2',
    ]);
    assert.deepEqual(play([v1, v2], { provisioningArtifactId: "latest" }).said, [
      'fail provisioningArtifactId: Web has no active version "latest"; there are pa-1 (v1), pa-2 (v2)',
    ]);
    assert.deepEqual(play([], { provisioningArtifactName: "v1" }).said, [
      'fail provisioningArtifactName: Web has no active version "v1"',
    ]);
  });

  it("is left to create in up: it may be about to be", () => {
    assert.deepEqual(play([v1], { provisioningArtifactName: "v9" }, { dryRun: false }).said, []);
  });

  for (const wanted of [{ provisioningArtifactName: "v9" }, { provisioningArtifactId: "pa-9" }])
    it(`is kept by a product that has it, and said: ${Object.keys(wanted)[0]}`, () => {
      const { said } = play([v1], wanted, { olds: wanted });
      assert.equal(said.length, 1);
      assert.match(
        said[0] ?? "",
        /^skip provisioningArtifact\w+: AWS may refuse the update: version (v|pa-)9 of Web is not active any more; active are /,
      );
      assert.match(
        play([v1], wanted, { olds: { provisioningArtifactName: "v1", provisioningArtifactId: "pa-1" } })
          .said[0] ?? "",
        /^fail /,
      );
    });
});

describe("where no version is named", () => {
  it("it is the only one that is not deprecated", () => {
    const { found, inputs, said } = play([old, v2], {});
    assert.deepEqual(found, v2);
    assert.equal(inputs.provisioningArtifactId, "pa-2");
    assert.deepEqual(said, []);
  });

  it("it is the one that the product has, under another notation", () => {
    const kept = play([v1, v2], {}, { olds: { productName: "Web", provisioningArtifactName: "v2" } });
    assert.deepEqual([kept.found, kept.inputs.provisioningArtifactName], [v2, "v2"]);
    const byItsId = play([v1, v2], {}, { olds: { productName: "Web", provisioningArtifactId: "pa-1" } });
    assert.deepEqual([byItsId.found, byItsId.inputs.provisioningArtifactId], [v1, "pa-1"]);
  });

  it("it is not one that the product had under another notation and that is not there", () => {
    const { found, inputs } = play(
      [v1],
      {},
      { olds: { productName: "Web", provisioningArtifactId: "pa-9" } },
    );
    assert.deepEqual([found, inputs.provisioningArtifactId], [v1, "pa-1"]);
  });

  it("it has to be chosen where there are several, or there is none to choose", () => {
    const several = play([old, v1, v2], {});
    assert.equal(several.found, undefined);
    assert.deepEqual(several.said, [
      "fail provisioningArtifactName: Web has several versions; choose one of v1, v2",
    ]);
    const another = play([v1, v2], {}, { olds: { provisioningArtifactName: "v9" } });
    assert.equal(another.said.length, 1);
    assert.deepEqual(play([old], {}).said, [
      "fail provisioningArtifactName: Web has no version that can be launched",
    ]);
  });
});
