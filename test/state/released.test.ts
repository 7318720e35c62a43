import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Properties } from "../../provider/state/values";
import { argumentsOfOtherProvider } from "../../provider/state/otherProviders";
import { fromProperties, toProperties } from "../../provider/state/properties";
import { isSecret } from "../../provider/state/secrets";
import { secretsIn } from "../../provider/state/secretsIn";

/*
 * Every shape of state that was ever released stays readable: a file here is never changed, and a new shape gets a
 * new file. The outputs are as the engine hands them over, secrets in clear text.
 */
const fixture = (name: string) => JSON.parse(readFileSync(path.join(__dirname, name), "utf8")) as Properties;

/** What the engine hands over of what it was given. */
const clear = (properties: Properties) =>
  JSON.parse(JSON.stringify(properties), (_, value: unknown) =>
    isSecret(value) ? (value as Properties).value : value,
  ) as Properties;
const openOnly = (properties: Properties): unknown =>
  JSON.parse(JSON.stringify(properties), (_, value: unknown) => (isSecret(value) ? null : value));

describe("a state that has lost an answer", () => {
  const stored = fixture("schema1-lost-answer.json");

  it("remembers the update of which is not known whether AWS has made it, there and back", () => {
    const state = fromProperties(stored);
    assert.deepEqual(state.pending, { recordId: null, fingerprint: "8077ed41f5060225", secrets: true });
    assert.equal(state.inputs.name, "web-1c821da7");
    assert.deepEqual(clear(toProperties(state)).__pending, stored.__pending);
  });
});

describe("a state of schema 1", () => {
  const state = fromProperties(fixture("schema1.json"));

  it("tells what the program asked for, and only that", () => {
    assert.deepEqual(state.inputs, {
      name: "web-1c821da7",
      productName: "Web shop",
      provisioningArtifactName: "v2",
      provisioningParameters: { Password: "hunter2", Size: "3", Subnets: { usePreviousValue: true } },
      stackSetProvisioningPreferences: { accounts: ["123456789012"], failureToleranceCount: 0 },
      notificationArns: [],
      tags: { cost: "7" },
      ignoreErrors: false,
      retainPhysicalResources: true,
      __schema: 1,
      __provider:
        'exports.handler=()=>require(require.resolve("pulumi-servicecatalog/handler",{paths:[".",require.main.path]})).handler',
      __urn: "urn:pulumi:prod::shop::pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct::web",
      __identity: "1c821da7515cf324afb66b47f81d9634",
      __derivedName: "web-1c821da7",
      __timeouts: { delete: "45m" },
      __connection: { region: "eu-west-1", profile: "prod", defaultTags: { team: "shop" } },
      __secrets: ["provisioningParameters.Password"],
    });
  });

  it("tells what Service Catalog said", () => {
    assert.deepEqual(state.observed, {
      arn: "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web-1c821da7/pp-aaaaaaaaaaaaa",
      name: "web-1c821da7",
      status: "UNDER_CHANGE",
      statusMessage: null,
      type: "CFN_STACK",
      createdTime: "2026-11-24T21:00:00.123Z",
      launchRoleArn: "arn:aws:iam::123456789012:role/launch",
      lastRecordId: "rec-bbbbbbbbbbbbb",
      lastProvisioningRecordId: "rec-bbbbbbbbbbbbb",
      lastSuccessfulProvisioningRecordId: "rec-aaaaaaaaaaaaa",
      cloudwatchDashboardNames: ["web"],
      productId: "prod-aaaaaaaaaaaaa",
      provisioningArtifactId: "pa-aaaaaaaaaaaaa",
      pathId: "lpv3-aaaaaaaaaaaaa",
      region: "eu-west-1",
      accountId: "123456789012",
      stackArn: "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-123456789012-pp-aaaaaaaaaaaaa/u",
      outputs: {
        CloudformationStackARN:
          "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-123456789012-pp-aaaaaaaaaaaaa/u",
        Url: "https://u:hunter2@web",
      },
    });
  });

  it("tells which operation was still running, and comes from nobody else", () => {
    assert.deepEqual(state.pending, { recordId: "rec-bbbbbbbbbbbbb", fingerprint: "8077ed41f5060225" });
    assert.equal(state.movedFrom, undefined);
  });
});

