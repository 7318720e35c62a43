import type { Command } from "../command";
import type { Sent } from "../network";
import type { ProviderProcess } from "../providerProcess";

/** After Ctrl-C nothing that changes something leaves the process, not by the SDK's own retries either. */
export function nothingAfterStop(
  { simulation }: Command,
  { mutating, operation }: Sent,
  process: ProviderProcess | undefined,
): void {
  if (mutating && process?.stopped)
    simulation.violate("nothing after a stop", `${operation} was sent after Ctrl-C`);
}
