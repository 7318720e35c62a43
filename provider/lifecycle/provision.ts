import type { ProvisionedProductDetail, RecordDetail } from "@aws-sdk/client-service-catalog";
import { duration } from "../base/duration";
import { codeOf, messageOf, nameOf, Problem, problem, reasonOf } from "../base/errors";
import { fingerprint, lifeToken, token } from "../state/identity";
import type { ManagedProducts } from "../product/managedProducts";
import type { Inputs } from "../state/inputs";
import { callToChange, isUnanswered, markUnanswered } from "../aws/calls";
import { ageOf, describeRecord, followRecord, isOld } from "../aws/records";
import type { OperationContext } from "../aws/operationContext";
import { forLastLook } from "../aws/operationContext";
import type { Provisioned, State } from "../state/state";
import { toPartialFailure, explainRefusal, adviseRenewal } from "../product/failure";
import { asImported } from "../product/imported";
import { noEchoOf } from "../product/noEcho";
import { describeProvisionedProduct, observe, observeSince } from "../product/observe";
import { hasOurToken, canTakeUp, nameTakenProblem } from "../product/takeUp";
import { waitWhileTerminating } from "../product/waitForRemoval";
import { provisionRequest } from "../product/requests";
import { keepPending, keepPendingCreate } from "../product/keepPending";
import { isMet, update } from "./update";
import { terminate } from "./terminate";
import { knownType } from "../aws/catalog";
import { pauseAfterCollision } from "../product/accountFactory";
import { takeTurn } from "../product/gates";
import { PartialFailure } from "../state/partialFailure";
import { nothingObserved } from "../state/observed";
import { quoteForShell } from "../base/printable";
import { DESCRIBE_LAG, DESCRIBE_PAUSE, REMOVAL_LAG } from "../aws/delays";

/**
 * Provisions the product and follows the record to its end.
 *
 * @param inState what is in state already is never taken up as if this create had made it.
 * @throws PartialFailure when the product exists but is not what was asked for. Problem when nothing was created, or,
 * and then it says so, when that is not known.
 */
export async function provision(
  context: OperationContext,
  inputs: Inputs,
  inState: ManagedProducts,
): Promise<Provisioned> {
  try {
    return await explainRefusal(`${inputs.name} was not provisioned`, NOTHING, async () =>
      takeTurn(
        context,
        {
          type: await knownType(context, inputs, inputs.acceptLanguage),
          kind: "provision",
          unless: `${inputs.name} was not provisioned`,
          now: NOTHING,
        },
        (admitted) => provisionUntilAdmitted(admitted, inputs, inState),
      ),
    );
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "interrupted" || isUnanswered(error)) throw error;
    throw problem("interrupted", `${inputs.name} is not in state: the run was stopped.`, NOTHING);
  }
}

const NOTHING = "Nothing was created.";

/**
 * Provisions, and again after a collision in Account Factory. That leaves a product of which nothing was made: it is
 * updated, or, where AWS admits no update of it, terminated and provisioned anew.
 */
async function provisionUntilAdmitted(
  context: OperationContext,
  inputs: Inputs,
  inState: ManagedProducts,
): Promise<Provisioned> {
  for (let collisions = 0; ; collisions++) {
    try {
      return await provisionOrTakeUp(context, inputs, inState);
    } catch (error) {
      const collided = error instanceof PartialFailure && error.collided;
      if (!collided || !(await pauseAfterCollision(context, collisions))) throw error;
      const { id, state } = error;
      const updated = await keepPending(id, state, () => updateIfAdmitted(context, id, state, inputs));
      if (updated) return { id, state: updated };
      await keepPending(id, state, () => terminate(context, id, state, NO_FLAGS));
    }
  }
}

const NO_FLAGS = { ignoreErrors: false, retainPhysicalResources: false, sources: [] };

/** Undefined when AWS refuses to update a product in this status. */
async function updateIfAdmitted(
  context: OperationContext,
  id: string,
  state: State,
  inputs: Inputs,
): Promise<State | undefined> {
  try {
    return await update(context, id, state, inputs);
  } catch (error) {
    if (error instanceof Problem && error.code === "update-failed") return undefined;
    throw error;
  }
}

