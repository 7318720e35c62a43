import { removeControlCharacters } from "../base/printable";
import { codeOf, isAccessDenied, problem, reasonOf } from "../base/errors";
import type { OperationContext } from "../aws/operationContext";
import { describePlace } from "../aws/place";
import { STACK_OUTPUT } from "../state/secretOutputs";
import type { Observed } from "../state/observed";
import { noEchoOf } from "./noEcho";
import { describeProvisionedProduct, observe } from "./observe";

/** How long a lookup may take. */
export const LOOKUP_TIMEOUT = "1m";

/** A product as it is now. */
export interface LookedUp {
  id: string;
  observed: Observed;
  /** Its outputs may show NoEcho parameters: which of them do is not known, for want of their values. */
  hasSecretOutputs: boolean;
}

/** Which product: as AWS asks for it. */
export type Reference = { Id: string } | { Name: string };

/** @throws Problem `arguments` without exactly one of the two. */
export function readReference({ id, name }: { id?: string; name?: string }): Reference {
  if (id && !name) return { Id: id };
  if (name && !id) return { Name: name };
  throw problem("arguments", "getProvisionedProduct takes either { id } or { name }.");
}

/**
 * Three calls for a product by its id, four by its name; products are never listed.
 *
 * @throws Problem `not-found` where there is none; else that of the call that failed.
 */
export async function lookUp(context: OperationContext, by: Reference): Promise<LookedUp> {
  const what = "Id" in by ? by.Id : `named ${JSON.stringify(by.Name)}`;
  try {
    const id = "Id" in by ? by.Id : (await describeProvisionedProduct(context, by))?.detail.Id;
    if (id !== undefined) {
      const observed = await observe(context, id);
      if (observed) return { id, observed, hasSecretOutputs: await mayShowSecrets(context, observed) };
    }
  } catch (error) {
    throw problem(
      codeOf(error),
      `The provisioned product ${what} could not be looked up: ${removeControlCharacters(reasonOf(error))}`,
      isAccessDenied(error) &&
        `The caller needs servicecatalog:DescribeProvisionedProduct and servicecatalog:DescribeRecord.`,
    );
  }
  throw problem(
    "not-found",
    `There is no provisioned product ${what} in ${await describePlace(context)}.`,
    `Correct the ${"Id" in by ? "id" : "name"}, or the region and credentials.`,
  );
}

async function mayShowSecrets(context: OperationContext, observed: Observed): Promise<boolean> {
  const hidden = await noEchoOf(context, observed);
  const hasOutputs = Object.keys(observed.outputs).some((key) => key !== STACK_OUTPUT);
  return hasOutputs && hidden?.length !== 0;
}
