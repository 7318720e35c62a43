import assert from "node:assert/strict";
import { areTagsUnknown, checkTags, checkTagsOfPath } from "../../../provider/check/tags";
import type { Inputs } from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";
import { launchOf, oneCheck } from "./support";

const CHARACTERS = "letters, digits, spaces and _ . : / = + - @";

describe("tags by themselves", () => {
  const told = (tags: Record<string, string> | undefined, more: Partial<Inputs> = {}) => {
    const { checking, said } = oneCheck({ inputs: { ...(tags && { tags }), ...more } });
    checkTags(checking);
    return said;
  };

  for (const [what, tags] of [
    ["none", {}],
    ["letters of any language, digits and signs", { "Größe 1_.:/=+-@": "日本 x_.:/=+-@" }],
    ["the longest key and value", { ["k".repeat(128)]: "v".repeat(256) }],
    ["as many as AWS takes", Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, "v"]))],
    ["a value that is not known", { a: UNKNOWN }],
    ["what begins with aws", { awsome: "1" }],
    ["what holds aws:", { "x-aws:a": "1" }],
  ] as [string, Record<string, string>][])
    it(`are right: ${what}`, () => assert.deepEqual(told(tags), []));

  for (const [what, tags, reasons] of [
    ["a reserved key", { "AWS:x": "1" }, ["tags.AWS:x: keys that begin with aws: are reserved"]],
    ["an empty key", { "": "1" }, ["tags.: a key must have 1 to 128 characters"]],
    [
      "too long a key",
      { ["k".repeat(129)]: "1" },
      [`tags.${"k".repeat(129)}: a key must have 1 to 128 characters`],
    ],
    ["a key with other signs", { "a?": "1" }, [`tags.a?: the key has characters other than ${CHARACTERS}`]],
    ["an empty value", { a: "" }, ["tags.a: the value is empty"]],
    ["too long a value", { a: "v".repeat(257) }, ["tags.a: the value is longer than 256 characters"]],
    ["a value with other signs", { a: "x?" }, [`tags.a: "x?" has characters other than ${CHARACTERS}`]],
  ] as [string, Record<string, string>, string[]][])
    it(`are wrong: ${what}`, () =>
      assert.deepEqual(
        told(tags),
        reasons.map((reason) => `fail ${reason}`),
      ));

  it("are too many with the default tags", () => {
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, "v"]));
    assert.deepEqual(told(tags, { __connection: { defaultTags: { more: "1" } } }), [
      "fail tags: there are 51 with the default tags; AWS accepts at most 50",
    ]);
  });

  it("are told from default tags", () => {
    const inputs = { __connection: { defaultTags: { "a?": "1", "b?": "1" } } };
    assert.deepEqual(
      told({ "a?": "2" }, inputs).map((text) => text.split(": ")[0]),
      ["fail tags.a?", "fail tags.b? (a default tag)"],
    );
    assert.deepEqual(
      told(undefined, inputs).map((text) => text.split(": ")[0]),
      ["fail tags.a? (a default tag)", "fail tags.b? (a default tag)"],
    );
  });

  it("do not show a secret value", () => {
    assert.deepEqual(told({ a: "s?cret" }, { __secrets: ["tags.a"] }), [
      `fail tags.a: the secret value has characters other than ${CHARACTERS}`,
    ]);
  });

  for (const [what, inputs] of [
    ["tags", { tags: UNKNOWN as never }],
    ["the aws provider", { tags: { "a?": "1" }, __connection: UNKNOWN as never }],
    ["the default tags", { tags: { "a?": "1" }, __connection: { defaultTags: UNKNOWN as never } }],
  ] as const)
    it(`are not checked while ${what} are not known`, () => {
      const { checking, said } = oneCheck({ inputs });
      assert.equal(areTagsUnknown(checking), true);
      checkTags(checking);
      checkTagsOfPath(checking, launchOf({ tagOptions: [{ Key: "a", Values: ["1", "2"] }] }));
      assert.deepEqual(said, []);
    });
});

