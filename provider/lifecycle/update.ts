import type {
  ProvisionedProductDetail,
  RecordDetail,
  UpdateProvisionedProductInput,
} from "@aws-sdk/client-service-catalog";
import { describeProduct, notActive } from "../aws/catalog";
import { codeOf, messageOf, Problem, problem, reasonOf } from "../base/errors";
import { fingerprint, token } from "../state/identity";
import type { Inputs } from "../state/inputs";
import { effectiveTags } from "../state/inputs";
import { callToChange, isUnanswered, throwIfStopped } from "../aws/calls";
import type { Ended } from "../aws/records";
import { describeRecord, followRecord, isOld } from "../aws/records";
import type { OperationContext } from "../aws/operationContext";
import { PartialFailure } from "../state/partialFailure";
import type { Pending, State } from "../state/state";
import { argumentsToSend } from "../product/differences";
import { toPartialFailure, displayName, explainRefusal, adviseRenewal } from "../product/failure";
import { confirmGone, describeProvisionedProduct, observe } from "../product/observe";
import type { InstanceChanges } from "../product/stackInstances";
import {
  confirmInstances,
  inputsOfOperation,
  instanceChanges,
  keepDone,
  withInstancesBefore,
  withInstancesOf,
} from "../product/stackInstances";
import { clearOwnPlans } from "../product/plan";
import { pauseWhileBusy, waitForOtherOperation } from "../product/waitForOperation";
import { isCollision, pauseAfterCollision } from "../product/accountFactory";
import { takeTurn } from "../product/gates";
import { keepPendingUpdate } from "../product/keepPending";
import type { UpdateRequest } from "../product/requests";
import { keptUnseen, updateRequest } from "../product/requests";
import { STACK_OUTPUT } from "../state/secretOutputs";
import { quoteForShell } from "../base/printable";
import { DESCRIBE_LAG, DESCRIBE_PAUSE } from "../aws/delays";

/**
 * Brings the product to what the program says, and answers with the state it is in then. Nothing is sent when only
 * this provider's own settings differ.
 *
 * @throws PartialFailure when the product exists but is not what was asked for: with the last inputs that
 * succeeded, so that the next `up` tries again.
 */
export const update = (context: OperationContext, id: string, state: State, inputs: Inputs): Promise<State> =>
  explainRefusal(`${displayName(id, state.observed)} was not updated`, "State is as it was.", async () =>
    keepHiddenValues(state, await bringUpToDate(context, id, state, inputs)),
  );

/** What runs with values that are not known here still does, unless the program gives them now. */
function keepHiddenValues({ hiddenValues = [] }: State, updated: State): State {
  if (hiddenValues.length === 0) return updated;
  return { ...updated, hiddenValues: [...new Set([...hiddenValues, ...(updated.hiddenValues ?? [])])] };
}