async function provisionOrTakeUp(
  context: OperationContext,
  inputs: Inputs,
  inState: ManagedProducts,
): Promise<Provisioned> {
  const { __identity: identity } = inputs;
  const begun = context.clock.now();
  const removal = begun + REMOVAL_LAG;
  /** Tokens that this run was the first to send: what has one is its own, whoever may be asked. */
  const own = new Set<string>();

  const mayBeOurs = (detail: ProvisionedProductDetail) => canTakeUp(context, inputs, detail, inState);

  const attempt = async (content: string, provisionToken: string): Promise<Provisioned> => {
    // The token is that of an earlier life of this product. The name keeps a second one from being made.
    const next = () =>
      attempt(content, lifeToken(identity, content, `${context.clock.now()} ${provisionToken}`));
    const record = await sendProvision(context, inputs, provisionToken);
    if (record === "taken") {
      const holder = await lookAtHolder(inputs, undefined, () => findHolder(context, inputs));
      if (await lookAtHolder(inputs, holder?.Id, () => waitWhileTerminating(context, holder, removal)))
        return attempt(content, provisionToken);
      const isOurs = async (detail: ProvisionedProductDetail) =>
        own.has(detail.IdempotencyToken ?? "") || (hasOurToken(inputs, detail) && mayBeOurs(detail));
      return takeUp(context, inputs, content, holder, { isOurs, inState });
    }
    const { ProvisionedProductId: id = "", RecordId: recordId = "" } = record;
    const findStanding = async () => {
      const detail = (await describeProvisionedProduct(context, { Id: id }))?.detail;
      return detail && !(await waitWhileTerminating(context, detail, removal)) ? detail : undefined;
    };
    if (isOld(context, record, begun) || inState.has(id)) {
      const holder = await lookAtHolder(inputs, id, findStanding);
      return holder ? takeUp(context, inputs, content, holder, { isOurs: mayBeOurs, inState }) : next();
    }
    own.add(provisionToken);
    const kept = <T>(work: () => Promise<T>) =>
      keepPendingCreate(context, id, { inputs }, { recordId, fingerprint: content }, work);
    const ended = await kept(() => followRecord(context, recordId, "provisioning"));
    let observed = await kept(() => observe(context, id, ended));
    // Lives that follow one another within a second cannot be told apart by AWS's time.
    if (ended.atFirstLook && observed?.lastRecordId !== recordId) {
      const holder = await kept(findStanding);
      if (!holder) return kept(next);
      if (holder.LastRecordId !== undefined && holder.LastRecordId !== recordId)
        return takeUp(context, inputs, content, holder, { isOurs: mayBeOurs, inState });
      observed ??= await kept(() => observe(context, id, ended)); // it was not shown yet
    }
    return kept(async () => {
      if (!observed)
        throw problem("not-found", `AWS does not show it; perhaps somebody else has terminated it.`);
      if (ended.succeeded) return { id, state: { inputs, observed } };
      throw await toPartialFailure(context, id, { inputs, observed }, ended, "provisioned");
    });
  };
  const content = await fingerprint(provisionRequest(inputs), identity);
  return attempt(content, token(identity, content));
}

/** What looks like the work of a run that was killed can also be that of the same stack kept elsewhere. */
function warnOfTakingUp(context: OperationContext, inputs: Inputs, holder: ProvisionedProductDetail): void {
  context.warn(
    [
      `${inputs.name}: taking up ${holder.Id}, which an earlier run began ${duration(ageOf(context, holder))} ago.`,
      `If the resource or the stack was renamed, or the stack is kept in another backend too, and that one manages the product, do not destroy it here: pulumi state delete ${quoteForShell(inputs.__urn)}`,
    ].join("\n"),
  );
}

/**
 * ProvisionProduct; "taken" when the name is. When the answer was lost and the call was refused then, what AWS has
 * made of it is looked for by its name and token.
 */
