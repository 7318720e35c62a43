import type { Command } from "../command";
import type { Rpc } from "../engine";
import { Partial } from "../providerProcess";

/** What somebody else has made becomes this program's only when it is imported. */
export function strangersKeepTheirs({ simulation }: Command, { method, answer, error, news }: Rpc): void {
  if (method !== "create") return;
  const id = error instanceof Partial ? error.id : (answer as { id?: string } | undefined)?.id;
  if (id !== undefined && simulation.aws.strangers.has(id) && news["__import"] !== id)
    simulation.violate(
      "only what is ours is taken up",
      `create has taken up ${id}, which somebody else has made`,
    );
}
