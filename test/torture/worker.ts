import type { Order, Report } from "./workers";
import { simulateSeed } from "./seed";
import { simulate } from "./simulate";
import { shrink } from "./shrink";

// A process that runs simulations for workers.ts, and ends with it.

async function carryOut(order: Order): Promise<Report> {
  const begun = process.hrtime.bigint();
  const seed = "simulate" in order ? order.simulate : order.shrink;
  const outcome =
    "simulate" in order ? await simulateSeed(seed) : await simulate(await shrink(seed, order.kind));
  return { seed, ...outcome, took: Number(process.hrtime.bigint() - begun) / 1e6 };
}

process.on("message", (order: Order) => {
  carryOut(order).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
process.once("disconnect", () => process.exit());