describe("a state of schema 1 with values that are not known", () => {
  const state = fromProperties(fixture("schema1-hidden.json"));

  it("tells which they are, and what may show them", () => {
    assert.deepEqual(state.hiddenValues, ["Password"]);
    assert.deepEqual(state.secretOutputs, ["Url"]);
    assert.equal(state.unverified, "rec-ccccccccccccc");
    assert.equal(state.secretMessage, true);
    assert.equal(state.inputs.secretOutputs, false);
  });

  it("stays as it is, with what is secret deep inside", () => {
    assert.deepEqual(fromProperties(clear(toProperties(state))), state);
    assert.deepEqual(secretsIn(state), ["https://user:pass@sts.example", "shop-42"]);
    assert.doesNotMatch(JSON.stringify(openOnly(toProperties(state))), /shop-42|user:pass|hunter2/);
  });
});

describe("a state of @pulumi/aws", () => {
  const { inputs, outputs } = fixture("aws.json") as { inputs: Properties; outputs: Properties };
  const state = fromProperties(outputs);

  it("becomes ours, and says where it comes from", () => {
    assert.equal(state.movedFrom, "aws");
    assert.deepEqual(state.inputs.provisioningParameters, {
      Size: "3",
      Password: { usePreviousValue: true },
      Empty: "",
    });
    assert.deepEqual(state.inputs.stackSetProvisioningPreferences, {
      accounts: ["123456789012"],
      regions: ["eu-west-1"],
      failureToleranceCount: 1,
      maxConcurrencyPercentage: 50,
    });
    assert.deepEqual(state.inputs.tags, { cost: "7" });
    assert.equal(state.inputs.name, "web-7fa2b1c");
    assert.equal(state.inputs.pathName, "Shop portfolio");
    assert.equal(state.inputs.retainPhysicalResources, true);
  });

  it("has its outputs as a map, its place, and its stack", () => {
    const stack = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-123456789012-pp-aaaaaaaaaaaaa/u";
    assert.deepEqual(state.observed.outputs, { CloudformationStackARN: stack, Url: "https://web" });
    assert.equal(state.observed.stackArn, stack);
    assert.equal(state.observed.region, "eu-west-1");
    assert.equal(state.observed.accountId, "123456789012", "without it, not found would count as gone");
    assert.equal(state.observed.lastSuccessfulProvisioningRecordId, "rec-aaaaaaaaaaaaa");
  });

  it("has inputs that check reads as arguments of ours, without the bridge's marks", () => {
    assert.deepEqual(argumentsOfOtherProvider(inputs), {
      name: "web-7fa2b1c",
      pathName: "Shop portfolio",
      productName: "Web shop",
      provisioningArtifactName: "v2",
      provisioningParameters: { Size: "3", Password: { usePreviousValue: true }, Empty: "" },
      stackSetProvisioningPreferences: {
        accounts: ["123456789012"],
        failureToleranceCount: 1,
        maxConcurrencyPercentage: 50,
        regions: ["eu-west-1"],
      },
      tags: { cost: "7" },
      retainPhysicalResources: true,
    });
  });
});

describe("a state of aws-native", () => {
  const { inputs, outputs } = fixture("aws-native.json") as { inputs: Properties; outputs: Properties };
  const state = fromProperties(outputs);
  const args = {
    name: "web-7fa2b1c",
    productId: "prod-aaaaaaaaaaaaa",
    provisioningArtifactId: "pa-aaaaaaaaaaaaa",
    provisioningParameters: { Size: "3" },
    stackSetProvisioningPreferences: {
      accounts: ["123456789012"],
      failureToleranceCount: 1,
      operationType: "CREATE",
      regions: ["eu-west-1"],
    },
    notificationArns: ["arn:aws:sns:eu-west-1:123456789012:topic"],
    tags: { cost: "7" },
  };

  it("becomes ours, and says where it comes from", () => {
    assert.equal(state.movedFrom, "aws-native");
    assert.deepEqual(state.inputs, args);
  });

  it("has its outputs, its stack and its record", () => {
    assert.deepEqual(state.observed.outputs, { Url: "https://web" });
    assert.equal(state.observed.stackArn, outputs.cloudformationStackArn);
    assert.equal(state.observed.lastRecordId, "rec-aaaaaaaaaaaaa");
    assert.equal(state.observed.name, "web-7fa2b1c");
  });

  it("has inputs that check reads as arguments of ours", () => {
    assert.deepEqual(argumentsOfOtherProvider(inputs), args);
  });
});
