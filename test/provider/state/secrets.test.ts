import assert from "node:assert/strict";
import { isSecret, secret, secretValues, storedSecret, wrapSecrets } from "../../../provider/state/secrets";

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

  it("stand as JSON in files of state", () => {
    assert.deepEqual(storedSecret({ a: 1 }), {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: '{"a":1}',
    });
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
    assert.deepEqual(wrapSecrets({ tags: { value: "x" } }, ["tags", "tags.value"]), {
      tags: marked({ value: "x" }),
    });
  });

  it("are looked for by whole keys, and in nothing that has none", () => {
    const properties = { tag: { tags: "x" }, name: "web", none: null, list: [null] };
    const paths = ["tags", "name.length", "none.a", "list.0.a"];
    assert.deepEqual(wrapSecrets(properties, paths), properties);
    assert.deepEqual(secretValues(properties, [...paths, "list"]), []);
  });

  it("are collected from everything at their paths, longest first, without empty ones", () => {
    const properties = { a: ["one", { b: "three" }], p: { X: "", Y: "secret-secret" }, open: "open" };
    assert.deepEqual(secretValues(properties, ["a", "p.X", "p.Y", "p.Z", "q"]), [
      "secret-secret",
      "three",
      "one",
    ]);
  });

  it("deep inside are wrapped where they stand, and nothing beside them", () => {
    const connection = { assumeRoles: [{ roleArn: "r", externalId: "e" }], endpoints: { sts: "u" } };
    assert.deepEqual(wrapSecrets({ c: connection }, ["c.assumeRoles.0.externalId", "c.endpoints.sts"]), {
      c: { assumeRoles: [{ roleArn: "r", externalId: marked("e") }], endpoints: { sts: marked("u") } },
    });
    assert.deepEqual(wrapSecrets({ list: ["a", "b"], p: { "": { a: "x" } } }, ["list.1", "p..a"]), {
      list: ["a", marked("b")],
      p: { "": { a: marked("x") } },
    });
    assert.deepEqual(secretValues({ c: connection }, ["c.assumeRoles.0.externalId", "c.none.at.all"]), ["e"]);
  });
});
