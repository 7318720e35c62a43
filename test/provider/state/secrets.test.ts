import assert from "node:assert/strict";
import {
  holdsSecret,
  isSecret,
  redact,
  secret,
  secretValues,
  wrapSecrets,
} from "../../../provider/state/secrets";

const marked = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

describe("secrets", () => {
  it("are wrapped as the engine writes them", () => {
    assert.deepEqual(secret("x"), marked("x"));
    assert.ok(isSecret(marked(null)));
    assert.ok(!isSecret({ value: "x" }));
  });

  it("are wrapped once", () => {
    assert.deepEqual(secret(secret("x")), marked("x"));
  });

  it("are wrapped by path, whole or by key, and the rest stays", () => {
    const properties = {
      profile: "p",
      provisioningParameters: { Password: "pw", Open: "o", "dotted.key": "d" },
      tags: { a: "1" },
      pathId: null,
    };
    assert.deepEqual(
      wrapSecrets(properties, [
        "profile",
        "provisioningParameters.Password",
        "provisioningParameters.dotted.key",
        "tags.missing",
        "pathId",
        "nothing",
      ]),
      {
        profile: marked("p"),
        provisioningParameters: { Password: marked("pw"), Open: "o", "dotted.key": marked("d") },
        tags: { a: "1" },
        pathId: null,
      },
    );
    assert.equal(properties.profile, "p", "the original is left as it was");
  });

  it("that are marked whole and by key are wrapped whole", () => {
    const paths = ["provisioningParameters", "provisioningParameters.A"];
    assert.deepEqual(wrapSecrets({ provisioningParameters: { A: "x" } }, paths), {
      provisioningParameters: marked({ A: "x" }),
    });
  });

  it("are collected from everything at their paths, longest first, without empty ones", () => {
    const properties = { a: ["one", { b: "three" }], p: { X: "", Y: "secret-secret" }, open: "open" };
    assert.deepEqual(secretValues(properties, ["a", "p.X", "p.Y", "p.Z", "q"]), [
      "secret-secret",
      "three",
      "one",
    ]);
  });

  it("are found in a text, short ones only as the whole of it", () => {
    assert.ok(holdsSecret("user:hunter2@host", ["hunter2"]));
    assert.ok(holdsSecret("1", ["1"]));
    assert.ok(!holdsSecret("port 1", ["1"]));
    assert.ok(!holdsSecret("nothing here", ["hunter2"]));
  });

  it("are taken out of a text wherever they stand, the longer one first", () => {
    assert.equal(
      redact("value hunter22 and hunter2, again hunter2", ["hunter22", "hunter2"]),
      "value [secret] and [secret], again [secret]",
    );
  });

  it("with special characters are taken out too", () => {
    assert.equal(redact("is a.*$& (b) here", ["a.*$& (b)"]), "is [secret] here");
  });

  it("are found trimmed and by the elements of a list, as products show them", () => {
    const values = secretValues({ provisioningParameters: { A: " blanks ", B: "alpha-1,beta-22,no" } }, [
      "provisioningParameters.A",
      "provisioningParameters.B",
    ]);
    for (const shown of ["blanks", "alpha-1|beta-22", "beta-22"])
      assert.ok(holdsSecret(shown, values), shown);
    assert.ok(!holdsSecret("no", values), "shorter elements are part of nearly every text");
  });
});
