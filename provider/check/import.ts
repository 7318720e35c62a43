import type { InState } from "../product/managedProducts";
import { observe } from "../product/observe";
import { isUnknown } from "../state/values";
import type { Checking } from "./shared/checking";
import { lookUp } from "./shared/lookUp";
import { hasVersion } from "./version";

/**
 * The product that the `import` option names: does it exist? Its name and version stand in for what the program does
 * not say. Asked as long as the resource is not in state: later the option has done its work.
 *
 * @param inState in a replacement the imported product is there, and is the one that goes.
 */
export async function checkImport(checking: Checking, inState: InState): Promise<void> {
  const { inputs, olds, run, fail } = checking;
  const id = inputs.__import;
  if (olds || id === undefined || isUnknown(id)) return;
  const other = inState.otherHolder(id, inputs.__urn);
  if (other !== undefined) fail("import", `${id} is in this stack's state already, as ${other}`);
  if (inState.has(id)) return;
  const { answer, refusal } = await lookUp(checking, "import", "imported product", async () => ({
    observed: await observe(run, id),
  }));
  if (refusal) fail("import", refusal.message);
  if (!answer) return;
  const { observed } = answer;
  if (!observed) {
    const place = `${await run.aws.region()} of account ${await run.aws.accountId()}`;
    return fail(
      "import",
      `there is no provisioned product ${id} in ${place}; correct the id, or the region and credentials`,
    );
  }
  const { name, provisioningArtifactId } = observed;
  if (!hasVersion(inputs) && provisioningArtifactId !== null)
    inputs.provisioningArtifactId = provisioningArtifactId;
  if (name === null || isUnknown(inputs.name)) return;
  if (inputs.name !== name && inputs.name !== inputs.__derivedName) {
    fail("name", `${id} is named ${JSON.stringify(name)}, which cannot be changed; write that, or no name`);
  }
  inputs.name = name;
}
