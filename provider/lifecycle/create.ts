import { problem } from "../base/errors";
import type { Seen } from "../product/managedProducts";
import { PartialFailure } from "../state/partialFailure";
import type { Inputs } from "../state/inputs";
import type { Run } from "../aws/operationContext";
import { adopt } from "./import";
import { handOver } from "./setOwner";
import type { Provisioned } from "./provision";
import { provision } from "./provision";
import { confirmCreated } from "../product/stackInstances";
import { inShell } from "../base/printable";

/**
 * A new product for a resource, or the one that its `import` option names. In a replacement the imported product is
 * the one that goes: it must not come back as the new one. What is created, also if it failed, is noted in `inState`.
 *
 * @throws Problem `already-managed` when another resource of the stack has the product to import; else as provision,
 * adopt and handOver do.
 */
export async function createProduct(run: Run, inputs: Inputs, inState: Seen): Promise<Provisioned> {
  try {
    const created = await provisionOrImport(run, inputs, inState);
    inState.made(created.id, inputs.__urn);
    return created;
  } catch (error) {
    if (error instanceof PartialFailure) inState.made(error.id, inputs.__urn);
    throw error;
  }
}

async function provisionOrImport(run: Run, inputs: Inputs, inState: Seen): Promise<Provisioned> {
  const { __import: imported, __urn: urn } = inputs;
  const other = imported === undefined ? undefined : inState.otherHolder(imported, urn);
  if (other !== undefined) {
    throw problem(
      "already-managed",
      `${imported} is in this stack's state already, as ${other}.`,
      `Nothing was created. Take the import option away, or the other resource with pulumi state delete ${inShell(other)}.`,
    );
  }
  if (imported !== undefined && !inState.has(imported)) return adopt(run, imported, inputs);
  const { id, state } = await provision(run, inputs, inState);
  await confirmCreated(run, id, state);
  return { id, state: await handOver(run, id, state) };
}
