import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import { codeOf, messageOf, nameOf, problem, reasonOf } from "../base/errors";
import { fingerprint, token } from "../state/identity";
import { callToChange, isUnanswered } from "../aws/calls";
import type { Ended } from "../aws/records";
import { describeRecord, followRecord, isOld } from "../aws/records";
import type { OperationContext } from "../aws/operationContext";
import { readStackFailures, stackOf } from "../aws/stackFailures";
import type { State } from "../state/state";
import { withoutAbsent } from "../state/values";
import { failureTexts, displayName, explainRefusal, adviseRenewal } from "../product/failure";
import { confirmGone, describeProvisionedProduct, describeAfterOperation } from "../product/observe";
import { describeOperation, pauseWhileBusy, waitForOtherOperation } from "../product/waitForOperation";
import type { TerminateFlags } from "../config/terminateFlags";
import { watcherOf } from "../aws/watcher";
import { clearOwnPlans, deletePlan, listPlans } from "../product/plan";
import { isCollision, pauseAfterCollision } from "../product/accountFactory";
import { takeTurn } from "../product/gates";

/** How often a terminate is sent again because another operation came first. */
const ATTEMPTS = 6;

/**
 * Terminates the product and follows the record to its end. A product that is gone is success, if the caller looks
 * into the product's own account. Nothing is retained or ignored but what `flags` say.
 *
 * @throws Problem when the product is still there; the resource stays in state.
 */
export const terminate = (
  context: OperationContext,
  id: string,
  state: State,
  flags: TerminateFlags,
): Promise<void> =>
  explainRefusal(`${displayName(id, state.observed)} was not terminated`, "It stays in state.", () =>
    takeTurn(
      context,
      {
        type: state.observed.type,
        kind: "terminate",
        unless: `${displayName(id, state.observed)} was not terminated`,
        now: "It stays in state; nothing was sent.",
      },
      (admitted) =>
        watcherOf(admitted.aws).amongOthers(async (areMany) => {
          await clearOwnPlans(admitted, id, state.inputs);
          const over = areMany && isUntouched(state) && (await terminateUnseen(admitted, id, state, flags));
          if (!over) await terminateAndFollow(admitted, id, state, flags);
        }),
    ),
  );

async function terminateAndFollow(
  context: OperationContext,
  id: string,
  state: State,
  flags: TerminateFlags,
): Promise<void> {
  let announced = false;
  let collisions = 0;
  for (let attempt = 1; ; attempt++) {
    const found = await describeProvisionedProduct(context, { Id: id });
    if (!found) return confirmGone(context, id, state.observed);
    const { Status: status, LastRecordId: lastRecordId = "" } = found.detail;
    if (status === "PLAN_IN_PROGRESS" && (await removePlans(context, id)) && attempt < ATTEMPTS) continue;
    if (status === "UNDER_CHANGE" && lastRecordId !== "") {
      const theirs = await waitForOperation(context, id, state, flags, lastRecordId);
      if (theirs === "gone") return confirmGone(context, id, state.observed);
      if (theirs.record.RecordType === "TERMINATE_PROVISIONED_PRODUCT" && theirs.succeeded) return;
    }
    if (!announced) announce(context, id, state, flags);
    announced = true;
    const record = await sendTerminate(context, id, state, flags, lastRecordId);
    if (record === "gone") return confirmGone(context, id, state.observed);
    if (record === "busy" && attempt < ATTEMPTS) {
      await pauseWhileBusy(context, attempt);
      continue;
    }
    if (record === "busy") {
      throw problem(
        "terminate-failed",
        `${displayName(id, state.observed)} was not terminated: other operations keep running on it.`,
        `It stays in state. Run the command again when they have ended.`,
      );
    }
    const ended = await followTerminate(context, id, state, record.RecordId ?? "");
    if (!ended.succeeded && isCollision(ended.record) && (await pauseAfterCollision(context, collisions++))) {
      attempt = 0;
      continue;
    }
    return conclude(context, id, state, flags, ended);
  }
}

