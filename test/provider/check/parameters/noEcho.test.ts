import assert from "node:assert/strict";
import { markNoEcho } from "../../../../provider/check/parameters/noEcho";
import type { Inputs } from "../../../../provider/state/inputs";
import { UNKNOWN } from "../../../../provider/state/values";
import { launchOf, oneCheck } from "../support";

const launch = launchOf({
  parameters: [
    { ParameterKey: "Size" },
    { ParameterKey: "Password", IsNoEcho: true },
    { ParameterKey: "Key", IsNoEcho: true },
  ],
});

function marked(
  given: unknown,
  { olds, secrets, read = true }: { olds?: Partial<Inputs>; secrets?: string[]; read?: boolean } = {},
) {
  const inputs = { provisioningParameters: given as never, ...(secrets && { __secrets: secrets }) };
  const { checking, said } = oneCheck({ inputs, olds });
  markNoEcho(checking, read ? launch : undefined);
  return { secrets: checking.inputs.__secrets, said };
}

describe("a NoEcho parameter", () => {
  const warning =
    "warn provisioningParameters.Password: is a NoEcho parameter given in plain text: wrap it in pulumi.secret, or take it from secret config. It is kept secret from here on";

  it("is secret from here on, and its plain text is warned of", () => {
    const { secrets, said } = marked({ Password: "abc", Size: "small" });
    assert.deepEqual(secrets, ["provisioningParameters.Password"]);
    assert.deepEqual(said, [warning]);
  });

  it("that the program keeps secret is no reason to warn, by itself or with all of them", () => {
    for (const path of ["provisioningParameters.Password", "provisioningParameters"]) {
      const { secrets, said } = marked({ Password: "abc" }, { secrets: ["tags.b", path] });
      assert.deepEqual(secrets, [...new Set([path, "provisioningParameters.Password", "tags.b"])].sort());
      assert.deepEqual(said, []);
    }
  });

  it("that is not known yet is marked, without a warning", () => {
    const { secrets, said } = marked({ Password: UNKNOWN });
    assert.deepEqual(secrets, ["provisioningParameters.Password"]);
    assert.deepEqual(said, []);
  });

  it("that is not given, or keeps its value, has nothing to hide here", () => {
    assert.equal(marked({ Password: { usePreviousValue: true }, Size: "x" }).secrets, undefined);
    assert.equal(marked(UNKNOWN).secrets, undefined);
    assert.equal(marked(UNKNOWN, { read: false }).secrets, undefined);
  });

  it("is one of those that were secret, or are new, while the declarations cannot be read", () => {
    const olds = {
      provisioningParameters: { Password: "abc", Size: "small" },
      __secrets: ["provisioningParameters.Password", "tags.x"],
    };
    const { secrets, said } = marked({ Password: "abc", Size: "small", Fresh: "1" }, { olds, read: false });
    assert.deepEqual(secrets, ["provisioningParameters.Fresh", "provisioningParameters.Password"]);
    assert.deepEqual(said, []);
  });

  it("may be any of a new product while the declarations cannot be read", () => {
    assert.deepEqual(marked({ Size: "small" }, { read: false }).secrets, ["provisioningParameters.Size"]);
    assert.deepEqual(marked({ Size: "small" }, { read: false, olds: {} }).secrets, [
      "provisioningParameters.Size",
    ]);
  });
});
