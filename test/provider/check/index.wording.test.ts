import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Inputs } from "../../../provider/state/inputs";
import type { Properties } from "../../../provider/state/values";
import { UNKNOWN } from "../../../provider/state/values";
import { awsError, testRun } from "../support";
import { catalogAnswers } from "./catalogAnswers";
import { checkOf, type Circumstances } from "./support";

const GOLDEN = path.join(__dirname, "wording.golden.md");

const output: unknown = pulumi.output("backup");

/** Everything that is right. */
const parameters = { InstanceType: "t3.small", Purpose: "backup" };
const tags = { CostCenter: "1000" };
const right = { name: "web", productName: "Bucket", provisioningArtifactName: "v1" };

const withParameters = (more: Properties, others: Properties = {}): Properties => ({
  provisioningParameters: { ...parameters, ...more },
  ...others,
});
const without = (key: string): Properties => ({
  provisioningParameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== key)),
});
const olds = { ...right, provisioningParameters: parameters, tags } as Partial<Inputs>;
const denied = (operation: string) =>
  awsError("AccessDeniedException", `User: me is not authorized to perform: servicecatalog:${operation}`, {
    $fault: "client",
  });

type Entry = [title: string, news: Properties, circumstances?: Circumstances & { answers?: object }];

const CHAPTERS: Record<string, Entry[]> = {
  "Product, version and launch path": [
    ["no product", { productName: undefined }],
    ["a product that is not there", { productName: "Buckte" }],
    ["an id that is not there", { productName: undefined, productId: "prod-nothing" }],
    ["a version that is not there", { provisioningArtifactName: "v12" }],
    [
      "a version by id that is not there",
      { provisioningArtifactName: undefined, provisioningArtifactId: "pa-77777" },
    ],
    ["a version that is deprecated", { provisioningArtifactName: "v0" }],
    ["two versions of one name", { provisioningArtifactName: "twice" }],
    ["none chosen of several versions", { provisioningArtifactName: undefined }],
    ["none left to choose", { productName: "Withdrawn", provisioningArtifactName: undefined }],
    ["a path that is not there", { pathName: "Storrage" }],
    ["a path by id that is not there", { pathId: "lpv3-x" }],
    ["none chosen of several paths", { productName: "Forked", provisioningArtifactName: "only" }],
    [
      "two paths of one name",
      { productName: "Forked", provisioningArtifactName: "only", pathName: "Research" },
    ],
    ["no path for the caller", { productName: "Unreachable", provisioningArtifactName: "only" }],
  ],
  Parameters: [
    ["a key that is not there", withParameters({ Stgae: "dev" })],
    ["a key that resembles none", withParameters({ Colour: "red" })],
    [
      "a key instead of a required one",
      { provisioningParameters: { InstanceTyp: "t3.small", Purpose: "backup" } },
    ],
    ["a required one is missing", without("Purpose")],
    ["a required one with a choice is missing", without("InstanceType")],
    ["a value that is not allowed", withParameters({ InstanceType: "t9.huge" })],
    ["a value that resembles none", withParameters({ InstanceType: "m5" })],
    ["a pattern", withParameters({ Purpose: "Backup" })],
    ["too short", withParameters({ Purpose: "it" })],
    ["too long", withParameters({ Purpose: "everything" })],
    ["described by the template", withParameters({ Stage: "test" })],
    ["no number", withParameters({ Size: "one" })],
    ["too small", withParameters({ Size: 0 })],
    ["too large", withParameters({ Size: 5.5 })],
    ["an element", withParameters({ Zones: ["a", "x"] })],
    ["longer than AWS accepts", withParameters({ Purpose: "x".repeat(4097) })],
    ["an element with a comma", withParameters({ Zones: ["a,b"] })],
    ["an object", withParameters({ Zones: { a: 1 } })],
    ["a secret", withParameters({ Purpose: "Backup" }, { __secrets: ["provisioningParameters.Purpose"] })],
    ["a NoEcho parameter, in plain text", withParameters({ Password: "short" })],
    ["a pattern that versions of Java treat differently", withParameters({ Code: "ab" })],
    ["no previous value", withParameters({ Size: { usePreviousValue: true } })],
  ],
  Rules: [
    ["of the product", withParameters({ InstanceType: "t3.large" })],
    ["without a description", withParameters({ Purpose: "unsaid" })],
  ],
  "A change of version": [
    [
      "what it takes and what it brings",
      withParameters(
        { Size: 2, Region: { usePreviousValue: true } },
        { provisioningArtifactName: "v2", tags },
      ),
      { olds },
    ],
  ],
  Tags: [
    ["a reserved key", { tags: { ...tags, "aws:team": "a" } }],
    ["a key with a sign", { tags: { ...tags, "team#1": "a" } }],
    ["a long key", { tags: { ...tags, ["k".repeat(129)]: "a" } }],
    ["an empty value", { tags: { ...tags, team: "" } }],
    ["a long value", { tags: { ...tags, team: "v".repeat(257) } }],
    ["a value with a sign", { tags: { ...tags, team: "a&b" } }],
    ["a default tag", { __connection: { defaultTags: { "aws:x": "1" } } }],
    [
      "too many",
      { tags: { ...tags, ...Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, "v"])) } },
    ],
    ["a TagOption that is missing", { tags: {} }],
    ["a TagOption with another value", { tags: { CostCenter: "2501" } }],
    ["a TagOption that contradicts itself", { tags: { ...tags, Torn: "x" } }],
    ["a change that AWS will ignore", { tags: { ...tags, team: "a" } }, { olds }],
  ],
  "Name and others": [
    ["a name with a space", { name: "my web" }],
    ["a long name", { name: "n".repeat(129) }],
    ["a name that is taken", { name: "taken" }],
    ["a language", { acceptLanguage: "ja" }],
    ["no ARN", { notificationArns: ["arn:aws:sns:eu-west-1:111111111111:topic", "my-topic"] }],
    [
      "many ARNs",
      { notificationArns: Array.from({ length: 6 }, (_, i) => `arn:aws:sns:eu-west-1:111111111111:t${i}`) },
    ],
    [
      "other ARNs than the product has",
      { notificationArns: ["arn:aws:sns:eu-west-1:111111111111:t"] },
      { olds },
    ],
    ["an argument that is not there", { provisioningParameter: {} }],
    ["an argument of another type", { tags: "team=a", ignoreErrors: "true", notificationArns: "x" }],
    ["both of a pair", { productId: "prod-bucket" }],
    [
      "an output in a template string",
      { provisioningParameters: { ...parameters, Purpose: String(output) } },
    ],
    ["an output in JSON", { provisioningParameters: { ...parameters, Purpose: JSON.stringify([output]) } }],
    ["tags as a list", { tags: [{ key: "team", value: "web" }] }],
    ["parameters as JSON", { provisioningParameters: "{}" }],
    ["a parameter twice in the list form", { provisioningParameters: [{ key: "A" }, { key: "A" }] }],
  ],
  "Stack-set preferences": [
    [
      "out of range",
      { stackSetProvisioningPreferences: { failureTolerancePercentage: 101, maxConcurrencyCount: 0 } },
    ],
    ["no whole number", { stackSetProvisioningPreferences: { failureToleranceCount: 1.5 } }],
    [
      "both of a pair",
      { stackSetProvisioningPreferences: { failureToleranceCount: 1, failureTolerancePercentage: 10 } },
    ],
    ["no account", { stackSetProvisioningPreferences: { accounts: ["1234"] } }],
    [
      "an account and a region of others",
      { stackSetProvisioningPreferences: { accounts: ["222222222222"], regions: ["us-east-1"] } },
    ],
    ["an operation", { stackSetProvisioningPreferences: { operationType: "CREAT" } }],
    ["a member that is not there", { stackSetProvisioningPreferences: { account: ["111111111111"] } }],
    [
      "without a stack set, of which not all is known yet",
      { stackSetProvisioningPreferences: { accounts: [UNKNOWN] } },
      { answers: { describeProvisioningParameters: { ProvisioningArtifactParameters: [] } } },
    ],
    [
      "without a stack set",
      { stackSetProvisioningPreferences: { regions: ["eu-west-1"] } },
      { answers: { describeProvisioningParameters: { ProvisioningArtifactParameters: [] } } },
    ],
  ],
  "What cannot be checked": [
    [
      "no permission to read",
      {},
      {
        answers: {
          describeProduct: denied("DescribeProduct"),
          describeProvisioningParameters: denied("DescribeProvisioningParameters"),
          describeProvisionedProduct: denied("DescribeProvisionedProduct"),
        },
      },
    ],
    [
      "no credentials",
      {},
      {
        answers: {
          describeProduct: awsError(
            "CredentialsProviderError",
            "Could not load credentials from any providers",
          ),
        },
      },
    ],
    [
      "no permission to read, and servicecatalog:validation is strict",
      {},
      { answers: { describeProduct: denied("DescribeProduct") }, config: { validation: "strict" } },
    ],
    [
      "a pattern that versions of Java treat differently, and servicecatalog:validation is strict",
      withParameters({ Code: "ab" }),
      { config: { validation: "strict" } },
    ],
    [
      "no version, and servicecatalog:validation is off",
      { provisioningArtifactName: undefined },
      { config: { validation: "off" } },
    ],
    [
      "no version, and no permission to read those there are",
      { provisioningArtifactName: undefined },
      { answers: { describeProduct: denied("DescribeProduct") }, dryRun: false },
    ],
    [
      "a version that is not active any more",
      { tags: { ...tags, team: "a" }, provisioningArtifactName: "gone" },
      { olds: { ...olds, provisioningArtifactName: "gone" } },
    ],
    [
      "rules that are no JSON",
      {},
      { answers: { describeProvisioningParameters: { UsageInstructions: [{ Type: "rules", Value: "{" }] } } },
    ],
  ],
};