async function bringUpToDate(
  context: OperationContext,
  id: string,
  state: State,
  inputs: Inputs,
): Promise<State> {
  let now = state;
  const perhapsChanged = await mayHaveChanged(context, id, state);
  const running = runningIn(state) ?? (await findRunning(context, id, state));
  if (running) {
    const ended = await keepPendingUpdate(id, state, running, () =>
      followRecord(context, running.recordId, "following the operation that was running"),
    );
    now = { ...withoutPending(state), observed: await observeExisting(context, id, state, ended) };
    if (ended.record.RecordType === "PROVISION_PRODUCT") {
      if (!ended.succeeded)
        throw await keepPendingUpdate(id, state, running, () =>
          toPartialFailure(context, id, withUrnOf(inputs, now), ended, "provisioned"),
        );
      const last = now.observed.lastProvisioningRecordId ?? running.recordId;
      // Somebody else has changed it since, to values of which state knows nothing.
      if (last !== running.recordId) now.unverified = last;
    } else if (ended.succeeded) {
      const isLast = now.observed.lastProvisioningRecordId === running.recordId;
      const wanted = isLast ? await asWanted(context, id, { state, running, now }, inputs) : undefined;
      if (wanted) return wanted;
      // It runs with what an earlier program or somebody else said, of which state knows nothing.
      now.unverified = running.recordId;
    }
  }
  const unsure = perhapsChanged || now.unverified !== undefined;
  if (now.movedFrom) now = { inputs: now.inputs, observed: await observeExisting(context, id, now) };
  const broken = ["TAINTED", "ERROR"].includes(now.observed.status ?? "") && inputs.repairTainted !== false;
  const instances = await instanceChanges(context, id, now, inputs);
  const besides = instances ? withInstancesOf(now, inputs) : now;
  const sends = unsure || broken || !(await isMet(context, besides, inputs));
  if (!sends && !instances?.open) return { inputs, observed: now.observed };
  const turn = {
    type: now.observed.type,
    kind: "update",
    unless: `${displayName(id, now.observed)} was not updated`,
    now: "State is as it was; nothing was sent.",
  } as const;
  return takeTurn(context, turn, async (admitted) => {
    const last = await refuseAfterFailedTerminate(admitted, id, now);
    const { lastProvisioningRecordId: known } = now.observed;
    const overtaken = last !== undefined && known !== null && last !== known;
    const from = overtaken ? { ...now, unverified: last } : now;
    await clearOwnPlans(admitted, id, inputs);
    const updated = await (instances
      ? changeInstances(admitted, id, from, inputs, { ...instances, sends })
      : sendUpdate(admitted, id, from, inputs));
    return from.unverified === undefined ? updated : hideValuesOfOthers(state, updated);
  });
}

/**
 * What an update has changed may show the NoEcho parameters that it has kept, where somebody else may have set them:
 * AWS shows those to nobody.
 */
function hideValuesOfOthers({ observed: before, secretOutputs = [] }: State, updated: State): State {
  const { hiddenValues = [], observed } = updated;
  const { outputs } = observed;
  if (hiddenValues.length === 0) return updated;
  const changed = Object.keys(outputs).filter(
    (key) => key !== STACK_OUTPUT && outputs[key] !== before.outputs[key],
  );
  return { ...updated, secretOutputs: [...new Set([...secretOutputs, ...changed])] };
}

/**
 * Stack instances are created before the update that brings all of them up to date, and deleted after it, so that
 * nothing goes while something else can still fail. Until all is done state keeps the instances of the last step.
 */
async function changeInstances(
  context: OperationContext,
  id: string,
  state: State,
  inputs: Inputs,
  { create, remove, wanted, sends }: InstanceChanges & { sends: boolean },
): Promise<State> {
  let now = state;
  const done = async (asked: Inputs, after: (now: State) => Inputs) => {
    const updated = await keepDone(id, now, state, () => sendUpdate(context, id, now, asked));
    now = { ...keepHiddenValues(now, updated), inputs: after(now) };
  };
  const same = ({ inputs }: State) => inputs;
  for (const block of create) await done(inputsOfOperation(now, inputs, "CREATE", block), same);
  if (sends) await done(inputs, () => withInstancesBefore(inputs, state.inputs));
  for (const block of remove) await done(inputsOfOperation(now, inputs, "DELETE", block), same);
  await confirmInstances(context, id, now, wanted);
  return { ...now, inputs };
}

/** The state in which the operation that was running leaves the product, if it asked for what the program says now. */
async function asWanted(
  context: OperationContext,
  id: string,
  { state, running, now }: { state: State; running: Pending; now: State },
  inputs: Inputs,
): Promise<State | undefined> {
  const request = await updateRequest(context, id, inputs, state);
  if (running.fingerprint !== (await fingerprint(request, inputs.__identity))) return undefined;
  return { inputs, observed: now.observed, hiddenValues: keptUnseen(request, inputs, state) };
}

/**
 * The answer to an update was lost, and whether AWS has made it is not known: has something happened to the product
 * since? When the program still asks for the same, the same token asks AWS.
 */
