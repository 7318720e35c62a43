import type { ArgumentName } from "../state/inputs";
import type { Observed } from "../state/observed";
import { ARGUMENT_DESCRIPTIONS, OUTPUT_DESCRIPTIONS } from "./descriptions";

/*
 * The package's schema, from which Pulumi generates the SDKs of all languages. Names are those of the core's types, which
 * the compiler holds; descriptions are those of the first door, which a test holds.
 */

type Schema = Record<string, unknown>;

const text = { type: "string" };
const flag = { type: "boolean" };
const integer = { type: "integer" };
const list = { type: "array", items: text };
const map = { type: "object", additionalProperties: text };
const reference = (name: string) => ({ $ref: `#/types/servicecatalog:index:${name}` });

const ARGUMENT_TYPES: Record<ArgumentName, Schema> = {
  name: text,
  productId: text,
  productName: text,
  provisioningArtifactId: text,
  provisioningArtifactName: text,
  pathId: text,
  pathName: text,
  provisioningParameters: { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } },
  stackSetProvisioningPreferences: reference("StackSetProvisioningPreferences"),
  notificationArns: list,
  tags: map,
  acceptLanguage: text,
  ignoreErrors: flag,
  retainPhysicalResources: flag,
  region: text,
  profile: text,
  assumeRole: reference("AssumeRole"),
  owner: text,
  repairTainted: flag,
  secretOutputs: flag,
};

const OUTPUT_TYPES: Record<keyof Observed, Schema> = {
  arn: text,
  name: text,
  status: text,
  statusMessage: text,
  type: text,
  createdTime: text,
  launchRoleArn: text,
  lastRecordId: text,
  lastProvisioningRecordId: text,
  lastSuccessfulProvisioningRecordId: text,
  cloudwatchDashboardNames: list,
  productId: text,
  provisioningArtifactId: text,
  pathId: text,
  region: text,
  accountId: text,
  stackArn: text,
  outputs: map,
};

/** The types from which moving to this resource changes state only. */
const ALIASES = [
  "pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct",
  "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
  "aws-native:servicecatalog:CloudFormationProvisionedProduct",
];

const ASSUME_ROLE = { roleArn: text, sessionName: text, externalId: text, duration: text };

const WEB_IDENTITY = { roleArn: text, sessionName: text, webIdentityTokenFile: text, duration: text };

/** What says which product a function is for, and where it is. */
const LOOKUP: Record<string, Schema> = {
  id: { ...text, description: "The product, by its id (`pp-…`). Either this or `name`." },
  name: { ...text, description: "The product, by its name." },
  region: { ...text, description: "Where to look. Default: that of the provider, the stack, the AWS SDK." },
  profile: { ...text, description: ARGUMENT_DESCRIPTIONS.profile },
  assumeRole: reference("AssumeRole"),
  timeout: {
    ...text,
    description: "How long to ask while AWS limits calls or does not answer, such as 2m. Default 1m.",
  },
};

export const SETTINGS: Record<string, Schema> = {
  region: { ...text, description: "Where products are, unless an argument says otherwise." },
  profile: { ...text, description: "The profile of the shared AWS configuration files." },
  assumeRole: { ...reference("AssumeRole"), description: "As whom AWS is called." },
  endpoints: { type: "array", items: map, description: "URLs by the names of services." },
  assumeRoleWithWebIdentity: {
    ...reference("AssumeRoleWithWebIdentity"),
    description: "As whom AWS is called, by the token of an identity provider such as that of a CI system.",
  },
  sharedConfigFiles: list,
  sharedCredentialsFiles: list,
  defaultTags: {
    ...reference("DefaultTags"),
    description: "Tags for all products; those of the resource go before them.",
  },
  ignoreTags: { ...reference("IgnoreTags"), description: "Tags that are left alone." },
  allowedAccountIds: { ...list, description: "Other accounts are refused." },
  forbiddenAccountIds: { ...list, description: "These accounts are refused." },
  retainPhysicalResources: { ...flag, description: ARGUMENT_DESCRIPTIONS.retainPhysicalResources },
  ignoreErrors: { ...flag, description: ARGUMENT_DESCRIPTIONS.ignoreErrors },
  validation: { ...text, description: "default, strict (what cannot be checked is a failure) or off." },
  waitForOthers: {
    ...text,
    description: "How long to wait for an operation of somebody else, such as 30m.",
  },
  parameterDrift: {
    ...flag,
    description: "Whether a refresh reads the parameters of the product's stack. Default true.",
  },
  previewResourceChanges: {
    ...flag,
    description:
      "Whether the preview of an update says which resources inside would be replaced. Default false.",
  },
  previewResourceChangesTimeout: {
    ...text,
    description: "How long all of that may take in one preview. Default 10m.",
  },
  refuseReplacements: {
    ...list,
    description: "Types of resources of which no preview may show a replacement, or *.",
  },
  accountOperations: {
    ...integer,
    description: "How many operations on accounts of Account Factory run at once. Default 5.",
  },
  maxConcurrentOperations: {
    ...integer,
    description: "How many operations on products run at once. Default: as many as Pulumi begins.",
  },
};

