import assert from "node:assert/strict";
import { movedName, type Meaning } from "../../../provider/product/meaning";
import type { Verdict } from "../../../provider/product/differences";
import type { Inputs } from "../../../provider/state/inputs";
import type { Observed } from "../../../provider/state/observed";
import { someState } from "../support";

const names = { productName: "Web", provisioningArtifactName: "v1" };

const moved = (
  meaning: Meaning,
  {
    before = names,
    now = names,
    observed = {},
    verdict = { changes: true },
  }: {
    before?: Partial<Inputs>;
    now?: Partial<Inputs>;
    observed?: Partial<Observed>;
    verdict?: Verdict;
  } = {},
) => {
  const state = someState({ inputs: before, observed });
  return movedName(state, { ...state.inputs, ...now }, meaning, verdict);
};

describe("a name that means something else now", () => {
  it("is told of a product, with the update that moves it", () => {
    assert.equal(
      moved({ productId: "prod-2", provisioningArtifactId: "pa-1" }),
      'productName: "Web" is the name of another product now, prod-2; the product has prod-1: this update moves it',
    );
  });

  it("is told of a version, and that it stays until the next update", () => {
    assert.equal(
      moved({ productId: "prod-1", provisioningArtifactId: "pa-2" }, { verdict: { changes: false } }),
      'provisioningArtifactName: "v1" is the name of another version now, pa-2; the product has pa-1: it stays as it is until its next update, which moves it',
    );
  });

  it("is told of the product first: its versions are others anyway", () => {
    assert.match(moved({ productId: "prod-2", provisioningArtifactId: "pa-2" }) ?? "", /^productName: /);
  });

  for (const [what, meaning, more] of [
    ["what it meant before", { productId: "prod-1", provisioningArtifactId: "pa-1" }, {}],
    ["something that was not looked up", {}, {}],
    [
      "another one than the program asked for",
      { provisioningArtifactId: "pa-2" },
      { now: { provisioningArtifactName: "v2" } },
    ],
    ["nothing in the program", { provisioningArtifactId: "pa-2" }, { before: {}, now: {} }],
    [
      "what nobody has seen",
      { provisioningArtifactId: "pa-2" },
      { observed: { provisioningArtifactId: null } },
    ],
    ["what is replaced anyway", { provisioningArtifactId: "pa-2" }, { verdict: { replaces: ["name"] } }],
  ] as const)
    it(`is not told of ${what}`, () => {
      assert.equal(moved(meaning, more as Parameters<typeof moved>[1]), undefined);
    });
});