/** Does state show a product that can be terminated as it is? */
const isUntouched = ({ pending, observed }: State): boolean =>
  !pending && observed.status === "AVAILABLE" && observed.lastRecordId !== null;

/**
 * Terminates a product from what state knows, without a look at it first: where many are terminated at once, that is a
 * call less for each. AWS refuses it for a product that is under change, and answers with the record of an earlier
 * terminate when there was one.
 *
 * @returns whether that was all; else the product has to be looked at
 */
async function terminateUnseen(
  context: OperationContext,
  id: string,
  state: State,
  flags: TerminateFlags,
): Promise<boolean> {
  const begun = context.clock.now();
  const record = await sendTerminate(context, id, state, flags, state.observed.lastRecordId ?? "");
  if (record === "busy") return false;
  if (record === "gone") {
    await confirmGone(context, id, state.observed);
    return true;
  }
  if (isOld(context, record, begun)) return false;
  announce(context, id, state, flags);
  const ended = await followTerminate(context, id, state, record.RecordId ?? "");
  if (ended.atFirstLook && !ended.succeeded) return false;
  if (!ended.succeeded && isCollision(ended.record) && (await pauseAfterCollision(context, 0))) return false;
  await conclude(context, id, state, flags, ended);
  return true;
}

/** What the user has asked for beside the terminate. */
function announce(context: OperationContext, id: string, state: State, { sources }: TerminateFlags): void {
  if (sources.length > 0)
    context.note(`${displayName(id, state.observed)}: terminating with ${sources.join(" and ")}.`);
}

async function sendTerminate(
  context: OperationContext,
  id: string,
  state: State,
  flags: TerminateFlags,
  lastRecordId: string,
): Promise<RecordDetail | "gone" | "busy"> {
  const request = withoutAbsent({
    ProvisionedProductId: id,
    AcceptLanguage: state.inputs.acceptLanguage,
    IgnoreErrors: flags.ignoreErrors,
    RetainPhysicalResources: flags.retainPhysicalResources,
  });
  const identity = state.inputs.__identity;
  // A token is valid for one terminate of a product in one condition: a failed one is tried again with another.
  const TerminateToken = token(identity, await fingerprint(request, identity), lastRecordId);
  context.progress("asking Service Catalog to terminate");
  try {
    const answer = await callToChange(context, (client, options) =>
      client.terminateProvisionedProduct({ ...request, TerminateToken }, options),
    );
    return answer.RecordDetail ?? {};
  } catch (error) {
    if (nameOf(error) === "ResourceNotFoundException") return "gone";
    if (/still under change/.test(messageOf(error))) return "busy";
    if (isUnanswered(error)) {
      throw problem(
        codeOf(error, "terminate-failed"),
        `Whether ${displayName(id, state.observed)} is being terminated is not known: AWS's answer was lost, and then: ${reasonOf(error)}`,
        `It stays in state.`,
        adviseRenewal(error),
        `Run the command again: it looks what became of the terminate first.`,
      );
    }
    throw problem(
      codeOf(error, "terminate-failed"),
      `${displayName(id, state.observed)} was not terminated: ${reasonOf(error)}`,
      `It stays in state.`,
      adviseRenewal(error) ?? `Run the command again.`,
    );
  }
}

async function waitForOperation(
  context: OperationContext,
  id: string,
  state: State,
  flags: TerminateFlags,
  recordId: string,
): Promise<Ended | "gone"> {
  const { record } = await describeRecord(context, recordId);
  const ours = recordId === state.pending?.recordId;
  if (record.RecordType === "TERMINATE_PROVISIONED_PRODUCT") {
    context.note(
      `${displayName(id, state.observed)}: ${describeOperation(context, record, recordId)} is running already and is followed.`,
    );
    if (flags.sources.length > 0)
      context.warn(
        `${displayName(id, state.observed)}: ${flags.sources.join(" and ")} cannot be added to that terminate any more: it ends as it was begun.`,
      );
    return followOtherTerminate(context, id, state, recordId);
  }
  if (ours) return followRecord(context, recordId, "waiting for the operation that was interrupted");
  return waitForOtherOperation(context, id, state.observed, recordId);
}

