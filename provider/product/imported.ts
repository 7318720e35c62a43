import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import type { OperationContext } from "../aws/operationContext";
import type { Inputs } from "../state/inputs";
import { differingArguments } from "../state/inputs";
import type { Observed } from "../state/observed";
import { nothingObserved } from "../state/observed";
import { readActualParameters } from "./actualParameters";
import { differences } from "./differences";
import { drift } from "./drift";
import { displayName } from "./failure";

/** A product that the `import` option names, as the program would have to describe it. */
export interface Imported {
  id: string;
  observed: Observed;
  /** The inputs of the program, with what AWS shows of the product in their place. */
  real: Inputs;
  /** Could its parameters be read? If not, those of the program stand for them. */
  showsParameters: boolean;
}

/** Product, version, path and tags by the record that made it what it is; parameters by its stack. */
export async function asImported(
  context: OperationContext,
  id: string,
  inputs: Inputs,
  { observed, record }: { observed: Observed; record?: RecordDetail },
): Promise<Imported> {
  const real: Inputs = { ...inputs };
  if (observed.name !== null) real.name = observed.name;
  if (record)
    Object.assign(real, await drift(context, { inputs, observed: nothingObserved() }, observed, record));
  delete real.owner; // AWS does not show it: the next `up` sets it
  const parameters = await readActualParameters(context, inputs, observed);
  if (parameters) real.provisioningParameters = parameters;
  return { id, observed, real, showsParameters: parameters !== undefined };
}

/** What an import does and what the update after it will change, for people. */
export function describeImport({ id, observed, real, showsParameters }: Imported, inputs: Inputs): string {
  const visible = differingArguments(real, inputs).filter((argument) => argument !== "owner");
  const changes = differences(real, inputs, visible);
  if (inputs.owner !== undefined) changes.push("owner, which AWS does not show");
  const parameters = showsParameters
    ? ""
    : " Its parameters cannot be read: those of the program are taken for the real ones.";
  return [
    `${displayName(id, observed)} is taken into state; nothing is changed in AWS.${parameters}${changes.length > 0 ? " The next pulumi up changes:" : ""}`,
    ...changes.map((change) => `  ${change}`),
  ].join("\n");
}
