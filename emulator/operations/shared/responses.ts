import type { StackOutput } from "../../cloudformation/evaluation/evaluateTemplate";
import type { Product, Version } from "../../catalog/catalog";
import { Timestamp } from "../../protocol/json";
import type { ParameterDeclaration } from "../../cloudformation/syntax/template";
import type { ProvisionedProduct } from "../../state/provisionedProduct";
import type { OperationRecord } from "../../state/record";

/** Domain objects as the API shows them. Member names, presence and casing are those of recordings. */

export const recordDetail = (record: OperationRecord) => ({
  CreatedTime: new Timestamp(record.created),
  LaunchRoleArn: record.launchRoleArn,
  PathId: record.selection.pathId,
  ProductId: record.selection.productId,
  ProvisionedProductId: record.provisionedProductId,
  ProvisionedProductName: record.provisionedProductName,
  ProvisionedProductType: record.productType,
  ProvisioningArtifactId: record.selection.versionId,
  RecordErrors: record.errors,
  RecordId: record.id,
  // The answer of the accepting call has none yet. (recorded)
  RecordTags: record.status === "CREATED" ? [] : record.tags,
  RecordType: record.type,
  Status: record.status,
  UpdatedTime: new Timestamp(record.updated),
});

export const recordOutput = ({ key, value, description }: StackOutput) => ({
  Description: description,
  OutputKey: key,
  OutputValue: value,
});

export const provisionedProductDetail = (product: ProvisionedProduct) => ({
  Arn: product.arn,
  CreatedTime: new Timestamp(product.created),
  Id: product.id,
  IdempotencyToken: product.idempotencyToken,
  LastProvisioningRecordId: product.lastProvisioningRecordId,
  LastRecordId: product.lastRecordId,
  LastSuccessfulProvisioningRecordId: product.lastSuccessfulProvisioningRecordId,
  LaunchRoleArn: product.launchRoleArn,
  Name: product.name,
  ProductId: product.attempted.productId,
  ProvisioningArtifactId: product.attempted.versionId,
  Status: product.status,
  StatusMessage: product.statusMessage,
  Type: product.type,
});

export const productViewSummary = (product: Product) => ({
  Distributor: product.distributor,
  // False in every recording, whatever the paths.
  HasDefaultPath: false,
  Id: product.viewId,
  Name: product.name,
  Owner: product.owner,
  ProductId: product.id,
  ShortDescription: product.description,
  SupportDescription: product.supportDescription,
  SupportEmail: product.supportEmail,
  SupportUrl: product.supportUrl,
  Type: product.type,
});

export const provisioningArtifactDetail = (product: Product, version: Version) => ({
  Active: version.active,
  CreatedTime: new Timestamp(version.created),
  Description: version.description,
  Guidance: version.guidance,
  Id: version.id,
  Name: version.name,
  Type: product.type,
});

export const provisioningArtifactParameter = (declaration: ParameterDeclaration) => ({
  // Absent means required; an empty text is a default. (observed)
  DefaultValue: declaration.default,
  Description: declaration.description,
  IsNoEcho: declaration.noEcho,
  ParameterConstraints: {
    AllowedPattern: declaration.allowedPattern,
    AllowedValues: declaration.allowedValues,
    ConstraintDescription: declaration.constraintDescription,
    MaxLength: declaration.maxLength,
    MaxValue: declaration.maxValue,
    MinLength: declaration.minLength,
    MinValue: declaration.minValue,
  },
  ParameterKey: declaration.key,
  ParameterType: declaration.type,
});

export const provisioningArtifact = (version: Version) => ({
  CreatedTime: new Timestamp(version.created),
  Description: version.description,
  Guidance: version.guidance,
  Id: version.id,
  Name: version.name,
});
