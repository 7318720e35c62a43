import { problem } from "../base/errors";
import type { Inputs } from "../state/inputs";
import type { OperationContext } from "../aws/operationContext";
import { explainRefusal } from "../product/failure";
import { asImported, describeImport } from "../product/imported";
import { noEchoOf } from "../product/noEcho";
import { observeSince } from "../product/observe";
import { STACK_OUTPUT } from "../state/secretOutputs";
import type { Provisioned } from "../state/state";
import { describePlace } from "../aws/place";

/**
 * The `import` option: the product is taken into state as it is, without a call that changes anything. Product,
 * version, path and tags come from its last successful record, parameters from its stack where that may be read; what
 * cannot be read (NoEcho values, the parameters of products without a stack) is taken to be what the program says. What
 * differs is said, and is changed by the next `up`.
 *
 * @throws Problem `not-found`; nothing gets into state.
 */
export async function importProduct(
  context: OperationContext,
  id: string,
  inputs: Inputs,
): Promise<Provisioned> {
  const found = await explainRefusal(`${id} could not be looked up`, "Nothing was created.", () =>
    observeSince(context, id),
  );
  if (!found) {
    throw problem(
      "not-found",
      `There is no provisioned product ${id} in ${await describePlace(context)}.`,
      `Nothing was created. Correct the import option, or the region and credentials.`,
    );
  }
  const imported = await asImported(context, id, inputs, found);
  context.note(describeImport(imported, inputs));
  const { real, observed } = imported;
  const hiddenValues = (await noEchoOf(context, observed)) ?? ["*"];
  // Somebody else has set them, which the program cannot know even where it gives values of its own.
  const secretOutputs = hiddenValues.length > 0 ? Object.keys(observed.outputs).filter(isNotOfStack) : [];
  return { id, state: { inputs: real, observed, hiddenValues, secretOutputs } };
}

const isNotOfStack = (output: string): boolean => output !== STACK_OUTPUT;
