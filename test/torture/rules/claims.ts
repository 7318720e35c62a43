import type { Command } from "../command";
import type { Rpc } from "../engine";
import { Partial } from "../providerProcess";

const RULE = "errors say what is the state now";

/** What an error says of AWS is true, and one that leaves a product out of state says how it is found again. */
export function claimsAreTrue(
  { simulation, accepted }: Command,
  { method, name, error, news, process }: Rpc,
): void {
  if (!error || process.dead) return;
  const say = (text: string) => simulation.violate(RULE, text);
  const text = error.message;
  if (method === "create" && !(error instanceof Partial)) {
    const product = String(news["name"]);
    const made = accepted.find(
      (call) =>
        call.operation === "ProvisionProduct" && call.name === product && simulation.aws.product(call.id),
    );
    if (!made) return;
    if (/Nothing was created/.test(text)) say(`"Nothing was created": ${made.id} was`);
    else if (!/next pulumi up finds|Run pulumi up again: it finds/.test(text))
      say(`${made.id} is not in state, and the error of create of ${name} does not say so`);
    simulation.createKilled = true;
  }
  if (method === "update" && /Nothing was sent|It stays as it was/.test(text)) {
    const sent = accepted.find((call) => call.operation === "UpdateProvisionedProduct");
    if (sent && /Nothing was sent/.test(text)) say(`"Nothing was sent": an update of ${sent.id} was`);
    else if (sent) say(`"It stays as it was": AWS has taken an update of ${sent.id}`);
  }
}
