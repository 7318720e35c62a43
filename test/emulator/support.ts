import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  ProvisionProductCommand,
  ServiceCatalogClient,
  type ProvisionProductCommandInput,
  type ServiceCatalogClientConfig,
} from "@aws-sdk/client-service-catalog";
import { createEmulator, type CatalogDefinition, type Emulator, type EmulatorOptions } from "../../emulator";

const template = (name: string) => readFileSync(join(__dirname, "templates", name), "utf8");

/** One product of two versions, small but with every kind of value. */
export const bucketCatalog: CatalogDefinition = {
  products: [
    {
      name: "Bucket",
      owner: "Storage team",
      versions: [
        { name: "v1", description: "first", template: template("bucket-v1.yaml") },
        { name: "v2", description: "second", template: template("bucket-v2.yaml") },
      ],
    },
  ],
};

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

/** A request that no SDK would make, signed as far as the emulator looks. */
export async function post(
  emulator: Emulator,
  operation: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; json: unknown; headers: Headers }> {
  const response = await fetch(emulator.url, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWS242ServiceCatalogService.${operation}`,
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/servicecatalog/aws4_request, SignedHeaders=host, Signature=00",
      ...headers,
    },
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    json: text ? JSON.parse(text) : undefined,
    headers: response.headers,
  };
}

/** An emulator and a client for the tests of one `describe`, empty before each of them. */
export function useEmulator(options: EmulatorOptions = {}) {
  let emulator: Emulator | undefined;
  let client: ServiceCatalogClient | undefined;
  before(async () => {
    emulator = await createEmulator({ catalog: bucketCatalog, clock: "virtual", seed: 7, ...options });
    client = clientOf(emulator);
  });
  beforeEach(() => emulator?.reset());
  after(async () => {
    client?.destroy();
    await emulator?.close();
  });
  const bench = {
    get emulator(): Emulator {
      if (!emulator) throw new Error("only inside of a test");
      return emulator;
    },
    get client(): ServiceCatalogClient {
      if (!client) throw new Error("only inside of a test");
      return client;
    },
    /** Long enough for every operation and its lag. */
    pass: () => bench.emulator.advance(100_000),
    /** Begins to provision the product `logs`. */
    async provision(
      more: Partial<ProvisionProductCommandInput> = {},
    ): Promise<{ RecordId: string; ProvisionedProductId: string; Status: string }> {
      const { RecordDetail } = await bench.client.send(
        new ProvisionProductCommand({
          ProductName: "Bucket",
          ProvisioningArtifactName: "v1",
          ProvisionedProductName: "logs",
          ProvisioningParameters: [{ Key: "Purpose", Value: "logs" }],
          ProvisionToken: undefined,
          ...more,
        }),
      );
      const { RecordId = "", ProvisionedProductId = "", Status = "" } = RecordDetail ?? {};
      return { RecordId, ProvisionedProductId, Status };
    },
    /** A product that is there, and its id. */
    async provisioned(more: Partial<ProvisionProductCommandInput> = {}): Promise<string> {
      const record = await bench.provision(more);
      await bench.pass();
      return record.ProvisionedProductId;
    },
  };
  return bench;
}