async function mayHaveChanged(
  context: OperationContext,
  id: string,
  { pending, observed }: State,
): Promise<boolean> {
  if (pending?.recordId !== null) return false;
  const found = await describeProvisionedProduct(context, { Id: id });
  return found?.detail.LastRecordId !== observed.lastRecordId;
}

/** A failed update is in state by the URN that the program has now. */
const withUrnOf = ({ __urn }: Inputs, state: State): State => ({
  ...state,
  inputs: { ...state.inputs, __urn },
});

function withoutPending(state: State): State {
  const settled = { ...state };
  delete settled.pending;
  return settled;
}

/** The operation that the state shows as unfinished. */
function runningIn({ pending, observed }: State): (Pending & { recordId: string }) | undefined {
  if (pending && pending.recordId !== null) return { ...pending, recordId: pending.recordId };
  const { status, lastRecordId } = observed;
  return status === "UNDER_CHANGE" && lastRecordId !== null
    ? { recordId: lastRecordId, fingerprint: "" }
    : undefined;
}

/**
 * State can show that an operation runs, and not which one, as after a refresh to which Describe was behind. What state
 * shows, runningIn has found already.
 *
 * @throws Problem `busy` when AWS does not show it either.
 */
async function findRunning(
  context: OperationContext,
  id: string,
  state: State,
): Promise<(Pending & { recordId: string }) | undefined> {
  const { pending, observed } = state;
  if (pending || observed.status !== "UNDER_CHANGE") return undefined;
  const until = context.clock.now() + DESCRIBE_LAG;
  do {
    const { lastRecordId: recordId, status } = await observeExisting(context, id, state);
    if (recordId !== null) return { recordId, fingerprint: "" };
    if (status !== "UNDER_CHANGE") return undefined;
    await context.clock.sleep(DESCRIBE_PAUSE, context.stop);
    throwIfStopped(context);
  } while (context.clock.now() <= until);
  throw problem(
    "busy",
    `${displayName(id, observed)} is under change, and AWS does not show by which operation.`,
    `Nothing was sent; the product stays in state.`,
    `Run the command again when that has ended.`,
  );
}

/** Does the product run with what the program says? */
export async function isMet(context: OperationContext, state: State, inputs: Inputs): Promise<boolean> {
  const open = argumentsToSend(state, inputs);
  if (!open.includes("productName") && !open.includes("provisioningArtifactName")) return open.length === 0;
  const product = await describeProduct(context, inputs, inputs.acceptLanguage).catch(() => undefined);
  if (!product) return false;
  const [version, another] = product.versions.filter(({ name }) => name === inputs.provisioningArtifactName);
  const resolved = {
    productId: product.id,
    ...(version && !another && { provisioningArtifactId: version.id }),
  };
  return argumentsToSend(state, inputs, resolved).length === 0;
}

/** How often an update is sent again because something else happened to the product meanwhile. */
const ATTEMPTS = 6;

