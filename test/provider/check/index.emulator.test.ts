import assert from "node:assert/strict";
import { ProvisionProductCommand } from "@aws-sdk/client-service-catalog";
import { createEmulator, type Emulator } from "../../../emulator";
import { provisionRequest } from "../../../provider/product/requests";
import type { Properties } from "../../../provider/state/values";
import { clientOf } from "../../emulator/support";
import { checkIn } from "./support";

const template = {
  Parameters: {
    Size: { Type: "String", AllowedValues: ["small", "large"] },
    Stage: { Type: "String", Default: "dev" },
  },
  Rules: {
    SmallInDev: {
      RuleCondition: { "Fn::Equals": [{ Ref: "Stage" }, "dev"] },
      Assertions: [
        { Assert: { "Fn::Equals": [{ Ref: "Size" }, "small"] }, AssertDescription: "dev is small" },
      ],
    },
  },
  Resources: { Handle: { Type: "AWS::CloudFormation::WaitConditionHandle" } },
};
const versions = [
  { name: "v1", template },
  { name: "old", template, guidance: "DEPRECATED" as const },
  { name: "gone", template, active: false },
];
const twins = [
  { name: "twice", id: "pa-twice1", template },
  { name: "twice", id: "pa-twice2", template },
];
const catalog = {
  portfolios: [{ name: "main", tagOptions: { CostCenter: ["1", "2"] } }, { name: "other" }],
  products: [
    { name: "web", portfolios: ["main"], versions: [...versions, ...twins] },
    { name: "forked", versions },
    { name: "locked", portfolios: [], versions },
    {
      name: "strict",
      portfolios: ["main"],
      versions,
      constraints: [
        {
          type: "TEMPLATE" as const,
          rules: {
            NoLarge: {
              Assertions: [{ Assert: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "Size" }, "large"] }] } }],
            },
          },
        },
      ],
    },
  ],
};

const right: Properties = {
  name: "p",
  productName: "web",
  provisioningArtifactName: "v1",
  provisioningParameters: { Size: "small" },
  tags: { CostCenter: "1" },
};

/** What is wrong; with a reason where the emulator does not reject it, although preview does. */
const MISTAKES: [title: string, news: Properties, accepted?: string][] = [
  ["a product that is not there", { productName: "wbe" }],
  ["a product without a path", { productName: "locked" }],
  ["a version that is not there", { provisioningArtifactName: "v2" }],
  ["a version that is inactive", { provisioningArtifactName: "gone" }],
  ["two versions of the name", { provisioningArtifactName: "twice" }],
  ["a deprecated version", { provisioningArtifactName: "old" }],
  ["no path chosen of two", { productName: "forked" }],
  ["a path that is not there", { pathName: "nowhere" }],
  ["a path by id that is not there", { pathId: "lpv3-nowhere" }],
  ["an unknown parameter", { provisioningParameters: { Size: "small", Siez: "small" } }],
  ["a missing parameter", { provisioningParameters: {} }],
  ["a value that is not allowed", { provisioningParameters: { Size: "medium" } }],
  ["a rule of the template", { provisioningParameters: { Size: "large" } }],
  [
    "a rule of a constraint",
    { productName: "strict", provisioningParameters: { Size: "large", Stage: "prod" } },
  ],
  ["a value of 4097 characters", { provisioningParameters: { Size: "small", Stage: "x".repeat(4097) } }],
  ["a name with a space", { name: "a b" }],
  ["a name that is too long", { name: "n".repeat(129) }],
  ["a name that is taken", { name: "taken" }],
  ["no ARN", { notificationArns: ["topic"] }],
  ["six ARNs", { notificationArns: Array.from({ length: 6 }, (_, i) => `arn:aws:sns:us-east-1:1:t${i}`) }],
  ["a tag with a sign", { tags: { CostCenter: "1", "a#b": "1" } }],
  ["an empty tag", { tags: { CostCenter: "1", a: "" } }],
  [
    "fifty-one tags",
    {
      tags: Object.fromEntries([
        ["CostCenter", "1"],
        ...Array.from({ length: 50 }, (_, i) => [`t${i}`, "1"]),
      ]),
    },
  ],
  ["a reserved tag", { tags: { CostCenter: "1", "aws:a": "1" } }],
  ["a TagOption's value", { tags: { CostCenter: "3" } }],
  [
    "a TagOption that is missing",
    { tags: {} },
    "documented for people who launch, not as an error of the call",
  ],
  ["an account of four digits", { stackSetProvisioningPreferences: { accounts: ["1234"] } }],
  ["101 percent", { stackSetProvisioningPreferences: { failureTolerancePercentage: 101 } }],
  ["a concurrency of none", { stackSetProvisioningPreferences: { maxConcurrencyCount: 0 } }],
  ["a language", { acceptLanguage: "ja" }, "documented as a choice of three, modelled as any text"],
];

describe("what preview rejects", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await createEmulator({ catalog, clock: "virtual", seed: 3 });
  });
  beforeEach(async () => {
    emulator.reset();
    await provision({ ...right, name: "taken" });
  });
  after(() => emulator.close());

  /** How the emulator takes it: what it answers at once, else the record's status. */
  async function provision(news: Properties): Promise<string> {
    const client = clientOf(emulator);
    try {
      const input = {
        ...provisionRequest(news as never),
        ProvisionToken: `t-${Math.random()}`.replace(".", ""),
      };
      const { RecordDetail: record } = await client.send(new ProvisionProductCommand(input));
      await emulator.advance(1_000_000);
      return emulator.records().find(({ id }) => id === record?.RecordId)?.status ?? "lost";
    } catch (error) {
      return (error as Error).name;
    } finally {
      client.destroy();
    }
  }

  it("is not what is right", async () => {
    assert.deepEqual((await checkIn(emulator, right)).failures, []);
    assert.equal(await provision(right), "SUCCEEDED");
  });

  for (const [title, news, accepted] of MISTAKES)
    it(`is rejected by the emulator: ${title}${accepted ? ` (not: ${accepted})` : ""}`, async () => {
      const given = { ...right, ...news };
      const { failures } = await checkIn(emulator, given);
      assert.equal(failures.length, 1, failures.join("\n") || "preview accepts it");
      const outcome = await provision(given);
      assert.equal(outcome === "SUCCEEDED", accepted !== undefined, outcome);
    });
});
