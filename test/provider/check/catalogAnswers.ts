import type { DescribeProvisioningParametersOutput } from "@aws-sdk/client-service-catalog";
import { awsError, type Answers } from "../support";

const parameter = (
  ParameterKey: string,
  ParameterType: string,
  ParameterConstraints: object = {},
  more: object = {},
) => ({
  ParameterKey,
  ParameterType,
  ParameterConstraints: { AllowedValues: [], ...ParameterConstraints },
  ...more,
});

/** What DescribeProvisioningParameters answers for version v1 of the product Bucket. */
export const bucketV1 = {
  ProvisioningArtifactParameters: [
    parameter("InstanceType", "String", { AllowedValues: ["t3.small", "t3.medium", "t3.large"] }),
    parameter(
      "Purpose",
      "String",
      { AllowedPattern: "[a-z]+", MinLength: "3", MaxLength: "8" },
      { Description: "what it is for" },
    ),
    parameter(
      "Stage",
      "String",
      { AllowedPattern: "dev|prod", ConstraintDescription: "must be dev or prod" },
      { DefaultValue: "dev" },
    ),
    parameter("Size", "Number", { MinValue: "1", MaxValue: "5" }, { DefaultValue: "1" }),
    parameter("Zones", "CommaDelimitedList", { AllowedValues: ["a", "b"] }, { DefaultValue: "a" }),
    parameter("Password", "String", { MinLength: "8" }, { DefaultValue: "", IsNoEcho: true }),
    parameter("Code", "String", { AllowedPattern: "\\X+" }, { DefaultValue: "" }),
  ],
  ConstraintSummaries: [{ Type: "LAUNCH" }, { Type: "STACKSET" }],
  UsageInstructions: [
    {
      Type: "rules",
      Value: JSON.stringify({
        SmallInDev: {
          RuleCondition: { "Fn::Equals": [{ Ref: "Stage" }, "dev"] },
          Assertions: [
            {
              Assert: { "Fn::Contains": [["t3.small", "t3.medium"], { Ref: "InstanceType" }] },
              AssertDescription: "dev admits no large instances",
            },
          ],
        },
        Unsaid: {
          Assertions: [{ Assert: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "Purpose" }, "unsaid"] }] } }],
        },
      }),
    },
    { Type: "tagUpdateOnProvisionedProduct", Value: "NOT_ALLOWED" },
  ],
  TagOptions: [
    { Key: "CostCenter", Values: ["1000", "2500"] },
    { Key: "Group", Values: ["Finance"] },
    { Key: "Torn", Values: [] },
  ],
  ProvisioningArtifactPreferences: { StackSetAccounts: ["111111111111"], StackSetRegions: ["eu-west-1"] },
} satisfies DescribeProvisioningParametersOutput;

const bucketV2: DescribeProvisioningParametersOutput = {
  ...bucketV1,
  ProvisioningArtifactParameters: [
    ...bucketV1.ProvisioningArtifactParameters.filter(({ ParameterKey }) => ParameterKey !== "Size"),
    parameter("Team", "String"),
    parameter("Region", "String", {}, { DefaultValue: "here" }),
  ],
};

const products: Record<string, object> = {
  Bucket: {
    ProductViewSummary: { ProductId: "prod-bucket", Name: "Bucket" },
    ProvisioningArtifacts: [
      { Id: "pa-0", Name: "v0", Guidance: "DEPRECATED" },
      { Id: "pa-1", Name: "v1", Guidance: "DEFAULT" },
      { Id: "pa-2", Name: "v2", Guidance: "DEFAULT" },
      { Id: "pa-3", Name: "twice" },
      { Id: "pa-4", Name: "twice" },
    ],
    LaunchPaths: [{ Id: "lpv3-a", Name: "Storage" }],
  },
  Forked: {
    ProductViewSummary: { ProductId: "prod-forked", Name: "Forked" },
    ProvisioningArtifacts: [{ Id: "pa-9", Name: "only", Guidance: "DEFAULT" }],
    LaunchPaths: [
      { Id: "lpv3-b", Name: "Storage" },
      { Id: "lpv3-c", Name: "Research" },
      { Id: "lpv3-d", Name: "Research" },
    ],
  },
  Withdrawn: {
    ProductViewSummary: { ProductId: "prod-withdrawn", Name: "Withdrawn" },
    ProvisioningArtifacts: [{ Id: "pa-0", Name: "v0", Guidance: "DEPRECATED" }],
    LaunchPaths: [{ Id: "lpv3-a", Name: "Storage" }],
  },
  Unreachable: {
    ProductViewSummary: { ProductId: "prod-unreachable", Name: "Unreachable" },
    ProvisioningArtifacts: [{ Id: "pa-9", Name: "only", Guidance: "DEFAULT" }],
    LaunchPaths: [],
  },
};

const notFound = (text: string) => awsError("ResourceNotFoundException", text, { $fault: "client" });

/** A small catalog in which everything can go wrong. Only the name `taken` is taken. */
export const catalogAnswers: Answers = {
  describeProduct: ({ Id, Name }: Record<string, unknown>) =>
    Object.values(products).find((product) => {
      const { ProductId, Name: name } = (product as { ProductViewSummary: Record<string, string> })
        .ProductViewSummary;
      return ProductId === Id || name === Name;
    }) ?? notFound(`${String(Id ?? Name)} does not exist or access was denied`),
  describeProvisioningParameters: ({
    ProvisioningArtifactId,
    ProvisioningArtifactName,
  }: Record<string, unknown>) =>
    ProvisioningArtifactId === "pa-2" || ProvisioningArtifactName === "v2" ? bucketV2 : bucketV1,
  listLaunchPaths: () => notFound("No launch paths found for resource: prod-unreachable"),
  searchProducts: { ProductViewSummaries: Object.keys(products).map((Name) => ({ Name })) },
  describeProvisionedProduct: ({ Name, Id }: Record<string, unknown>) =>
    Name === "taken" || Id === "pp-stranger"
      ? {
          ProvisionedProductDetail: {
            Id: "pp-stranger",
            Name: "taken",
            Status: "AVAILABLE",
            CreatedTime: new Date(1_700_000_000_000 - 3 * 3_600_000),
            IdempotencyToken: "6b3e",
          },
        }
      : notFound(`Provisioned product not found: ${String(Name)}`),
};
