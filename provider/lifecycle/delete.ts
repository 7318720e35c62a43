import type { Run } from "../aws/operationContext";
import type { TerminateFlags } from "../config/terminateFlags";
import { named } from "../product/failure";
import type { Seen } from "../product/managedProducts";
import type { State } from "../state/state";
import { terminate } from "./terminate";

/**
 * What becomes of the product of a resource that is deleted: it is terminated, unless it is that of a resource which
 * stays (rule 3: `--target-replace` would delete what create has just returned).
 *
 * @throws Problem as terminate does; the resource stays in state.
 */
export async function deleteProduct(
  run: Run,
  id: string,
  state: State,
  flags: TerminateFlags,
  inState: Seen,
): Promise<void> {
  const reason = inState.reasonToKeep(id, state.inputs.__urn);
  if (reason === undefined) return terminate(run, id, state, flags);
  run.warn(`${named(id, state.observed)} is not terminated: ${reason}.`);
}
