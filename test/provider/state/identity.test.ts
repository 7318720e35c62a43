import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import {
  derivedName,
  fingerprint,
  identityOf,
  lifeToken,
  token,
  tokenPrefix,
} from "../../../provider/state/identity";

// Golden values, computed without this code. If one of them changes, resources of users lose their products.
const URN = "urn:pulumi:prod::shop::pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct::web";
const IDENTITY = "1c821da7515cf324afb66b47f81d9634";
const REQUEST = { Tags: [{ Key: "a", Value: "b" }], ProvisionedProductName: "web" };

describe("the identity of a resource", () => {
  it("is 32 digits of the SHA-256 over organization, project, stack and URN", () => {
    assert.equal(identityOf("acme", "shop", "prod", URN), IDENTITY);
  });

  it("is another one in another organization, project, stack, or of another URN", () => {
    const others = [
      identityOf("other", "shop", "prod", URN),
      identityOf("acme", "other", "prod", URN),
      identityOf("acme", "shop", "other", URN),
      identityOf("acme", "shop", "prod", `${URN}2`),
      identityOf("acmeshop", "", "prod", URN),
    ];
    assert.equal(new Set([...others, IDENTITY]).size, others.length + 1);
  });
});

describe("the derived name", () => {
  it("is the logical name and eight digits of the identity", () => {
    assert.equal(derivedName("web", IDENTITY), "web-1c821da7");
  });

  it("replaces what AWS does not take, run by run", () => {
    assert.equal(derivedName("my web/site (übung)", IDENTITY), "my-web-site-bung--1c821da7");
  });

  it("drops what a name cannot begin with", () => {
    assert.equal(derivedName("--._web", IDENTITY), "web-1c821da7");
  });

  it("is cut to 128 characters, the digits stay", () => {
    assert.equal(derivedName("x".repeat(200), IDENTITY), `${"x".repeat(119)}-1c821da7`);
  });

  it("has a stem of its own when nothing is left", () => {
    assert.equal(derivedName("äöü", IDENTITY), "product-1c821da7");
    assert.equal(derivedName("", IDENTITY), "product-1c821da7");
  });

  it("is always a name that AWS takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (logicalName) => {
        const name = derivedName(logicalName, IDENTITY);
        assert.match(name, /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$/);
        assert.ok(name.endsWith("-1c821da7"));
      }),
    );
  });
});

describe("the fingerprint of a request", () => {
  it("is 16 digits of scrypt, salted with the identity", async () => {
    assert.equal(await fingerprint(REQUEST, IDENTITY), "8077ed41f5060225");
  });

  it("does not depend on the order of keys, at any depth", async () => {
    const turned = { ProvisionedProductName: "web", Tags: [{ Value: "b", Key: "a" }] };
    assert.equal(await fingerprint(turned, IDENTITY), await fingerprint(REQUEST, IDENTITY));
  });

  it("depends on every value, on the order of lists, and on the identity", async () => {
    const list = { L: ["a", "b"] };
    const all = await Promise.all([
      fingerprint(list, IDENTITY),
      fingerprint({ L: ["b", "a"] }, IDENTITY),
      fingerprint({ L: ["a", "c"] }, IDENTITY),
      fingerprint(list, "0".repeat(32)),
    ]);
    assert.equal(new Set(all).size, 4);
  });

  it("lets others use Node's few threads: a file is read before many are done", async () => {
    let done = 0;
    const many = Array.from({ length: 60 }, (_, n) => fingerprint({ n }, IDENTITY).then(() => done++));
    await readFile(__filename);
    assert.ok(done < 30, `${done} were done before`);
    await Promise.all(many);
  });
});

describe("a token", () => {
  it("is sc-, the identity, and the fingerprint", () => {
    assert.equal(token(IDENTITY, "8077ed41f5060225"), `sc-${IDENTITY}-8077ed41f5060225`);
  });

  it("is another one on another basis", () => {
    assert.equal(token(IDENTITY, "8077ed41f5060225", "pp-1"), `sc-${IDENTITY}-cee9fd147f8bcd1b`);
  });

  it("of a later life goes on with 16 digits of the moment, and still shows what was asked for", () => {
    const later = lifeToken(IDENTITY, "8077ed41f5060225", "1700000000000 1");
    assert.equal(later, `sc-${IDENTITY}-8077ed41f5060225-df38154b645784d8`);
    assert.ok(later.startsWith(token(IDENTITY, "8077ed41f5060225")));
    assert.match(later, /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,127}$/);
  });

  it("begins with what makes a product ours, and is one that AWS takes", () => {
    for (const basis of ["", "rec-1"]) {
      const made = token(IDENTITY, "8077ed41f5060225", basis);
      assert.ok(made.startsWith(tokenPrefix(IDENTITY)));
      assert.match(made, /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,127}$/);
    }
  });
});
