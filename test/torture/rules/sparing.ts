import { isDeepStrictEqual } from "node:util";
import type { Command } from "../command";
import type { Result, Rpc } from "../engine";

const RULE = "nothing sent that need not be";

/** In a run in which nothing goes wrong AWS is sent what the program asks for, once. */
export function sparing(command: Command, result: Result): void {
  const { simulation, accepted, looked } = command;
  const sent = (operation: string) => accepted.filter((call) => call.operation === operation).length;
  const done = (...operations: string[]) =>
    [...result.done.values()].filter((operation) => operations.includes(operation)).length;
  const most = {
    ProvisionProduct: done("create", "replace"),
    UpdateProvisionedProduct: command.wishes,
    TerminateProvisionedProduct: done("replace", "delete"),
  };
  for (const [operation, wanted] of Object.entries(most))
    if (sent(operation) > wanted)
      simulation.violate(RULE, `${operation}: ${sent(operation)}, ${wanted} are needed`);
  // Whose a product is need not be asked when no run was ever interrupted.
  if (looked.has("SearchProvisionedProducts") && command.kind !== "preview")
    simulation.violate(RULE, "SearchProvisionedProducts: nobody's product is in doubt");
}

/** What a run that was killed has begun is followed, not updated, when the program asks for the same as before. */
export function takesUpAsItIs({ simulation }: Command, id: string, { news }: Rpc): void {
  const { provisionedFor, touched, updatedUnseen } = simulation;
  if (touched.has(id) || updatedUnseen.has(id) || !isDeepStrictEqual(provisionedFor.get(id), news)) return;
  simulation.violate(RULE, `an update of ${id}, which was provisioned with what the program says`);
}