/** With a product that goes, the right to look at somebody else's record of that may go too. */
async function followOtherTerminate(
  context: OperationContext,
  id: string,
  state: State,
  recordId: string,
): Promise<Ended | "gone"> {
  try {
    return await followTerminate(context, id, state, recordId);
  } catch (error) {
    if (
      context.stop.aborted ||
      (await describeProvisionedProduct(context, { Id: id }).catch(() => null)) !== undefined
    )
      throw error;
    return "gone";
  }
}

/** A product that was only planned cannot be terminated while its plan exists. Answers whether there was one. */
async function removePlans(context: OperationContext, id: string): Promise<boolean> {
  const plans = await listPlans(context, id);
  for (const { PlanId = "", PlanName } of plans) {
    context.note(`${id}: deleting the plan ${PlanName ?? PlanId}, which was never executed.`);
    await deletePlan(context, PlanId);
  }
  return plans.length > 0;
}

async function followTerminate(
  context: OperationContext,
  id: string,
  state: State,
  recordId: string,
): Promise<Ended> {
  try {
    return await followRecord(context, recordId, "terminating");
  } catch (error) {
    throw problem(
      codeOf(error, "call-failed"),
      `${displayName(id, state.observed)} is still being terminated: ${reasonOf(error)}`,
      `It stays in state; record ${recordId} goes on in AWS.`,
      `Run the command again: it follows that record to its end.`,
    );
  }
}

async function conclude(
  context: OperationContext,
  id: string,
  state: State,
  flags: TerminateFlags,
  ended: Ended,
): Promise<void> {
  if (ended.succeeded) return reportRemains(context, id, state, flags, ended);
  const found = await describeAfterOperation(context, id, ended).catch(() => null);
  if (found === undefined) return confirmGone(context, id, state.observed); // somebody else has terminated it meanwhile
  const now = { ...state.observed, statusMessage: found?.detail.StatusMessage ?? null };
  const stack = stackOf(id, now);
  const resources = await readStackFailures(context, stack);
  throw problem(
    "terminate-failed",
    `${displayName(id, now)} could not be terminated: ${failureTexts(ended.record, now).join("; ")}`,
    ...resources.map((line) => `  ${line}`),
    `It stays in state, with status ${found?.detail.Status ?? "unknown"} (record ${ended.record.RecordId})${stack ? `; its stack is ${stack}` : ""}.`,
    `Remove what holds the resources and run the same command again. Or put one of these before it, and Service Catalog forgets the product:`,
    `  SERVICECATALOG_IGNORE_ERRORS=${id}               deletes what can be deleted, leaves the rest behind`,
    `  SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES=${id}   leaves the stack and all its resources behind`,
    `Stack config that was set after the last pulumi up counts only in pulumi destroy --run-program.`,
  );
}

/** Who retains or ignores is told what is there now without anybody who manages it. */
async function reportRemains(
  context: OperationContext,
  id: string,
  { observed }: State,
  { retainPhysicalResources, ignoreErrors }: TerminateFlags,
  ended: Ended,
): Promise<void> {
  const stack = stackOf(id, observed);
  if (retainPhysicalResources) {
    context.note(
      `${displayName(id, observed)} is terminated; its stack is still there: ${stack ?? "AWS does not say which"}`,
    );
    return;
  }
  if (!ignoreErrors) return;
  const errors = ended.record.RecordErrors?.length ? failureTexts(ended.record, undefined) : [];
  const left = [...errors, ...(await readStackFailures(context, stack))];
  if (left.length > 0) {
    context.warn(
      [
        `${displayName(id, observed)} is terminated, but not all of it could be deleted. Left behind in ${stack ?? "AWS"}:`,
        ...left,
      ].join("\n  "),
    );
  }
}
