import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  CreateProvisioningArtifactCommand,
  SearchProductsAsAdminCommand,
  ServiceCatalogClient,
} from "@aws-sdk/client-service-catalog";
import { createEmulator, type Emulator } from "../../emulator";
import { temporaryFolder } from "../../test/support/sandbox";
import type { Running } from "../../test/support/project";

/** How long operations take, ms: long enough to watch, short enough to wait for. */
const durations = { create: 2_500, update: 2_000, terminate: 1_500, lag: 200, plan: 1_000 };

const TICK = 50;
const THIRD = "web-application-v3.yaml";

/** What the demo is judged by. */
export type Facts = Pick<Emulator, "calls" | "products" | "stacks" | "records">;

/**
 * The emulator, whose time passes as ours does but can be held: so an operation is surely still
 * running when it has to be, however slow the machine is.
 */
export class Service {
  readonly emulator: Emulator;
  readonly #ticking: NodeJS.Timeout;
  #held = false;

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    this.#ticking = setInterval(() => this.#held || void emulator.advance(TICK), TICK);
  }

  static async start(published: string): Promise<Service> {
    const catalog = temporaryFolder("catalog");
    cpSync(published, catalog, { recursive: true });
    // The template of a version that is published later: as v2, but for a key that makes a new database.
    const second = readFileSync(path.join(catalog, "web-application-v2.yaml"), "utf8");
    const encrypted = "      StorageEncrypted: true\n";
    writeFileSync(
      path.join(catalog, THIRD),
      second.replace(encrypted, `${encrypted}      KmsKeyId: alias/company\n`),
    );
    return new Service(await createEmulator({ catalog, durations, clock: "virtual" }));
  }

  /** Publishes another version, as a platform team does, and says so. */
  async publishThird(): Promise<string> {
    const { emulator } = this;
    const client = new ServiceCatalogClient({
      endpoint: emulator.url,
      region: "us-east-1",
      credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "emulator" },
    });
    const { ProductViewDetails = [] } = await client.send(new SearchProductsAsAdminCommand({}));
    await client.send(
      new CreateProvisioningArtifactCommand({
        ProductId: ProductViewDetails[0]?.ProductViewSummary?.ProductId,
        Parameters: {
          Name: "v3",
          Type: "CLOUD_FORMATION_TEMPLATE",
          Info: { LoadTemplateFromURL: `https://company.s3.amazonaws.com/${THIRD}` },
        },
        IdempotencyToken: "third",
      }),
    );
    client.destroy();
    return "the platform team has published v3, whose database is encrypted with the company's key";
  }

  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
  }

  /** Resolves when it has come to this, or the command has ended without. */
  async until(reached: (facts: Facts) => boolean, { child }: Running): Promise<void> {
    while (!reached(this.emulator) && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, TICK));
    }
  }

  /** Lets the later of a product and its record end, too: the CLI has waited for the record only. */
  async settle(): Promise<void> {
    if (!this.#held) await this.emulator.advance(durations.lag);
  }

  async close(): Promise<void> {
    clearInterval(this.#ticking);
    await this.emulator.close();
  }
}
