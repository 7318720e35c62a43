import { problem } from "../base/errors";
import type { Inputs } from "../state/inputs";
import type { Run } from "../aws/operationContext";
import { named, orRefused } from "../product/failure";
import { observeSince } from "../product/observe";
import { realParameters } from "../product/actualParameters";
import type { Provisioned } from "./provision";
import { drift } from "./refresh";
import { nothingObserved } from "../state/observed";

/**
 * The `import` option: the product is taken into state as it is, without a call that changes anything. Product,
 * version, path and tags come from its last successful record, parameters from its stack where that may be read; what
 * cannot be read (NoEcho values, the parameters of products without a stack) is taken to be what the program says. The
 * next preview shows what differs.
 *
 * @throws Problem `not-found`; nothing gets into state.
 */
export async function adopt(run: Run, id: string, inputs: Inputs): Promise<Provisioned> {
  const found = await orRefused(`${id} could not be looked up`, "Nothing was created.", () =>
    observeSince(run, id),
  );
  if (!found) {
    throw problem(
      "not-found",
      `There is no provisioned product ${id} in ${await run.aws.region()} of account ${await run.aws.accountId()}.`,
      `Nothing was created. Correct the import option, or the region and credentials.`,
    );
  }
  const { observed, record } = found;
  const real: Inputs = { ...inputs };
  if (observed.name !== null) real.name = observed.name;
  if (record)
    Object.assign(real, await drift(run, { inputs, observed: nothingObserved() }, observed, record));
  delete real.owner; // AWS does not show it: the next `up` sets it
  const parameters = await realParameters(run, inputs, observed);
  if (parameters) real.provisioningParameters = parameters;
  run.note(
    `${named(id, observed)} is taken into state; nothing is changed in AWS.${parameters ? "" : " Its parameters cannot be read: those of the program are taken for the real ones."}`,
  );
  return { id, state: { inputs: real, observed } };
}
