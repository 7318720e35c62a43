import type { Order, Report } from "./players";
import { playSeed } from "./seed";
import { play } from "./play";
import { shrink } from "./shrink";

// A process that plays lives for players.ts, and ends with it.

async function carryOut(order: Order): Promise<Report> {
  const begun = process.hrtime.bigint();
  const seed = "play" in order ? order.play : order.shrink;
  const played = "play" in order ? await playSeed(seed) : await play(await shrink(seed, order.kind));
  return { seed, ...played, took: Number(process.hrtime.bigint() - begun) / 1e6 };
}

process.on("message", (order: Order) => {
  carryOut(order).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
process.once("disconnect", () => process.exit());
