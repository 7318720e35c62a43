import assert from "node:assert/strict";
import { type CatalogDefinition } from "../../../emulator";
import { bench, versions } from "./outcome/support";

describe("guesses of TagOptions", () => {
  const tagged: CatalogDefinition = {
    portfolios: [{ name: "P", tagOptions: { Cost: ["1", "2"], Team: ["a", "b"] } }],
    products: [{ name: "Tagged", versions, tagOptions: { Team: ["b"], Stage: ["test"] } }],
  };
  const Cost = { Key: "Cost", Value: "3" };
  const enforced = bench({ catalog: tagged, guesses: { missingTagOption: "refused" } });
  const ignored = bench({ catalog: tagged, guesses: { tagOptions: "ignored" } });

  it("enforced: a value must be among them, must be chosen, and comes by itself if it is the only one", async () => {
    const refused = { name: "InvalidParametersException" };
    await assert.rejects(enforced.provision("Tagged", { Tags: [Cost] }), refused);
    await assert.rejects(enforced.provision("Tagged"), refused);
    await enforced.provision("Tagged", { Tags: [{ ...Cost, Value: "2" }] });
    assert.deepEqual(enforced.base.emulator.products()[0]?.tags, { Cost: "2", Team: "b", Stage: "test" });
  });

  it("ignored: tags are what the request says", async () => {
    await ignored.provision("Tagged", { Tags: [Cost] });
    assert.deepEqual(ignored.base.emulator.products()[0]?.tags, { Cost: "3" });
  });
});
