import type { Command } from "../command";
import type { Sent } from "../network";

interface Input {
  ProvisionedProductName?: string;
  ProvisionedProductId?: string;
  IgnoreErrors?: boolean;
  RetainPhysicalResources?: boolean;
}

/** Only what the user asked for is sent: no product is terminated, changed or made by surprise, no flag is added. */
export function onlyWhatWasAsked(command: Command, { operation, body }: Sent): void {
  const { simulation, kind } = command;
  const input = JSON.parse(body) as Input;
  const say = (text: string) => simulation.violate("only what was asked for", text);
  if (kind === "preview" || kind === "refresh") return say(`${operation} was sent in a ${kind}`);
  const asked = [...command.underWay];
  const id = input.ProvisionedProductId;
  if (operation === "ProvisionProduct") {
    if (
      !asked.some(({ method, news }) => method === "create" && news["name"] === input.ProvisionedProductName)
    )
      say(`${input.ProvisionedProductName} was provisioned, which nobody asked for`);
  } else if (operation === "UpdateProvisionedProduct") {
    if (!asked.some((rpc) => rpc.method === "create" || (rpc.method === "update" && rpc.id === id)))
      say(`${id} was updated, which nobody asked for`);
  } else if (operation === "TerminateProvisionedProduct") {
    const rpc = asked.find((candidate) => candidate.method === "delete" && candidate.id === id);
    if (!rpc) return say(`${id} was terminated, which nobody asked for`);
    const flags = {
      ignoreErrors: input.IgnoreErrors,
      retainPhysicalResources: input.RetainPhysicalResources,
    };
    for (const [name, sent] of Object.entries(flags))
      if ((sent ?? false) !== (rpc.olds[name] ?? false))
        say(`${id} was terminated with ${name} ${String(sent)}, and state says ${String(rpc.olds[name])}`);
  } else say(`${operation} was sent`);
}
