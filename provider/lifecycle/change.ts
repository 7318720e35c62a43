import type { OperationContext } from "../aws/operationContext";
import type { Inputs } from "../state/inputs";
import type { State } from "../state/state";
import { setOwner } from "./setOwner";
import { update } from "./update";

/**
 * Brings a product to what the program says, its owner last: afterwards the caller may not reach it any more.
 *
 * @throws PartialFailure as update and setOwner do: the product is in state, and the next `up` tries again.
 */
export async function changeProduct(
  context: OperationContext,
  id: string,
  state: State,
  inputs: Inputs,
): Promise<State> {
  // Also an update that fails must leave a state whose URN destroy can go by: the resource may have been renamed.
  const renamed = { ...state, inputs: { ...state.inputs, __urn: inputs.__urn } };
  const updated = await update(context, id, renamed, inputs);
  return setOwner(context, id, updated, state.inputs.owner);
}