async function sendUpdate(
  context: OperationContext,
  id: string,
  state: State,
  inputs: Inputs,
): Promise<State> {
  warnOfRemovedTags(context, id, state, inputs);
  const request = await updateRequest(context, id, inputs, state);
  const content = await fingerprint(request, inputs.__identity);
  const begun = context.clock.now();
  const asked = { fingerprint: content, ...(inputs.__secrets && { secrets: true as const }) };
  let basis = state.observed.lastRecordId ?? "";
  let collisions = 0;
  for (let attempt = 1; ; attempt++) {
    const tokenOn = (record: string) => token(inputs.__identity, content, record);
    for (let next; (next = failedRecords.get(tokenOn(basis))) !== undefined;) basis = next;
    const UpdateToken = tokenOn(basis);
    context.progress("asking Service Catalog to update");
    const record = await requestUpdate(context, id, state, { ...request, UpdateToken }, asked);
    if (record === "busy") {
      basis = (await waitUntilIdle(context, id, state)) ?? basis;
      if (attempt === ATTEMPTS) throw keepsChanging(id, state);
      await pauseWhileBusy(context, attempt);
      continue;
    }
    const pending = { ...asked, recordId: record.RecordId ?? "" };
    const old = isOld(context, record, begun);
    const ended = await keepPendingUpdate(id, state, pending, () =>
      followRecord(context, pending.recordId, doing(inputs)),
    );
    const next = await keepPendingUpdate(id, state, pending, () =>
      observeExisting(context, id, state, ended),
    );
    if (ended.succeeded) {
      const last = next.lastProvisioningRecordId ?? pending.recordId;
      if (last === pending.recordId)
        return { inputs, observed: next, hiddenValues: keptUnseen(request, inputs, state) };
      if (attempt === ATTEMPTS) throw keepsChanging(id, state);
    } else {
      failedRecords.set(UpdateToken, pending.recordId);
      if (isCollision(ended.record) && (await pauseAfterCollision(context, collisions++))) {
        attempt = 0;
        continue;
      }
      if (!old || attempt === ATTEMPTS) {
        const now = { ...withoutPending(state), observed: next };
        throw await keepPendingUpdate(id, state, pending, () => toPartialFailure(context, id, now, ended));
      }
    }
    // That was the answer to the token of a run that was killed: its update has failed, or was overtaken by somebody's.
    basis = next.lastRecordId ?? "";
  }
}

const keepsChanging = (id: string, { observed }: State) =>
  problem("not-updatable", `${displayName(id, observed)} keeps being changed by other operations.`);

/** What the resource's row says while the operation runs. */
const doing = ({ stackSetProvisioningPreferences: { operationType } = {} }: Inputs): string =>
  ({ CREATE: "creating stack instances", DELETE: "deleting stack instances" })[operationType ?? ""] ??
  "updating";

/**
 * The records of updates that this process has seen fail, by token: a retry that an onError hook asks for comes with the
 * state of before, and AWS would answer its token with the same failure.
 */
const failedRecords = new Map<string, string>();

/** UpdateProvisionedProduct; "busy" when another operation runs on the product. */
async function requestUpdate(
  context: OperationContext,
  id: string,
  state: State,
  request: UpdateProvisionedProductInput,
  asked: Omit<Pending, "recordId">,
): Promise<RecordDetail | "busy"> {
  try {
    const answer = await callToChange(context, (client, options) =>
      client.updateProvisionedProduct(request, options),
    );
    return answer.RecordDetail ?? {};
  } catch (error) {
    if (isUnanswered(error)) {
      throw new PartialFailure(
        id,
        { ...state, pending: { ...asked, recordId: null } },
        problem(
          codeOf(error, "update-failed"),
          `Whether ${displayName(id, state.observed)} is being updated is not known: AWS's answer was lost, and then: ${reasonOf(error)}`,
          `State keeps what ran before, and remembers that.`,
          adviseRenewal(error),
          `Run pulumi up: it looks what became of the update first.`,
        ),
      );
    }
    const found =
      error instanceof Problem ? undefined : await describeProvisionedProduct(context, { Id: id });
    if (found && isBusy(error, found.detail)) return "busy";
    if (!(error instanceof Problem) && !found) await confirmGone(context, id, state.observed);
    throw problem(
      codeOf(error, "update-failed"),
      `${displayName(id, state.observed)} was not updated: ${reasonOf(error)}`,
      found && `It stays as it was, with status ${found.detail.Status ?? "unknown"}.`,
      found
        ? (adviseAfterRefusal(error, found.detail, state) ?? (await otherVersions(context, request)))
        : !(error instanceof Problem) && GONE,
    );
  }
}

/** The operation may have ended between the refusal and the look: only while it lasts is such a product refused. */
const isBusy = (error: unknown, { Status }: ProvisionedProductDetail): boolean =>
  Status === "UNDER_CHANGE" ||
  ((Status === "AVAILABLE" || Status === "TAINTED") && /still under change/.test(messageOf(error)));

const GONE =
  "It was terminated outside of Pulumi. Run pulumi refresh, then pulumi up, to provision it again.";

