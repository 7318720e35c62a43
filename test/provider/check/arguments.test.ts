import assert from "node:assert/strict";
import { checkTogether, normalise } from "../../../provider/check/arguments";
import type { Arguments } from "../../../provider/state/inputs";
import type { Properties } from "../../../provider/state/values";
import { UNKNOWN } from "../../../provider/state/values";
import { someInputs } from "../support";

function normalised(news: Properties): { inputs: Properties; failures: string[] } {
  const failures: string[] = [];
  return { inputs: { ...normalise(news, failures) }, failures };
}

function together(inputs: Partial<Arguments> & Properties, olds?: Arguments): string[] {
  const failures: string[] = [];
  checkTogether(someInputs(inputs), olds, failures);
  return failures;
}

describe("the stored form of the arguments", () => {
  it("leaves out what is absent, at every depth", () => {
    const news = {
      name: null,
      pathId: undefined,
      tags: { a: "1", b: null },
      provisioningParameters: { A: null, B: "x" },
      stackSetProvisioningPreferences: { regions: null, failureToleranceCount: 0 },
    };
    assert.deepEqual(normalised(news), {
      inputs: {
        tags: { a: "1" },
        provisioningParameters: { B: "x" },
        stackSetProvisioningPreferences: { failureToleranceCount: 0 },
      },
      failures: [],
    });
  });

  it("has parameters as texts, and previous values without a value", () => {
    const provisioningParameters = {
      N: 1e21,
      B: false,
      L: ["a", 2],
      P: { usePreviousValue: true, value: "x" },
    };
    assert.deepEqual(normalised({ provisioningParameters }).inputs.provisioningParameters, {
      N: "1000000000000000000000",
      B: "false",
      L: "a,2",
      P: { usePreviousValue: true },
    });
  });

  it("lets unknown values through wherever they stand", () => {
    const news = {
      name: UNKNOWN,
      provisioningParameters: { A: UNKNOWN, B: "x" },
      tags: UNKNOWN,
      notificationArns: [UNKNOWN],
      stackSetProvisioningPreferences: { accounts: UNKNOWN },
      assumeRole: { roleArn: UNKNOWN },
      ignoreErrors: UNKNOWN,
    };
    assert.deepEqual(normalised(news), { inputs: news, failures: [] });
  });

  it("keeps the hidden inputs as they are", () => {
    const news = { __schema: 1, __urn: "u", __connection: { region: UNKNOWN } };
    assert.deepEqual(normalised(news), { inputs: news, failures: [] });
  });

  for (const [what, news, expected] of [
    [
      "a mistyped argument, with what was meant",
      { prodcutId: "x" },
      [/^prodcutId: .*did you mean productId\?/],
    ],
    ["an argument that does not exist", { banana: "x" }, [/^banana: unknown argument$/]],
    ["a text that is none", { name: 1 }, [/^name: must be a string/]],
    ["a flag that is none", { ignoreErrors: "true" }, [/^ignoreErrors: must be a boolean/]],
    ["a list that is none", { notificationArns: "x" }, [/^notificationArns: must be a list/]],
    ["an element of a list", { notificationArns: ["a", 1] }, [/^notificationArns\[1\]: must be a string/]],
    ["a tag", { tags: { a: 1 } }, [/^tags\.a: must be a string/]],
    ["tags that are no object", { tags: 1 }, [/^tags: must be an object$/]],
    [
      "tags as a list",
      { tags: [{ key: "team", value: "web" }] },
      [
        /^tags: must be an object such as \{ team: "web" \}, not a list\. To convert a list .* Object\.fromEntries\(/,
      ],
    ],
    [
      "parameters twice in a list",
      { provisioningParameters: [{ key: "A" }, { key: "A" }] },
      [/: A is given twice$/],
    ],
    ["a list without keys", { provisioningParameters: ["A=1"] }, [/: an entry of the list has no key$/]],
    [
      "parameters as JSON",
      { provisioningParameters: "{}" },
      [/^provisioningParameters: must be an object, not a string; .* requireObject$/],
    ],
    ["a parameter", { provisioningParameters: { A: ["a,b"] } }, [/^provisioningParameters\.A: .*comma/]],
    [
      "a member",
      { assumeRole: { role: "x" } },
      [/^assumeRole\.role: unknown property; expected one of roleArn/],
    ],
    ["a role that is a text", { assumeRole: "arn" }, [/^assumeRole: must be an object, not a string/]],
    ["several at once", { name: 1, tags: 2, x: 3 }, [/^name/, /^tags/, /^x/]],
  ] as [string, Properties, RegExp[]][]) {
    it(`says by path what is wrong with ${what}`, () => {
      const { failures } = normalised(news);
      assert.equal(failures.length, expected.length, failures.join("\n"));
      expected.forEach((pattern, index) => assert.match(failures[index] ?? "", pattern));
    });
  }

  it("never quotes a value, which may be secret", () => {
    const news = {
      name: { a: "geheim" },
      tags: { k: ["geheim"] },
      provisioningParameters: { A: { b: "geheim" } },
    };
    const { failures } = normalised(news);
    assert.equal(failures.length, 3);
    assert.doesNotMatch(failures.join("\n"), /geheim/);
  });
});

describe("the arguments together", () => {
  it("may be as they are", () => assert.deepEqual(together({}), []));

  for (const [id, name] of [
    ["productId", "productName"],
    ["provisioningArtifactId", "provisioningArtifactName"],
    ["pathId", "pathName"],
  ] as const) {
    it(`may not have both ${id} and ${name}`, () => {
      const [failure = "", ...more] = together({ [id]: "a", [name]: "b" });
      assert.match(failure, new RegExp(`^${id}: .*${name}`));
      assert.deepEqual(more, []);
    });
  }

  it("may name a product by its name alone", () => {
    assert.deepEqual(together({ productId: undefined as never, productName: "Web" }), []);
  });

  it("must name a product", () => {
    assert.match(together({ productId: undefined as never })[0] ?? "", /^productId: is required/);
  });

  it("may not keep a previous value of a product that is new", () => {
    const inputs = { provisioningParameters: { A: { usePreviousValue: true as const }, B: "x" } };
    assert.match(together(inputs)[0] ?? "", /^provisioningParameters\.A: there is no previous value/);
    assert.deepEqual(together(inputs, someInputs()), [], "an existing product has one");
    assert.deepEqual(together({ ...inputs, __import: "pp-1" }), [], "so does an imported one");
  });

  it("may not change notification ARNs, and say how to replace", () => {
    const [failure = ""] = together({ notificationArns: ["b"] }, someInputs({ notificationArns: ["a"] }));
    assert.match(failure, /^notificationArns: .*pulumi up --target-replace 'urn:pulumi:test::project/);
    assert.equal(
      together({}, someInputs({ notificationArns: ["a"] })).length,
      1,
      "removing them is a change",
    );
    assert.deepEqual(together({ notificationArns: ["a"] }), [], "a new product may have them");
    assert.deepEqual(
      together({ notificationArns: [] }, someInputs()),
      [],
      "none and an empty list are equal",
    );
    assert.deepEqual(
      together({ notificationArns: [UNKNOWN] }, someInputs()),
      [],
      "unknown ones may be the same",
    );
  });

  it("may not have a timeout that is no length of time", () => {
    assert.match(
      together({ __timeouts: { create: "1 hour", delete: "1h" } })[0] ?? "",
      /^customTimeouts\.create: /,
    );
    assert.deepEqual(together({ __timeouts: { create: UNKNOWN } }), []);
  });

  it("refuses an aws provider of which something is not understood", () => {
    assert.deepEqual(
      together({ __connection: { unusable: ["the aws provider's assumeRole has no roleArn."] } }),
      ["provider: the aws provider's assumeRole has no roleArn."],
    );
  });

  it("may not use an aws provider that holds access keys, and say why", () => {
    assert.match(
      together({ __connection: { hasAccessKey: true } })[0] ?? "",
      /^provider: .*access keys.*stale/,
    );
    assert.deepEqual(
      together({ __connection: { hasAccessKey: UNKNOWN as never, unusable: UNKNOWN as never } }),
      [],
      "not known is not given",
    );
  });
});