async function said([title, news, { answers, ...circumstances } = {}]: Entry): Promise<string> {
  const context = testRun({ ...catalogAnswers, ...answers });
  const given: Properties = { ...right, provisioningParameters: parameters, tags, ...news };
  const { failures } = await checkOf(given, context, circumstances);
  const warnings = context.row.filter((text) => text.startsWith("warn: "));
  const lines = [
    ...failures.map((text) => `error: ${text}`),
    ...warnings.map((text) => text.replace("warn", "warning")),
  ];
  assert.notEqual(lines.length, 0, `nothing is said of ${title}`);
  return `${title}\n\n${lines.join("\n").replace(/^/gm, "    ")}\n`;
}

describe("the wording of what is wrong", () => {
  it("is that of wording.golden.md (UPDATE_GOLDEN=1 writes it anew)", async () => {
    const parts = ["# What check says\n"];
    for (const [chapter, entries] of Object.entries(CHAPTERS)) {
      parts.push(`## ${chapter}\n`);
      for (const entry of entries) parts.push(await said(entry));
    }
    const text = parts.join("\n");
    if (process.env.UPDATE_GOLDEN) writeFileSync(GOLDEN, text);
    assert.equal(text, readFileSync(GOLDEN, "utf8"));
  });

  it("is nothing where everything is right", async () => {
    const context = testRun(catalogAnswers);
    const { failures } = await checkOf({ ...right, provisioningParameters: parameters, tags }, context);
    assert.deepEqual([failures, context.row], [[], []]);
  });
});
