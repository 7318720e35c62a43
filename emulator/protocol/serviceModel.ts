import { boolean, integer, list, map, required, string, structure } from "./shapes";

/** Constraints of request members, from the service model 2015-12-10. (model) */
export const AcceptLanguage = string({ max: 100 });
export const Id = string({ min: 1, max: 100, pattern: "^[a-zA-Z0-9_\\-]*" });
export const Token = string({ min: 1, max: 128, pattern: "[a-zA-Z0-9][a-zA-Z0-9_-]*" });
export const ProvisionedProductName = string({ min: 1, max: 128, pattern: "[a-zA-Z0-9][a-zA-Z0-9._-]*" });
export const ProvisionedProductNameOrArn = string({
  min: 1,
  max: 1224,
  pattern:
    "[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}|arn:[a-z0-9-\\.]{1,63}:[a-z0-9-\\.]{0,63}:[a-z0-9-\\.]{0,63}:[a-z0-9-\\.]{0,63}:[^/].{0,1023}",
});
export const ProductName = string({ max: 8191 });
export const ProvisioningArtifactName = string({ max: 8192 });
export const PathName = string({ min: 1, max: 100 });
/** Every character that XML has. */
const anyText = "[\\u0009\\u000a\\u000d\\u0020-\\uD7FF\\uE000-\\uFFFD]*";
export const PageToken = string({ max: 2024, pattern: anyText });
export const FailureReason = string({ min: 1, max: 2048, pattern: anyText });
export const PageSize = integer({ min: 0, max: 20 });
export const LargePageSize = integer({ min: 0, max: 100 });
export const SortOrder = string({ values: ["ASCENDING", "DESCENDING"] });
export const AccessLevelFilter = structure({
  Key: string({ values: ["Account", "Role", "User"] }),
  Value: string(),
});

const wordPattern = "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$";
const Tag = structure({
  Key: required(string({ min: 1, max: 128, pattern: wordPattern })),
  Value: required(string({ min: 1, max: 256, pattern: wordPattern })),
});
/** Of a tag, but optional both, and with another spelling of the same pattern. */
const uniqueTagPattern = wordPattern.replace("/", "\\/");
export const UniqueTag = structure({
  Key: string({ min: 1, max: 128, pattern: uniqueTagPattern }),
  Value: string({ min: 1, max: 256, pattern: uniqueTagPattern }),
});
export const Tags = list(Tag, { max: 50 });
/** Of portfolios and products. */
export const CatalogTags = list(Tag, { max: 20 });

export const NotificationArns = list(
  string({
    min: 1,
    max: 1224,
    pattern: "arn:[a-z0-9-\\.]{1,63}:[a-z0-9-\\.]{0,63}:[a-z0-9-\\.]{0,63}:[a-z0-9-\\.]{0,63}:[^/].{0,1023}",
  }),
  { max: 5 },
);

const ParameterKey = string({ min: 1, max: 1000 });
const ParameterValue = string({ max: 4096 });
export const ProvisioningParameters = list(structure({ Key: ParameterKey, Value: ParameterValue }));
export const UpdateProvisioningParameters = list(
  structure({ Key: ParameterKey, Value: ParameterValue, UsePreviousValue: boolean() }),
);

const preferences = {
  StackSetAccounts: list(string({ pattern: "^[0-9]{12}$" })),
  StackSetRegions: list(string()),
  StackSetFailureToleranceCount: integer({ min: 0 }),
  StackSetFailureTolerancePercentage: integer({ min: 0, max: 100 }),
  StackSetMaxConcurrencyCount: integer({ min: 1 }),
  StackSetMaxConcurrencyPercentage: integer({ min: 1, max: 100 }),
};
export const ProvisioningPreferences = structure(preferences);
export const UpdateProvisioningPreferences = structure({
  ...preferences,
  StackSetOperationType: string({ values: ["CREATE", "UPDATE", "DELETE"] }),
});

export const SearchFilters = map(string({ values: ["SearchQuery"] }), list(string()));
export const OutputKeys = list(string(), { max: 60 });

export const PortfolioDisplayName = string({ min: 1, max: 100 });
export const PortfolioDescription = string({ max: 2000 });
export const ProviderName = string({ min: 1, max: 50 });
/** Of products: name, owner, distributor and descriptions. */
export const ProductText = string({ max: 8191 });
export const SupportEmail = string({ max: 254 });
export const SupportUrl = string({ max: 2083 });
/** TERRAFORM_OPEN_SOURCE is in the model, but not accepted any more. (observed) */
export const ProductType = string({
  values: ["CLOUD_FORMATION_TEMPLATE", "MARKETPLACE", "TERRAFORM_CLOUD", "EXTERNAL"],
});
export const ProvisioningArtifactProperties = structure({
  Name: ProvisioningArtifactName,
  Description: string({ max: 8192 }),
  Info: map(string(), string(), { min: 1, max: 100 }),
  Type: string({
    values: [
      "CLOUD_FORMATION_TEMPLATE",
      "MARKETPLACE_AMI",
      "MARKETPLACE_CAR",
      "TERRAFORM_OPEN_SOURCE",
      "TERRAFORM_CLOUD",
      "EXTERNAL",
    ],
  }),
  DisableTemplateValidation: boolean(),
});
/** The source that a product is to be kept like. */
export const SourceConnection = structure({
  Type: string({ values: ["CODESTAR"] }),
  ConnectionParameters: required(
    structure({
      CodeStar: structure({
        ConnectionArn: required(
          string({
            min: 1,
            max: 1224,
            pattern:
              "arn:[a-z0-9][-.a-z0-9]{0,62}:codestar-connections:([a-z0-9][-.a-z0-9]{0,62})?:([a-z0-9][-.a-z0-9]{0,62})?:[^/].{0,1023}$",
          }),
        ),
        Repository: required(string({ min: 1, max: 100 })),
        Branch: required(string({ min: 1, max: 250 })),
        ArtifactPath: required(string({ min: 1, max: 4096 })),
      }),
    }),
  ),
});
export const ProductFilters = map(
  string({ values: ["FullTextSearch", "Owner", "ProductType", "SourceProductId"] }),
  list(string()),
);
export const ProductSortBy = string({ values: ["Title", "VersionCount", "CreationDate"] });
export const PrincipalArn = string({ min: 1, max: 1000 });
export const PrincipalType = string({ values: ["IAM", "IAM_PATTERN"] });
export const ConstraintType = string({ min: 1, max: 1024 });
export const ConstraintDescription = string({ max: 2000 });
