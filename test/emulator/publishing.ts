import { ServiceCatalog, type ServiceCatalogClientConfig } from "@aws-sdk/client-service-catalog";
import type { CatalogDefinition, Emulator } from "../../emulator";

const template = (value: string) => ({
  Parameters: { Purpose: { Type: "String", Default: "none" } },
  Resources: { Topic: { Type: "AWS::SNS::Topic" } },
  Outputs: { Said: { Value: { "Fn::Sub": `${value} for \${Purpose}` } } },
});

/** Nothing but one product of the file, and templates for more. */
export const publishingCatalog: CatalogDefinition = {
  products: [{ name: "Of the file", versions: [{ name: "v1", template: template("file") }] }],
  templates: {
    "topic.yaml": template("first"),
    "later.yaml": template("second"),
    "broken.yaml": template(""),
  },
};

/** The user that callers are by default. */
export const user = "arn:aws:iam::123456789012:user/AKIA123456789012";

/** The unmodified SDK client, with a method for each operation. */
export const administrator = (emulator: Emulator, config: ServiceCatalogClientConfig = {}): ServiceCatalog =>
  new ServiceCatalog({
    region: "us-east-1",
    endpoint: emulator.url,
    credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "secret" },
    maxAttempts: 1,
    ...config,
  });

export const s3 = (file: string): string => `https://some-bucket.s3.eu-west-1.amazonaws.com/folder/${file}`;

/** A portfolio in which nothing is. */
export async function createPortfolio(client: ServiceCatalog, DisplayName = "Approved"): Promise<string> {
  const { PortfolioDetail } = await client.createPortfolio({
    DisplayName,
    ProviderName: "Platform",
    IdempotencyToken: undefined,
  });
  return PortfolioDetail?.Id ?? "";
}

export const version = (file: string, Name = "v1") =>
  ({ Name, Type: "CLOUD_FORMATION_TEMPLATE", Info: { LoadTemplateFromURL: s3(file) } }) as const;

/** A product that is nowhere yet. */
export async function createProduct(client: ServiceCatalog, Name = "Topic"): Promise<string> {
  const { ProductViewDetail } = await client.createProduct({
    Name,
    Owner: "Platform",
    ProductType: "CLOUD_FORMATION_TEMPLATE",
    ProvisioningArtifactParameters: version("topic.yaml"),
    IdempotencyToken: undefined,
  });
  return ProductViewDetail?.ProductViewSummary?.ProductId ?? "";
}

/** A product in a portfolio that is open to the default user. */
export async function publish(client: ServiceCatalog) {
  const [PortfolioId, ProductId] = [await createPortfolio(client), await createProduct(client)];
  await client.associateProductWithPortfolio({ PortfolioId, ProductId });
  await client.associatePrincipalWithPortfolio({ PortfolioId, PrincipalARN: user, PrincipalType: "IAM" });
  return { PortfolioId, ProductId };
}

/** Provisions what was published. */
export const provisionOf = (client: ServiceCatalog, ProductId: string) =>
  client.provisionProduct({
    ProductId,
    ProvisioningArtifactName: "v1",
    ProvisionedProductName: "news",
    ProvisionToken: undefined,
  });
