import assert from "node:assert/strict";
import { createEmulator } from "../../../emulator";
import { bucketCatalog, clientOf } from "../support";
import { ProvisionProductCommand } from "@aws-sdk/client-service-catalog";

describe("the length of operations", () => {
  /** How long ten creates of 10 s each take, ms. */
  async function lengths(spread: number, seed = 17): Promise<number[]> {
    const emulator = await createEmulator({
      ...{ catalog: bucketCatalog, clock: "virtual", seed, statusOrder: "record-first" },
      durations: { create: 10_000, spread },
    });
    const client = clientOf(emulator);
    try {
      for (let n = 0; n < 10; n++)
        await client.send(
          new ProvisionProductCommand({
            ...{ ProductName: "Bucket", ProvisioningArtifactName: "v1", ProvisionToken: `${n}` },
            ProvisionedProductName: `web-${n}`,
          }),
        );
      await emulator.advance(60_000);
      return emulator.records().map(({ createdTime, updatedTime }) => updatedTime - createdTime);
    } finally {
      client.destroy();
      await emulator.close();
    }
  }

  it("is what the durations say", async () => {
    assert.deepEqual(new Set(await lengths(0)), new Set([10_000]));
  });

  it("is spread by the share that they say, as the seed has it", async () => {
    const spread = await lengths(0.3);
    assert.ok(Math.min(...spread) >= 7_000 && Math.max(...spread) <= 13_000, String(spread));
    assert.ok(Math.max(...spread) - Math.min(...spread) > 1_000, String(spread));
    assert.deepEqual(await lengths(0.3), spread);
    assert.notDeepEqual(await lengths(0.3, 18), spread);
  });
});
