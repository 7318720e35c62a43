import assert from "node:assert/strict";
import type { ProviderProcess } from "../support/providerProcess";
import { type Bench, bucket } from "./support";

/** Create, no change, update, refresh and delete, each followed to its end. */
export async function leadLife(bench: Bench<ProviderProcess>): Promise<void> {
  const { emulator } = bench;
  const web = bench.resource();

  assert.equal((await web.up(bucket())).op, "create");
  const [product] = emulator.products();
  assert.ok(product);
  assert.equal(product.id, web.id);
  assert.equal(product.name, web.derivedName);
  assert.equal(product.status, "AVAILABLE");
  assert.equal(emulator.stacks()[0]?.status, "CREATE_COMPLETE");

  assert.deepEqual(await web.up(bucket()), { op: "same", shown: [] });
  assert.deepEqual(bench.changes(), ["ProvisionProduct"]);

  const changed = bucket({ Days: 7 }, { provisioningArtifactName: "v2" });
  assert.deepEqual(await web.up(changed), {
    op: "update",
    shown: ["provisioningArtifactName", "provisioningParameters"],
  });
  assert.equal(emulator.stacks()[0]?.status, "UPDATE_COMPLETE");
  assert.equal(emulator.products()[0]?.parameters["Days"], "7");
  assert.equal((await web.up(changed)).op, "same");

  emulator.clearCalls();
  assert.ok(await web.refresh());
  assert.equal((await web.up(changed)).op, "same", "a refresh without drift changes nothing");

  await web.destroy();
  assert.deepEqual(emulator.products(), []);
  assert.equal(emulator.stacks()[0]?.status, "DELETE_COMPLETE");
  assert.deepEqual(bench.changes(), ["TerminateProvisionedProduct"]);
  assert.equal(bench.provider.output, "", "a quiet run prints nothing on the stack's row");
}
