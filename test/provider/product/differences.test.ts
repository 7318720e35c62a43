import assert from "node:assert/strict";
import { UNKNOWN } from "../../../provider/state/values";
import type { Inputs } from "../../../provider/state/inputs";
import { ARGUMENTS } from "../../../provider/state/inputs";
import { concernsAws, differences, argumentsToSend } from "../../../provider/product/differences";
import { someInputs, someState } from "../support";

const byName: Partial<Inputs> = {
  productId: undefined as never,
  productName: "Bucket",
  provisioningArtifactId: undefined as never,
  provisioningArtifactName: "v1",
};

describe("what an update has to send", () => {
  const cases: [string, Partial<Inputs>, Partial<Inputs>, string[]][] = [
    ["nothing when nothing differs", {}, {}, []],
    ["another product", {}, { productId: "prod-2" }, ["productId"]],
    ["another version", {}, { provisioningArtifactId: "pa-2" }, ["provisioningArtifactId"]],
    [
      "another version by name",
      byName,
      { ...byName, provisioningArtifactName: "v2" },
      ["provisioningArtifactName"],
    ],
    ["nothing for the same names", byName, byName, []],
    ["another path", {}, { pathId: "lpv3-2" }, ["pathId"]],
    ["nothing for the path that is in force", {}, { pathId: "lpv3-1" }, []],
    ["a path by another name", { pathName: "a" }, { pathName: "b" }, ["pathName"]],
    ["nothing for a path that is not asked for any more", { pathName: "a" }, {}, []],
    ["another parameter", {}, { provisioningParameters: { Purpose: "x" } }, ["provisioningParameters"]],
    [
      "a parameter more",
      {},
      { provisioningParameters: { Purpose: "logs", A: "" } },
      ["provisioningParameters"],
    ],
    ["a parameter less", {}, { provisioningParameters: {} }, ["provisioningParameters"]],
    [
      "nothing for a previous value",
      {},
      { provisioningParameters: { Purpose: { usePreviousValue: true } } },
      [],
    ],
    ["other tags", { tags: { a: "1" } }, { tags: { a: "2" } }, ["tags"]],
    ["nothing for no tags and empty tags", {}, { tags: {} }, []],
    ["other default tags", {}, { __connection: { defaultTags: { a: "1" } } }, ["tags"]],
    [
      "nothing for a tag that is a default tag now",
      { tags: { a: "1" } },
      { __connection: { defaultTags: { a: "1" } } },
      [],
    ],
    [
      "other preferences",
      {},
      { stackSetProvisioningPreferences: { accounts: ["1"] } },
      ["stackSetProvisioningPreferences"],
    ],
    [
      "nothing for ours",
      {},
      {
        ignoreErrors: true,
        retainPhysicalResources: true,
        repairTainted: false,
        profile: "p",
        acceptLanguage: "jp",
        __timeouts: { create: "1h" },
      },
      [],
    ],
  ];
  for (const [what, now, wanted, expected] of cases) {
    it(`is ${what}`, () =>
      assert.deepEqual(argumentsToSend(someState({ inputs: now }), someInputs(wanted)), expected));
  }

  it("is nothing for a name that stands for the id in force", () => {
    const state = someState();
    assert.deepEqual(argumentsToSend(state, someInputs(byName)), ["productName", "provisioningArtifactName"]);
    const resolved = { productId: "prod-1", provisioningArtifactId: "pa-1" };
    assert.deepEqual(argumentsToSend(state, someInputs(byName), resolved), []);
    assert.deepEqual(
      argumentsToSend(state, someInputs(byName), { ...resolved, provisioningArtifactId: "pa-2" }),
      ["provisioningArtifactName"],
    );
  });

  it("goes by what runs, not by what was asked for", () => {
    const state = someState({ observed: { provisioningArtifactId: "pa-9" } });
    assert.deepEqual(argumentsToSend(state, someInputs()), ["provisioningArtifactId"]);
  });

  it("concerns AWS for these arguments only", () => {
    assert.deepEqual(ARGUMENTS.filter(concernsAws), [
      "name",
      "productId",
      "productName",
      "provisioningArtifactId",
      "provisioningArtifactName",
      "pathId",
      "pathName",
      "provisioningParameters",
      "stackSetProvisioningPreferences",
      "notificationArns",
      "tags",
      "owner",
    ]);
  });
});

describe("a difference that is shown", () => {
  const now = someInputs({
    tags: { team: "blue-team", cost: "7" },
    provisioningParameters: { Purpose: "logs", Key: "old-key" },
  });
  const wanted = someInputs({
    tags: { team: "red-team", cost: "7" },
    provisioningParameters: { Purpose: "web", Key: "new-key" },
  });

  it("is told with both values, key by key", () => {
    assert.deepEqual(differences(now, wanted, ["tags"]), [
      'tags.team is "blue-team", the program says "red-team"',
    ]);
  });

  it("is told of a key that only one of the two has", () => {
    const less = { ...wanted, tags: { cost: "7" } };
    assert.deepEqual(differences(now, less, ["tags"]), [
      'tags.team is "blue-team", the program says nothing',
    ]);
    assert.deepEqual(differences(less, now, ["tags"]), [
      'tags.team is nothing, the program says "blue-team"',
    ]);
  });

  for (const [what, paths, shown] of [
    ["as a whole", ["tags"], ["tags.team"]],
    ["by its key", ["tags.team"], ["tags.team"]],
  ] as const) {
    it(`is told by its path alone where the argument is secret ${what}, now or before`, () => {
      const __secrets = [...paths];
      for (const [a, b] of [
        [{ ...now, __secrets }, wanted],
        [now, { ...wanted, __secrets }],
      ] as const)
        assert.deepEqual(differences(a, b, ["tags"]), shown);
    });
  }

  it("is told by its path where a map that was secret as a whole is gone", () => {
    const without = { ...wanted };
    delete without.tags;
    assert.deepEqual(differences({ ...now, __secrets: ["tags"] }, without, ["tags"]), [
      "tags.team",
      "tags.cost",
    ]);
  });

  it("is told whole where the argument is no map of its own, or is not known", () => {
    const preferences = { accounts: ["1"], maxConcurrencyCount: 1 };
    const more = { ...wanted, stackSetProvisioningPreferences: { ...preferences, maxConcurrencyCount: 2 } };
    assert.deepEqual(
      differences({ ...now, stackSetProvisioningPreferences: preferences }, more, [
        "stackSetProvisioningPreferences",
      ]),
      [
        'stackSetProvisioningPreferences is {"accounts":["1"],"maxConcurrencyCount":1}, the program says {"accounts":["1"],"maxConcurrencyCount":2}',
      ],
    );
    assert.deepEqual(differences(now, { ...wanted, tags: UNKNOWN as never }, ["tags"]), [
      'tags is {"team":"blue-team","cost":"7"}, the program says not known yet',
    ]);
    assert.deepEqual(differences({ ...now, tags: UNKNOWN as never }, wanted, ["tags"]), [
      'tags is not known yet, the program says {"team":"red-team","cost":"7"}',
    ]);
  });
});
