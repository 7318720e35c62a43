import type { OperationContext } from "../aws/operationContext";
import { PartialFailure } from "../state/partialFailure";
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
  const updated = await keepRenamed(inputs, () => update(context, id, state, inputs));
  return setOwner(context, id, updated, state.inputs.owner);
}

/**
 * `work` on a resource that may have been renamed: what a failed update leaves gets into state by the new URN, which
 * destroy has to go by then. What is refused leaves the state as it is, with the URN from before.
 */
async function keepRenamed<T>({ __urn }: Inputs, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    const { id, state, reason } = error;
    throw new PartialFailure(id, { ...state, inputs: { ...state.inputs, __urn } }, reason);
  }
}