/** What to do about an update that AWS does not take. */
function adviseAfterRefusal(
  error: unknown,
  { Status, Type }: ProvisionedProductDetail,
  { inputs }: State,
): string | undefined {
  if (/Invalid PathId/.test(messageOf(error))) {
    return "The launch path is gone: leave pathId out, or choose a path by pathName, which is resolved afresh every time.";
  }
  if (Status !== "ERROR") return adviseRenewal(error);
  const account =
    Type === "CONTROL_TOWER_ACCOUNT"
      ? "An account is never replaced by itself, because terminating its product takes it out of Control Tower. If that is what you want, remove it"
      : "Remove it";
  return `${account} with pulumi destroy --target ${quoteForShell(inputs.__urn)}, then run pulumi up to provision it again.`;
}

/** Which versions there are, where the one that was asked for is not among them. */
async function otherVersions(context: OperationContext, request: UpdateRequest): Promise<string | undefined> {
  const { ProductId: productId, ProductName: productName, AcceptLanguage: language } = request;
  const { ProvisioningArtifactId: id, ProvisioningArtifactName: name } = request;
  const product = await describeProduct(context, { productId, productName }, language).catch(() => undefined);
  if (!product || product.versions.some((version) => version.id === id || version.name === name))
    return undefined;
  return `The reason may be that ${notActive(product, { id, name })}.`;
}

/** Waits for the operation of somebody else, and answers with its record, which is the basis of the next attempt. */
async function waitUntilIdle(
  context: OperationContext,
  id: string,
  state: State,
): Promise<string | undefined> {
  const found = await describeProvisionedProduct(context, { Id: id });
  const recordId = found?.detail.LastRecordId;
  if (recordId === undefined) return undefined;
  await waitForOtherOperation(context, id, state.observed, recordId);
  return recordId;
}

async function observeExisting(context: OperationContext, id: string, state: State, ended?: Ended) {
  const found = await observe(context, id, ended);
  if (found) return found;
  await confirmGone(context, id, state.observed);
  throw problem("not-found", `${displayName(id, state.observed)} no longer exists.`, GONE);
}

/**
 * After a failed terminate the stack is DELETE_FAILED, which CloudFormation refuses to update. State does not show it:
 * a destroy that fails changes nothing there.
 *
 * @returns the record of the last operation that provisioned or updated the product.
 */
async function refuseAfterFailedTerminate(
  context: OperationContext,
  id: string,
  state: State,
): Promise<string | undefined> {
  const { Status, LastRecordId, LastProvisioningRecordId } =
    (await describeProvisionedProduct(context, { Id: id }))?.detail ?? {};
  if (Status !== "TAINTED" || LastRecordId === undefined || LastRecordId === LastProvisioningRecordId)
    return LastProvisioningRecordId;
  const { record } = await describeRecord(context, LastRecordId);
  if (record.RecordType !== "TERMINATE_PROVISIONED_PRODUCT") return LastProvisioningRecordId;
  throw problem(
    "not-updatable",
    `${displayName(id, state.observed)} cannot be updated: terminating it has failed (record ${LastRecordId}), and what is left of its stack can only be deleted.`,
    `Nothing was sent. Finish it with pulumi destroy --target ${quoteForShell(state.inputs.__urn)}, then run pulumi up to provision it again.`,
  );
}

/** Users have observed that AWS takes tags away only together with another change of tags, and says nothing. */
function warnOfRemovedTags(context: OperationContext, id: string, state: State, inputs: Inputs): void {
  const [before, wanted] = [effectiveTags(state.inputs), effectiveTags(inputs)];
  const removed = Object.keys(before).filter((key) => !(key in wanted));
  if (removed.length === 0 || Object.entries(wanted).some(([key, value]) => before[key] !== value)) return;
  context.warn(
    `${displayName(id, state.observed)}: AWS is known to ignore an update that only removes tags (${removed.join(", ")}); they go with the next tag that is added or changed.`,
  );
}
