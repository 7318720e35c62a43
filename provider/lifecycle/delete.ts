import type { OperationContext } from "../aws/operationContext";
import type { TerminateFlags } from "../config/terminateFlags";
import { displayName } from "../product/failure";
import type { SeenProducts } from "../product/managedProducts";
import type { State } from "../state/state";
import { terminate } from "./terminate";

const REPLACE = " A replacement under the same name needs the option deleteBeforeReplace: true.";

/**
 * What becomes of the product of a resource that is deleted: it is terminated, unless it is that of a resource which
 * stays (`--target-replace` would delete what create has just returned).
 *
 * @throws Problem as terminate does; the resource stays in state.
 */
export async function deleteProduct(
  context: OperationContext,
  id: string,
  state: State,
  flags: TerminateFlags,
  inState: SeenProducts,
): Promise<void> {
  const reason = inState.reasonToKeep(id, state.inputs.__urn);
  if (reason === undefined) return terminate(context, id, state, flags);
  const product = displayName(id, state.observed);
  context.warn(`${product} is not terminated: ${reason}.${inState.isNew(id) ? REPLACE : ""}`);
}
