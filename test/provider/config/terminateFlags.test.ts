import assert from "node:assert/strict";
import { terminateFlags } from "../../../provider/config/terminateFlags";
import { someState } from "../support";

const state = someState();
const RETAIN = "SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES";
const IGNORE = "SERVICECATALOG_IGNORE_ERRORS";

describe("how a product is terminated", () => {
  it("is plainly, as long as nobody says otherwise", () => {
    const plain = { retainPhysicalResources: false, ignoreErrors: false, sources: [] };
    assert.deepEqual(terminateFlags("pp-1", state, {}, {}), plain);
    assert.deepEqual(terminateFlags("pp-1", state, {}, { [RETAIN]: "", [IGNORE]: " " }), plain);
    assert.deepEqual(terminateFlags("pp-1", state, {}, { [IGNORE]: "pp-2, other ,urn:x,pp-11" }), plain);
  });

  for (const named of ["pp-1", "web", state.inputs.__urn, "*", " pp-9 , pp-1 "])
    it(`is as the environment says, which names it by ${named}`, () => {
      assert.deepEqual(terminateFlags("pp-1", state, {}, { [IGNORE]: named }), {
        retainPhysicalResources: false,
        ignoreErrors: true,
        sources: [`ignoreErrors (from ${IGNORE})`],
      });
      assert.deepEqual(terminateFlags("pp-1", state, {}, { [RETAIN]: named }).sources, [
        `retainPhysicalResources (from ${RETAIN})`,
      ]);
    });

  it("is as the program says, else as the stack's config says", () => {
    const asked = someState({ inputs: { ignoreErrors: true, retainPhysicalResources: false } });
    const config = { ignoreErrors: false, retainPhysicalResources: true };
    assert.deepEqual(terminateFlags("pp-1", asked, config, {}), {
      retainPhysicalResources: false,
      ignoreErrors: true,
      sources: ["ignoreErrors (from the program)"],
    });
    assert.deepEqual(terminateFlags("pp-1", state, config, {}), {
      retainPhysicalResources: true,
      ignoreErrors: false,
      sources: ["retainPhysicalResources (from stack config)"],
    });
  });

  for (const value of ["true", "1", "YES", " on "])
    it(`is refused for ${JSON.stringify(value)}, which would be every product`, () => {
      assert.throws(() => terminateFlags("pp-1", state, {}, { [IGNORE]: value }), {
        code: "environment",
        message: new RegExp(
          `^${IGNORE}=${value.trim()} does not say which products it is for\\. Nothing was terminated\\.\n`,
        ),
      });
    });

  it("is not confused by a product without a name", () => {
    const nameless = someState({ observed: { name: null } });
    assert.equal(terminateFlags("pp-1", nameless, {}, { [IGNORE]: "null" }).ignoreErrors, false);
  });
});
