import type { Command } from "../command";

/** No resource has two products; one that is being terminated counts no more. */
export function oneProductEach({ simulation }: Command): void {
  const seen = new Map<string, string>();
  for (const { id, idempotencyToken, lastRecordId } of simulation.aws.products()) {
    const [, identity] = /^sc-([0-9a-f]{32})-/.exec(idempotencyToken) ?? [];
    const goes = simulation.aws.record(lastRecordId)?.type === "TERMINATE_PROVISIONED_PRODUCT";
    if (identity === undefined || goes) continue;
    const other = seen.get(identity);
    if (other !== undefined) simulation.violate("no duplicate", `${id} is of the same resource as ${other}`);
    seen.set(identity, id);
  }
}