async function sendProvision(
  context: OperationContext,
  inputs: Inputs,
  provisionToken: string,
): Promise<RecordDetail | "taken"> {
  context.progress("asking Service Catalog to provision");
  const request = { ...provisionRequest(inputs), ProvisionToken: provisionToken };
  try {
    const answer = await callToChange(context, (client, options) =>
      client.provisionProduct(request, options),
    );
    return answer.RecordDetail ?? {};
  } catch (error) {
    if (/^A stack named .* already exists/.test(messageOf(error))) return "taken";
    if (isUnanswered(error)) {
      const begun = await findBegun(context, inputs, provisionToken);
      if (begun) return begun;
      throw markUnanswered(
        problem(
          codeOf(error, "create-failed"),
          `Whether Service Catalog provisions ${inputs.name} is not known: its answer was lost, and then: ${reasonOf(error)}`,
          `It is not in state, so pulumi destroy does not see it. Run pulumi up again: it finds the product, if there is one, and takes it up.`,
          adviseRenewal(error),
        ),
      );
    }
    if (error instanceof Problem) {
      throw problem(error.code, `${inputs.name} was not provisioned: ${messageOf(error)}`, NOTHING);
    }
    throw problem(
      "create-failed",
      `Service Catalog refused to provision ${inputs.name}: ${reasonOf(error)}`,
      NOTHING,
      hint(error),
    );
  }
}

/** What AWS has made of a request whose answer was lost, as far as it may be seen. */
async function findBegun(
  context: OperationContext,
  inputs: Inputs,
  provisionToken: string,
): Promise<RecordDetail | undefined> {
  const looking = context.stop.aborted ? forLastLook(context) : context;
  const until = Math.min(context.clock.now() + DESCRIBE_LAG, looking.deadline);
  for (;;) {
    const detail = (
      await describeProvisionedProduct(looking, { Name: inputs.name ?? "" }).catch(() => undefined)
    )?.detail;
    if (detail && detail.IdempotencyToken !== provisionToken) return undefined;
    const { Id, CreatedTime, LastRecordId, LastProvisioningRecordId: RecordId = LastRecordId } = detail ?? {};
    if (RecordId !== undefined) return { ProvisionedProductId: Id, RecordId, CreatedTime };
    if (context.clock.now() >= until || looking.stop.aborted) return undefined;
    await context.clock.sleep(DESCRIBE_PAUSE, looking.stop);
  }
}

function hint(error: unknown): string | undefined {
  if (/No launch paths found/.test(messageOf(error))) {
    return "The caller needs an association with a portfolio that holds the product: IAM permissions alone are not enough.";
  }
  if (/More than one launch path/.test(messageOf(error))) return "Choose one with pathId or pathName.";
  return adviseRenewal(error);
}

/**
 * The product that has our name.
 *
 * @throws Problem `name-taken` when it is somebody else's and not for our eyes.
 */
async function findHolder(
  context: OperationContext,
  inputs: Inputs,
): Promise<ProvisionedProductDetail | undefined> {
  try {
    return (await describeProvisionedProduct(context, { Name: inputs.name ?? "" }))?.detail;
  } catch (error) {
    if (nameOf(error) !== "AccessDeniedException") throw error;
    throw problem(
      "name-taken",
      `The name ${inputs.name} is taken by a product that the caller may not see, so it is somebody else's.`,
      `Nothing was created. Choose another name.`,
    );
  }
}

/**
 * A look at what has our name already. What ends it leaves open whether that is ours, left by a run that was killed: that
 * nothing was created would be no comfort, for no destroy sees it.
 */
async function lookAtHolder<T>(inputs: Inputs, id: string | undefined, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof PartialFailure || (error instanceof Problem && error.code === "name-taken"))
      throw error;
    throw markUnanswered(
      problem(
        codeOf(error),
        `${inputs.name} was not provisioned: its name is taken${id === undefined ? "" : ` by ${id}`}, and whose that is could not be seen: ${reasonOf(error)}`,
        `If a run that was interrupted has made it, it is not in state, and pulumi destroy does not see it.`,
        adviseRenewal(error),
        `Run pulumi up again: it finds the product, and takes it up if it is that of this program.`,
      ),
    );
  }
}

