import type { Command } from "../command";

/** No resource has two products; one that is being terminated counts no more. */
export function oneProductEach({ life }: Command): void {
  const seen = new Map<string, string>();
  for (const { id, idempotencyToken, lastRecordId } of life.aws.products()) {
    const [, identity] = /^sc-([0-9a-f]{32})-/.exec(idempotencyToken) ?? [];
    const goes = life.aws.record(lastRecordId)?.type === "TERMINATE_PROVISIONED_PRODUCT";
    if (identity === undefined || goes) continue;
    const other = seen.get(identity);
    if (other !== undefined) life.violate("no duplicate", `${id} is of the same resource as ${other}`);
    seen.set(identity, id);
  }
}
