// node --import tsx tools/screenshot.ts
// Makes docs/emulator.png anew: the emulator's page in the middle of a busy minute.
import path from "node:path";
import {
  ProvisionProductCommand,
  ServiceCatalogClient,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { createEmulator } from "../emulator";
import { openBrowser, openPage } from "../test/support/browser";

const root = path.resolve(__dirname, "..");

async function main(): Promise<void> {
  const emulator = await createEmulator({
    catalog: path.join(root, "examples", "quickstart", "catalog"),
    clock: "virtual",
    seed: 9,
    port: 4566,
  });
  const client = new ServiceCatalogClient({
    endpoint: emulator.url,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "emulator" },
  });
  const parameters = (network: string, environment = "development") => [
    { Key: "AllowedCidr", Value: network },
    { Key: "Environment", Value: environment },
    { Key: "DbPassword", Value: "correct-horse" },
  ];
  const provision = (name: string, network: string) =>
    client.send(
      new ProvisionProductCommand({
        ProductName: "Web application",
        ProvisioningArtifactName: "v1",
        ProvisionedProductName: name,
        ProvisioningParameters: parameters(network),
        Tags: [{ Key: "CostCenter", Value: "web" }],
        ProvisionToken: undefined,
      }),
    );
  await provision("shop-3f9a1c52", "10.0.0.0/8");
  await emulator.advance(9_000);
  await provision("billing-71c0be4d", "everybody");
  await emulator.advance(25_000);
  await provision("reports-0b6e88fa", "10.1.0.0/16");
  await emulator.advance(70_000);
  await client.send(
    new UpdateProvisionedProductCommand({
      ProvisionedProductName: "shop-3f9a1c52",
      ProvisioningArtifactName: "v2",
      ProvisioningParameters: parameters("10.0.0.0/8", "production"),
      UpdateToken: undefined,
    }),
  );
  await emulator.advance(8_000);
  await client.send(
    new TerminateProvisionedProductCommand({
      ProvisionedProductName: "billing-71c0be4d",
      TerminateToken: undefined,
    }),
  );
  await emulator.advance(14_000);

  const browser = await openBrowser();
  const { page } = await openPage(browser, emulator.url, { viewport: { width: 1160, height: 860 } });
  await page.locator("#live", { hasText: "live" }).waitFor();
  await page.screenshot({ path: path.join(root, "docs", "emulator.png"), animations: "disabled" });
  await browser.close();
  client.destroy();
  await emulator.close();
}

void main();