interface Ownership {
  isOurs: (detail: ProvisionedProductDetail) => Promise<boolean>;
  inState: ManagedProducts;
}

/**
 * There is a product already: of ours, left behind by a run that was killed, or another one. Ours is followed to the
 * end of what was begun, and brought to what the program says now.
 *
 * @throws Problem `name-taken` when it is not ours.
 */
async function takeUp(
  context: OperationContext,
  inputs: Inputs,
  content: string,
  detail: ProvisionedProductDetail | undefined,
  { isOurs, inState }: Ownership,
): Promise<Provisioned> {
  if (detail?.Id === undefined) {
    throw problem(
      "name-taken",
      `The name ${inputs.name} is taken, but the caller may not see by what, or it is just being removed.`,
      `Nothing was created. Choose another name, or run pulumi up again in a moment.`,
    );
  }
  const { Id: id, IdempotencyToken: begunWith = "" } = detail;
  const recordId = detail.LastProvisioningRecordId ?? detail.LastRecordId ?? "";
  const type = await lookAtHolder(inputs, id, async () =>
    recordId !== "" && (await isOurs(detail))
      ? (await describeRecord(context, recordId)).record.RecordType
      : undefined,
  );
  if (type !== "PROVISION_PRODUCT" && type !== "UPDATE_PROVISIONED_PRODUCT")
    throw await nameTakenProblem(context, inputs, detail, inState);
  const pending = { recordId, fingerprint: "" };
  if (type === "UPDATE_PROVISIONED_PRODUCT") {
    const state = await lookAtHolder(inputs, id, () => afterOurUpdate(context, id, inputs, recordId));
    if (!state) throw await nameTakenProblem(context, inputs, detail, inState);
    warnOfTakingUp(context, inputs, detail);
    return keepPending(id, state, async () => ({ id, state: await update(context, id, state, inputs) }));
  }
  warnOfTakingUp(context, inputs, detail);
  // Has the program changed since the run that was interrupted? What that one asked for is not known then.
  const isSame = begunWith.startsWith(token(inputs.__identity, content));
  const known = isSame ? { inputs } : { inputs: unknownParameters(inputs), unverified: recordId };
  const state = await keepPendingCreate(context, id, known, pending, async () => {
    const ended = await followRecord(context, recordId, "provisioning");
    const now = { ...known, observed: (await observe(context, id, ended)) ?? nothingObserved() };
    if (ended.succeeded) return now;
    throw await toPartialFailure(context, id, now, ended, "provisioned");
  });
  if (isSame) return { id, state };
  return keepPending(id, state, async () => ({ id, state: await update(context, id, state, inputs) }));
}

/**
 * The state of a product of ours that was updated since it was provisioned, if a run that took it up and was killed may
 * have done that: it runs with what the program says, or the update has failed and it runs with what it was provisioned
 * with. AWS does not show the tokens of updates; what somebody else has made of the product is left alone.
 */
async function afterOurUpdate(
  context: OperationContext,
  id: string,
  inputs: Inputs,
  recordId: string,
): Promise<State | undefined> {
  await followRecord(context, recordId, "following the update that was running");
  const found = await observeSince(context, id);
  if (!found) return undefined;
  const { observed, record: { RecordType: type } = {} } = found;
  if (type === "PROVISION_PRODUCT")
    return { inputs: unknownParameters(inputs), observed, unverified: recordId };
  const { real, showsParameters } = await asImported(context, id, inputs, found);
  if (!showsParameters || !(await isMet(context, { inputs: real, observed }, inputs))) return undefined;
  const state = { inputs: real, observed, hiddenValues: (await noEchoOf(context, observed)) ?? ["*"] };
  const hidden = inputs.__secrets?.some((path) => path.startsWith("provisioningParameters."));
  return hidden ? { ...state, unverified: recordId } : state;
}

/** Inputs of which nothing is known but what AWS shows: every parameter counts as different. */
function unknownParameters(inputs: Inputs): Inputs {
  const known = { ...inputs };
  delete known.provisioningParameters;
  delete known.tags;
  return known;
}
