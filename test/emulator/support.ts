import { ServiceCatalogClient, type ServiceCatalogClientConfig } from "@aws-sdk/client-service-catalog";
import { createEmulator, type CatalogDefinition, type Emulator, type EmulatorOptions } from "../../emulator";

/** A catalog with one product of two versions, small but with every kind of value. */
export const bucketCatalog: CatalogDefinition = {
  products: [
    {
      name: "Bucket",
      owner: "Storage team",
      versions: [
        {
          name: "v1",
          description: "first",
          template: `
AWSTemplateFormatVersion: "2010-09-09"
Description: A bucket
Parameters:
  Purpose: { Type: String, AllowedPattern: "[a-z]+", Description: What it is for }
  Days: { Type: Number, Default: 30, MinValue: 1 }
  Secret: { Type: String, Default: none, NoEcho: true }
Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Policy: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref Bucket } }
Outputs:
  BucketArn: { Value: !GetAtt Bucket.Arn, Description: The bucket }
  Label: { Value: !Sub "\${Purpose}-\${Days}" }
`,
        },
        {
          name: "v2",
          description: "second",
          template: `
Parameters:
  Purpose: { Type: String }
  Days: { Type: Number, Default: 60 }
Resources:
  Bucket: { Type: AWS::S3::Bucket }
Outputs:
  Label: { Value: !Sub "\${Purpose}/\${Days}" }
`,
        },
      ],
    },
  ],
};

export const testEmulator = (options: EmulatorOptions = {}): Promise<Emulator> =>
  createEmulator({ catalog: bucketCatalog, clock: "virtual", seed: 7, ...options });

/** The unmodified SDK client. Its own retries are off, so that a test sees every answer. */
export const clientOf = (
  emulator: Emulator,
  { account = "123456789012", ...config }: { account?: string } & ServiceCatalogClientConfig = {},
): ServiceCatalogClient =>
  new ServiceCatalogClient({
    region: "us-east-1",
    endpoint: emulator.url,
    credentials: { accessKeyId: `AKIA${account}`, secretAccessKey: "secret" },
    maxAttempts: 1,
    ...config,
  });
