import { callerAccount } from "../aws/calls";
import type { ManagedProducts } from "../product/managedProducts";
import type { Imported } from "../product/imported";
import { asImported } from "../product/imported";
import { observeSince } from "../product/observe";
import { isUnknown } from "../state/values";
import type { Checking } from "./shared/checking";
import { lookUpInCatalog } from "./shared/lookUp";
import { hasVersion } from "./version";

/**
 * The product that the `import` option names: does it exist? Its name and version stand in for what the program does
 * not say. Asked as long as the resource is not in state: later the option has done its work.
 *
 * @returns the product, in a preview.
 * @param inState in a replacement the imported product is there, and is the one that goes.
 */
export async function checkImport(
  checking: Checking,
  inState: ManagedProducts,
): Promise<Imported | undefined> {
  const { inputs, olds, context, fail } = checking;
  const id = inputs.__import;
  if (olds || id === undefined || isUnknown(id)) return undefined;
  const other = inState.otherHolder(id, inputs.__urn);
  if (other !== undefined) fail("import", `${id} is in this stack's state already, as ${other}`);
  if (inState.has(id)) return undefined;
  const { answer, refusal } = await lookUpInCatalog(checking, "import", "imported product", async () => ({
    found: await observeSince(context, id),
  }));
  if (refusal) fail("import", refusal.message);
  if (!answer) return undefined;
  const { found } = answer;
  if (!found) {
    const place = `${await context.aws.region()} of account ${await callerAccount(context)}`;
    fail(
      "import",
      `there is no provisioned product ${id} in ${place}; correct the id, or the region and credentials`,
    );
    return undefined;
  }
  const { observed } = found;
  const { name, provisioningArtifactId } = observed;
  if (!hasVersion(inputs) && provisioningArtifactId !== null)
    inputs.provisioningArtifactId = provisioningArtifactId;
  if (name !== null && !isUnknown(inputs.name)) keepName(checking, id, name);
  return checking.dryRun ? asImported(context, id, inputs, found) : undefined;
}

function keepName({ inputs, fail }: Checking, id: string, name: string): void {
  if (inputs.name !== name && inputs.name !== inputs.__derivedName) {
    fail("name", `${id} is named ${JSON.stringify(name)}, which cannot be changed; write that, or no name`);
  }
  inputs.name = name;
}
