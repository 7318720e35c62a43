import { problem } from "../base/errors";
import type { SeenProducts } from "../product/managedProducts";
import { PartialFailure } from "../state/partialFailure";
import type { Inputs } from "../state/inputs";
import type { OperationContext } from "../aws/operationContext";
import type { Provisioned } from "../state/state";
import type { TerminateFlags } from "../config/terminateFlags";
import { keepPending } from "../product/keepPending";
import { describeProvisionedProduct } from "../product/observe";
import { diff } from "./diff";
import { importProduct } from "./import";
import { terminate } from "./terminate";
import { update } from "./update";
import { setOwner } from "./setOwner";
import { provision } from "./provision";
import { confirmCreated } from "../product/stackInstances";
import { quoteForShell } from "../base/printable";

/**
 * A new product for a resource, or the one that its `import` option names. In a replacement the imported product is
 * the one that goes: it must not come back as the new one. What is created, also if it failed, is noted in `inState`;
 * a create that has failed in this run is not begun anew, but brought to its end.
 *
 * @param flagsFor how what a failed create has left is terminated, where it is in the way.
 * @throws Problem `already-managed` when another resource of the stack has the product to import; else as provision,
 * importProduct and setOwner do.
 */
export async function createProduct(
  context: OperationContext,
  inputs: Inputs,
  inState: SeenProducts,
  flagsFor: (left: Provisioned) => TerminateFlags,
): Promise<Provisioned> {
  const left = inState.leftBy(inputs.__urn);
  try {
    const created = left
      ? await createAgain(context, left, inputs, inState, flagsFor(left))
      : await provisionOrImport(context, inputs, inState);
    inState.noteCreated(created.id, inputs.__urn);
    return created;
  } catch (error) {
    if (error instanceof PartialFailure) {
      inState.noteCreated(error.id, inputs.__urn);
      inState.leave(inputs.__urn, error);
    }
    throw error;
  }
}

async function provisionOrImport(
  context: OperationContext,
  inputs: Inputs,
  inState: SeenProducts,
): Promise<Provisioned> {
  const { __import: imported, __urn: urn } = inputs;
  if (imported !== undefined) {
    const other = inState.otherHolder(imported, urn);
    if (other !== undefined)
      throw problem(
        "already-managed",
        `${imported} is in this stack's state already, as ${other}.`,
        `Nothing was created. Take the import option away, or the other resource with pulumi state delete ${quoteForShell(other)}.`,
      );
    if (!inState.has(imported)) return importProduct(context, imported, inputs);
  }
  const { id, state } = await provision(context, inputs, inState);
  await confirmCreated(context, id, state);
  return { id, state: await setOwner(context, id, state) };
}

/**
 * The create of a resource whose create has failed in this run, as an onError hook may ask for it: what that left is
 * brought to what the program says or, where AWS admits no update of it, terminated and provisioned anew.
 *
 * @throws PartialFailure as long as there is something left.
 */
async function createAgain(
  context: OperationContext,
  { id, state }: Provisioned,
  inputs: Inputs,
  inState: SeenProducts,
  flags: TerminateFlags,
): Promise<Provisioned> {
  const found = await keepPending(id, state, () => describeProvisionedProduct(context, { Id: id }));
  if (!found) return provisionOrImport(context, inputs, inState);
  if (diff(state, inputs).replaces === undefined) {
    const updated = await keepPending(id, state, () => update(context, id, state, inputs));
    return { id, state: await setOwner(context, id, updated) };
  }
  await keepPending(id, state, () => terminate(context, id, state, flags));
  return provisionOrImport(context, inputs, inState);
}