describe("tags against the TagOptions", () => {
  const tagOptions = [
    { Key: "Cost", Values: ["1000", "2500"] },
    { Key: "Group", Values: ["Finance"] },
  ];
  const told = (
    tags: Record<string, string>,
    {
      before,
      options = tagOptions,
      updates = "ALLOWED",
      more = {},
    }: { before?: Record<string, string>; options?: object[]; updates?: string; more?: Partial<Inputs> } = {},
  ) => {
    const { checking, said } = oneCheck({
      inputs: { tags, ...more },
      olds: before ? { tags: before } : undefined,
    });
    const instructions = { tagUpdateOnProvisionedProduct: updates };
    checkTagsOfPath(checking, launchOf({ tagOptions: options, instructions }));
    return said;
  };

  it("are right where they are among the values; a single one Service Catalog sets itself", () => {
    assert.deepEqual(told({ Cost: "1000", other: "x" }), []);
    assert.deepEqual(told({ Cost: UNKNOWN }), []);
  });

  it("are missing, wrong, or cannot be given", () => {
    assert.deepEqual(told({}), ["fail tags.Cost: is required: one of 1000, 2500"]);
    assert.deepEqual(told({ Cost: "3" }), ['fail tags.Cost: "3" is not one of 1000, 2500']);
    assert.deepEqual(told({ Cost: "1001" }), [
      'fail tags.Cost: "1001" is not one of 1000, 2500; did you mean "1000"?',
    ]);
    assert.deepEqual(told({ Cost: "1000", Group: "Sales" }), [
      'fail tags.Group: "Sales" is not one of Finance',
    ]);
    const torn = { options: [{ Key: "Torn", Values: [] }] };
    assert.deepEqual(told({ Torn: "x" }, torn), [
      "fail tags.Torn: cannot be given: the TagOptions of product and portfolio contradict each other for this key",
    ]);
    assert.deepEqual(told({}, torn), []);
    assert.match(told({ Torn: "x" }, { options: [{ Key: "Torn" }] }).join(), /: cannot be given: /);
  });

  it("show no secret, and no guess at one", () => {
    assert.deepEqual(told({ Cost: "1001" }, { more: { __secrets: ["tags.Cost"] } }), [
      "fail tags.Cost: the secret value is not one of 1000, 2500",
    ]);
  });

  it("that are unchanged may not fit any more: TagOptions are a matter of what is tagged from now on", () => {
    assert.deepEqual(told({ Cost: "3" }, { before: { Cost: "3" } }), []);
    assert.deepEqual(told({}, { before: {} }), []);
    assert.deepEqual(told({ Cost: "3", a: "1" }, { before: { Cost: "3" } }), [
      'fail tags.Cost: "3" is not one of 1000, 2500',
    ]);
  });

  it("that change say what AWS ignores", () => {
    const before = { Cost: "1000", a: "1" };
    const ignored =
      "warn tags: AWS will ignore this change: the product has no RESOURCE_UPDATE constraint that allows tags to be updated";
    const removed = "warn tags: AWS removes a tag only together with a change of another one";
    assert.deepEqual(told({ Cost: "2500" }, { before, updates: "NOT_ALLOWED" }), [ignored]);
    assert.deepEqual(told({ Cost: "1000" }, { before }), [removed]);
    assert.deepEqual(told({ Cost: "2500" }, { before }), []);
    assert.deepEqual(told({ ...before, b: "1" }, { before }), []);
    assert.deepEqual(told({ Cost: "2500", b: UNKNOWN }, { before, updates: "NOT_ALLOWED" }), []);
    assert.deepEqual(
      told({ Cost: "2500" }, { updates: "NOT_ALLOWED" }),
      [],
      "of a new product nothing changes",
    );
  });
});
