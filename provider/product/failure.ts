import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import { nameOf, Problem, problem, quote } from "../base/errors";
import type { Ended } from "../aws/records";
import type { OperationContext } from "../aws/operationContext";
import { ROLLBACK_FAILED } from "../aws/stackEvents";
import { readStackFailures, stackOf } from "../aws/stackFailures";
import { isCollision } from "./accountFactory";
import type { State } from "../state/state";
import type { Observed } from "../state/observed";
import { PartialFailure } from "../state/partialFailure";
import { quoteForShell } from "../base/printable";

/** Everything that AWS says about a failed operation: the record's errors and the product's status message. */
export function failureTexts(record: RecordDetail, observed: Observed | undefined): string[] {
  const errors = record.RecordErrors?.map(({ Code, Description }) =>
    [Code, Description].filter(Boolean).join(": ").trim(),
  );
  const message = observed?.statusMessage?.trim();
  const texts = errors?.filter((text) => text !== "") ?? [];
  if (message && !texts.some((text) => text.includes(message))) texts.push(message);
  return texts.length > 0 ? texts : ["AWS gave no reason."];
}

/** "web-1a2b3c4d (pp-abc)". */
export const displayName = (id: string, observed: { name: string | null } | undefined): string =>
  observed?.name ? `${observed.name} (${id})` : id;

/**
 * `work`, in which an error that AWS answers becomes one for people: what did not happen, and what is the state now.
 *
 * @throws Problem `call-failed` for what AWS answers; problems and partial failures as they are.
 */
export async function explainRefusal<T>(what: string, now: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem || error instanceof PartialFailure) throw error;
    throw problem("call-failed", `${what}: ${quote(error)}`, now, adviseRenewal(error));
  }
}

/** What to do about credentials that are not valid, or no longer. */
export const adviseRenewal = (error: unknown): string | undefined =>
  /^(ExpiredToken|InvalidClientToken|UnrecognizedClient|InvalidSignature|CredentialsProviderError)/.test(
    nameOf(error),
  )
    ? "Renew the credentials, then run the command again."
    : undefined;

function afterCreate({ inputs, observed }: State): string {
  if (isReplacedAfterFailure(observed))
    return `Correct the program and run pulumi up, which replaces it; or remove it with pulumi destroy.`;
  const destroy = `pulumi destroy --target ${quoteForShell(inputs.__urn)}`;
  return `Correct the program and run pulumi up, which tries to update it: products of type ${observed.type} are never replaced by themselves. To provision it anew, remove it first: ${destroy}`;
}

/** What CloudFormation says of a stack that it does not update. */
const NOT_UPDATABLE = /is in ([A-Z_]+) state and can not be updated/;

function afterUpdate({ inputs }: State, texts: readonly string[]): string {
  const all = texts.join("\n");
  const status = NOT_UPDATABLE.exec(all)?.[1];
  if (status === undefined && !all.includes(ROLLBACK_FAILED))
    return `Correct the program and run pulumi up, which tries again.`;
  const destroy = `pulumi destroy --target ${quoteForShell(inputs.__urn)}`;
  const anew = `provision it anew, where what it holds may go: ${destroy}, then pulumi up.`;
  return (status ?? ROLLBACK_FAILED) === ROLLBACK_FAILED
    ? `No update succeeds while its stack is ${ROLLBACK_FAILED}. Finish that in CloudFormation ("Continue update rollback" of the stack), then run pulumi up. Or ${anew}`
    : `No update succeeds while its stack is ${status}. Correct that in CloudFormation, then run pulumi up. Or ${anew}`;
}

/** Only CloudFormation products are: those of other types can be updated from ERROR, and an account must stay. */
export const isReplacedAfterFailure = ({ type }: Observed): boolean =>
  type === null || type.startsWith("CFN_");

/** The record of a create or an update says FAILED, and the product exists. */
export async function toPartialFailure(
  context: OperationContext,
  id: string,
  state: State,
  ended: Ended,
  what: "updated" | "provisioned" = "updated",
): Promise<PartialFailure> {
  const { observed } = state;
  const resources = await readStackFailures(context, stackOf(id, observed));
  const status = observed.status ?? "in an unknown status";
  const texts = failureTexts(ended.record, observed);
  return new PartialFailure(
    id,
    state,
    problem(
      what === "updated" ? "update-failed" : "create-failed",
      `${displayName(id, observed)} could not be ${what}: ${texts.join("; ")}`,
      ...resources.map((line) => `  ${line}`),
      what === "updated"
        ? `It is ${status} and runs with what it had before, which state keeps (record ${ended.record.RecordId}).`
        : `It is ${status} and keeps its name (record ${ended.record.RecordId}).`,
      what === "updated" ? afterUpdate(state, [...texts, ...resources]) : afterCreate(state),
    ),
    isCollision(ended.record, observed.statusMessage),
  );
}
