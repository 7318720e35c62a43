import { clear } from "../checkpoint";
import type { Command } from "../command";
import { DEFAULTS } from "../catalog";
import type { Rpc } from "../engine";
import type { ProvisionedProduct } from "../../../emulator/state/provisionedProduct";

const RULE = "no failure recorded as success";

/** What the provider says is done is done, in AWS. */
export function successIsReal(command: Command, rpc: Rpc): void {
  if (rpc.error) return;
  const { simulation, rows } = command;
  const say = (text: string) => simulation.violate(RULE, text);
  if (rpc.method === "delete") {
    const kept = rows.some(({ text }) => text.includes("is not terminated:"));
    if (!kept && isThere(command, rpc.id)) say(`delete of ${rpc.id} succeeded, and the product is there`);
  }
  if (rpc.method === "read") {
    const gone = !(rpc.answer as { id?: string }).id;
    if (gone && isThere(command, rpc.id)) say(`refresh of ${rpc.id} found it gone, and the product is there`);
  }
  if (rpc.method !== "create" && rpc.method !== "update") return;
  const id = rpc.method === "create" ? (rpc.answer as { id: string }).id : rpc.id;
  if (rpc.method === "create" && rpc.news["__import"] === id) return void simulation.imported.add(id);
  if (simulation.touched.has(id)) return;
  simulation.imported.delete(id);
  const product = simulation.aws.product(id);
  if (!product) return say(`${rpc.method} of ${id} succeeded, and there is no such product`);
  for (const difference of differences(command, product, rpc))
    say(`${rpc.method} of ${id} succeeded, and ${difference}`);
}

/** A product whose terminate has succeeded may be seen a moment longer. */
function isThere({ simulation }: Command, id: string): boolean {
  const product = simulation.aws.product(id);
  const record = simulation.aws.record(product?.lastRecordId);
  return product !== undefined && !(record?.type.startsWith("TERMINATE") && record.status === "SUCCEEDED");
}

/** How the product differs from what the program says, each as the rest of a sentence. */
function differences({ simulation }: Command, product: ProvisionedProduct, { news, answer }: Rpc): string[] {
  const found: string[] = [];
  const wanted = clear(news);
  const record = simulation.aws.record(product.lastProvisioningRecordId);
  if (record?.status !== "SUCCEEDED") found.push(`its record ${record?.id} is ${record?.status}`);
  // The product itself may show it a moment later than its record.
  const version = simulation.aws.versionName(record?.selection.versionId);
  if (version !== wanted["provisioningArtifactName"])
    found.push(`it runs version ${version}, the program says ${String(wanted["provisioningArtifactName"])}`);
  if (!product.stack) return found;
  const given = (wanted["provisioningParameters"] ?? {}) as Record<string, string>;
  for (const [key, value] of Object.entries(product.stack.parameters)) {
    if (!(key in given) && key === "Password") continue; // kept: the default of a NoEcho parameter is never sent
    const should = given[key] ?? DEFAULTS[key];
    if (value !== should) found.push(`${key} is ${value}, the program says ${should}`);
  }
  const outs = clear((answer as { outs: Record<string, unknown> }).outs)["outputs"] as Record<string, string>;
  for (const { key, value } of product.stack.outputs)
    if (outs[key] !== value) found.push(`its output ${key} is ${value}, state says ${outs[key]}`);
  return found;
}
