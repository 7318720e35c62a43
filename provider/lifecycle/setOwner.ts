import type { UpdateProvisionedProductPropertiesInput } from "@aws-sdk/client-service-catalog";
import { codeOf, isAccessDenied, nameOf, problem, reasonOf } from "../base/errors";
import { fingerprint, token } from "../state/identity";
import { callToChange, isUnanswered, markUnanswered, throwIfStopped } from "../aws/calls";
import { followRecord } from "../aws/records";
import type { OperationContext } from "../aws/operationContext";
import type { State } from "../state/state";
import { withoutAbsent } from "../state/values";
import { adviseRenewal, failureTexts, displayName } from "../product/failure";
import { PartialFailure } from "../state/partialFailure";
import { STATUS_LAG, STATUS_PAUSE } from "../aws/delays";

/**
 * Hands the product to the owner that the program names (`servicecatalog:UpdateProvisionedProductProperties`), after
 * everything else is done, and follows the record of that. Nothing is sent when the owner is the one that this
 * program has set already, or when it names none: AWS does not show the owner in a form that could be compared.
 *
 * @param before the owner that state shows.
 * @throws PartialFailure when AWS refuses, or it is not known what has become of it: the product is in state, without that
 * owner, and the next `up` tries again.
 */
export async function setOwner(
  context: OperationContext,
  id: string,
  state: State,
  before?: string,
): Promise<State> {
  const { owner, __identity: identity, acceptLanguage } = state.inputs;
  if (owner === undefined || owner === before) return state;
  const request = withoutAbsent({
    ProvisionedProductId: id,
    ProvisionedProductProperties: { OWNER: owner },
    AcceptLanguage: acceptLanguage,
  });
  const content = await fingerprint(request, identity);
  const IdempotencyToken = token(identity, content, state.observed.lastRecordId ?? "");
  context.progress("asking Service Catalog to change the owner");
  let isUnderWay = false;
  try {
    const { RecordId: recordId = "", Status: status } = await sendOwner(context, {
      ...request,
      IdempotencyToken,
    });
    isUnderWay = status !== "SUCCEEDED";
    // With the product the right to look at its record may be gone.
    const ended = isUnderWay ? await followRecord(context, recordId, "changing the owner") : undefined;
    isUnderWay = false;
    if (ended && !ended.succeeded) throw new Error(failureTexts(ended.record, undefined).join("; "));
    return { ...state, observed: { ...state.observed, lastRecordId: recordId } };
  } catch (error) {
    throw isUnderWay || isUnanswered(error) ? notKnown(id, state, error) : refused(id, state, before, error);
  }
}

const REST = "Everything else is as the program says, and the product is in state.";

/** AWS has not changed the owner, which state keeps. */
const refused = (id: string, state: State, before: string | undefined, error: unknown): PartialFailure =>
  new PartialFailure(
    id,
    withOwner(state, before),
    problem(
      codeOf(error, "update-failed"),
      `${displayName(id, state.observed)} keeps its owner: ${reasonOf(error)}`,
      REST,
      isAccessDenied(error) &&
        `The caller needs servicecatalog:UpdateProvisionedProductProperties, which AWS's policy for end users lacks.`,
      `Fix that and run pulumi up again, or remove the argument owner.`,
    ),
  );

/** It has one of two owners. State has neither, so that the next `up` asks for whichever the program names then. */
const notKnown = (id: string, state: State, error: unknown): PartialFailure =>
  new PartialFailure(
    id,
    withOwner(state, undefined),
    problem(
      codeOf(error, "update-failed"),
      `Whether ${displayName(id, state.observed)} has its new owner is not known: ${reasonOf(error)}`,
      REST,
      adviseRenewal(error),
      `Run pulumi up again: it asks for the owner that the program names.`,
    ),
  );

function withOwner(state: State, owner: string | undefined): State {
  const inputs = { ...state.inputs };
  delete inputs.owner;
  return { ...state, inputs: owner === undefined ? inputs : { ...inputs, owner } };
}

async function sendOwner(context: OperationContext, request: UpdateProvisionedProductPropertiesInput) {
  let isLost = false;
  for (const until = context.clock.now() + STATUS_LAG; ;) {
    try {
      return await callToChange(context, (client, options) =>
        client.updateProvisionedProductProperties(request, options),
      );
    } catch (error) {
      isLost ||= isUnanswered(error);
      if (nameOf(error) !== "InvalidStateException" || context.clock.now() > until)
        throw isLost && error instanceof Error ? markUnanswered(error) : error;
      await context.clock.sleep(STATUS_PAUSE, context.stop);
      throwIfStopped(context);
    }
  }
}