/** `pulumi-servicecatalog` is the package of the class: the generated one for TypeScript has another name. */
const LANGUAGES = {
  nodejs: { packageName: "pulumi-servicecatalog-plugin", respectSchemaVersion: true },
  python: { packageName: "pulumi_servicecatalog", respectSchemaVersion: true, pyproject: { enabled: true } },
  go: { respectSchemaVersion: true },
  csharp: { respectSchemaVersion: true },
};

const described = (types: Record<string, Schema>, descriptions: Record<string, string>): Schema =>
  Object.fromEntries(
    Object.entries(types).map(([name, type]) => [
      name,
      { ...type, ...(descriptions[name] && { description: descriptions[name] }) },
    ]),
  );

const objectType = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: "object",
  properties,
  required,
});

/** @param pluginDownloadURL where the CLI finds archives of the plugin; empty where it has to be installed otherwise */
export function packageSchema(version: string, pluginDownloadURL = ""): Schema {
  const inputs = described(ARGUMENT_TYPES, ARGUMENT_DESCRIPTIONS);
  return {
    name: "servicecatalog",
    displayName: "AWS Service Catalog",
    version,
    description: "AWS Service Catalog provisioned products.",
    license: "Apache-2.0",
    ...(pluginDownloadURL && { pluginDownloadURL }),
    language: LANGUAGES,
    config: { variables: SETTINGS },
    provider: { description: "How AWS is called.", inputProperties: SETTINGS },
    types: {
      "servicecatalog:index:AssumeRole": objectType(ASSUME_ROLE, ["roleArn"]),
      "servicecatalog:index:AssumeRoleWithWebIdentity": objectType(WEB_IDENTITY, ["roleArn"]),
      "servicecatalog:index:DefaultTags": objectType({ tags: map }),
      "servicecatalog:index:IgnoreTags": objectType({ keys: list, keyPrefixes: list }),
      "servicecatalog:index:StackSetProvisioningPreferences": objectType({
        accounts: list,
        regions: list,
        failureToleranceCount: integer,
        failureTolerancePercentage: integer,
        maxConcurrencyCount: integer,
        maxConcurrencyPercentage: integer,
        operationType: text,
      }),
    },
    resources: {
      "servicecatalog:index:ProvisionedProduct": {
        description: "A provisioned product of AWS Service Catalog.",
        inputProperties: inputs,
        properties: { ...inputs, ...described(OUTPUT_TYPES, OUTPUT_DESCRIPTIONS) },
        required: ["name", "cloudwatchDashboardNames", "outputs"],
        aliases: ALIASES.map((type) => ({ type })),
      },
    },
    functions: {
      "servicecatalog:index:getProvisionedProduct": {
        description:
          "Looks up a provisioned product, by id or by name, that need not be managed by this program. Its outputs are secret unless its version is known to have no NoEcho parameter.",
        inputs: { properties: LOOKUP },
        outputs: {
          properties: { id: text, ...described(OUTPUT_TYPES, OUTPUT_DESCRIPTIONS) },
          required: ["id", "name", "arn", "cloudwatchDashboardNames", "outputs"],
        },
      },
    },
  };
}
