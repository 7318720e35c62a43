import type { ProvisionedProductDetail, RecordDetail } from "@aws-sdk/client-service-catalog";
import { duration } from "../base/duration";
import { messageOf, nameOf, Problem, problem, quote } from "../base/errors";
import { fingerprint, token } from "../state/identity";
import type { InState } from "../product/managedProducts";
import type { Inputs } from "../state/inputs";
import { change } from "../aws/calls";
import type { Ended } from "../aws/records";
import { describeRecord, follow, isOld } from "../aws/records";
import type { Run } from "../aws/operationContext";
import type { State } from "../state/state";
import { failed, orRefused, renewal } from "../product/failure";
import { describe, observe } from "../product/observe";
import { ageOf, hasOurToken, mayTakeUp, nameTaken } from "../product/takeUp";
import { isGoing, REMOVAL_LAG } from "../product/waitForRemoval";
import type { ProvisionRequest } from "../product/requests";
import { provisionRequest } from "../product/requests";
import { keepCreated } from "../product/keepPending";
import { update } from "./update";
import { nothingObserved } from "../state/observed";
import { inShell } from "../base/printable";

export interface Provisioned {
  id: string;
  state: State;
}

/**
 * Provisions the product and follows the record to its end.
 *
 * @param inState what is in state already is never taken up as if this create had made it.
 * @throws PartialFailure when the product exists but is not what was asked for; else nothing was created.
 */
export async function provision(run: Run, inputs: Inputs, inState: InState): Promise<Provisioned> {
  try {
    return await orRefused(`${inputs.name} was not provisioned`, BEGUN_ANYWAY, () =>
      provisionOrTakeUp(run, inputs, inState),
    );
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "interrupted") throw error;
    throw problem("interrupted", `${inputs.name} is not in state: the run was stopped.`, BEGUN_ANYWAY);
  }
}

const BEGUN_ANYWAY = "If AWS had begun nevertheless, the next pulumi up finds that product and takes it up.";

async function provisionOrTakeUp(run: Run, inputs: Inputs, inState: InState): Promise<Provisioned> {
  const { __identity: identity } = inputs;
  const request = provisionRequest(inputs);
  const content = await fingerprint(request, identity);
  const begun = run.clock.now();
  // An old token is answered with the record of an earlier life of this product. It is followed by the token that
  // derives from the product of that life, so that every run walks the same chain to the first life that is not over.
  for (let earlier = ""; ;) {
    const record = await send(run, request, token(identity, content, earlier));
    if (!record) {
      const holder = await holderOf(run, inputs);
      if (await isGoing(run, holder, begun + REMOVAL_LAG)) continue;
      return takeUp(run, inputs, content, inState, holder);
    }
    const id = record.ProvisionedProductId ?? "";
    const old = isOld(record, begun);
    if (old && (await isOver(run, inputs, record, inState, begun))) {
      earlier = id;
      continue;
    }
    const pending = { recordId: record.RecordId ?? "", fingerprint: content };
    const ended = await keepCreated(run, id, inputs, pending, () =>
      follow(run, pending.recordId, "provisioning"),
    );
    if (!old && ended.atFirstLook && (await isOver(run, inputs, record, inState, begun))) {
      earlier = id;
      continue;
    }
    const observed = await keepCreated(run, id, inputs, pending, () => observe(run, id, ended));
    if (observed) return finish(run, id, { inputs, observed }, ended);
    throw problem(
      "create-failed",
      `${inputs.name} (${id}) was terminated by somebody else while it was being provisioned.`,
      `Nothing of it is left. Run pulumi up to provision it again.`,
    );
  }
}

/**
 * Is the product of a record that an earlier run began gone, or going?
 *
 * @throws Problem `name-taken` when it is there and not ours to take up.
 */
async function isOver(
  run: Run,
  inputs: Inputs,
  record: RecordDetail,
  inState: InState,
  begun: number,
): Promise<boolean> {
  const holder = (await describe(run, { Id: record.ProvisionedProductId ?? "" }))?.detail;
  if (!holder) return true;
  if (holder.LastRecordId === record.RecordId && (await mayTakeUp(run, inputs, holder, inState))) {
    if (isOld(record, begun)) sayTakenUp(run, inputs, holder);
    return false;
  }
  if (await isGoing(run, holder, begun + REMOVAL_LAG)) return true;
  throw await nameTaken(run, inputs, holder, inState);
}

/** What looks like the work of a run that was killed can also be that of the same stack kept elsewhere. */
function sayTakenUp(run: Run, inputs: Inputs, holder: ProvisionedProductDetail): void {
  run.warn(
    [
      `${inputs.name}: taking up ${holder.Id}, which an earlier run began ${duration(ageOf(run, holder))} ago.`,
      `If the resource or the stack was renamed, or the stack is kept in another backend too, and that one manages the product, do not destroy it here: pulumi state delete ${inShell(inputs.__urn)}`,
    ].join("\n"),
  );
}

/** ProvisionProduct; undefined when the name is taken. */
async function send(
  run: Run,
  request: ProvisionRequest,
  provisionToken: string,
): Promise<RecordDetail | undefined> {
  run.progress("asking Service Catalog to provision");
  try {
    const answer = await change(run, (client, options) =>
      client.provisionProduct({ ...request, ProvisionToken: provisionToken }, options),
    );
    return answer.RecordDetail ?? {};
  } catch (error) {
    if (/^A stack named .* already exists/.test(messageOf(error))) return undefined;
    if (error instanceof Problem) {
      throw problem(
        error.code,
        `${request.ProvisionedProductName} was not provisioned: ${messageOf(error)}`,
        BEGUN_ANYWAY,
      );
    }
    throw problem(
      "create-failed",
      `Service Catalog refused to provision ${request.ProvisionedProductName}: ${quote(error)}`,
      `Nothing was created.`,
      hint(error),
    );
  }
}

function hint(error: unknown): string | undefined {
  if (/No launch paths found/.test(messageOf(error))) {
    return "The caller needs an association with a portfolio that holds the product: IAM permissions alone are not enough.";
  }
  if (/More than one launch path/.test(messageOf(error))) return "Choose one with pathId or pathName.";
  return renewal(error);
}

/**
 * The product that has our name.
 *
 * @throws Problem `name-taken` when it is somebody else's and not for our eyes.
 */
async function holderOf(run: Run, inputs: Inputs): Promise<ProvisionedProductDetail | undefined> {
  try {
    return (await describe(run, { Name: inputs.name ?? "" }))?.detail;
  } catch (error) {
    if (nameOf(error) !== "AccessDeniedException") throw error;
    throw problem(
      "name-taken",
      `The name ${inputs.name} is taken by a product that the caller may not see, so it is somebody else's.`,
      `Nothing was created. Choose another name.`,
    );
  }
}

/** The name is taken: by a product of ours that an interrupted run left behind, or by another. */
async function takeUp(
  run: Run,
  inputs: Inputs,
  content: string,
  inState: InState,
  detail: ProvisionedProductDetail | undefined,
): Promise<Provisioned> {
  const id = detail?.Id ?? "";
  if (!detail || id === "") {
    throw problem(
      "name-taken",
      `The name ${inputs.name} is taken, but the caller may not see by what, or it is just being removed.`,
      `Nothing was created. Choose another name, or run pulumi up again in a moment.`,
    );
  }
  const provisioning = detail.LastProvisioningRecordId ?? detail.LastRecordId;
  const ours =
    provisioning !== undefined &&
    hasOurToken(inputs, detail) &&
    (await mayTakeUp(run, inputs, detail, inState));
  const record = ours ? (await describeRecord(run, provisioning)).record : undefined;
  if (record?.RecordType !== "PROVISION_PRODUCT") throw await nameTaken(run, inputs, detail, inState);
  sayTakenUp(run, inputs, detail);
  const pending = { recordId: record.RecordId ?? "", fingerprint: "" };
  const ended = await keepCreated(run, id, inputs, pending, () =>
    follow(run, pending.recordId, "provisioning"),
  );
  const observed = await keepCreated(run, id, inputs, pending, () => observe(run, id, ended));
  const made = await finish(run, id, { inputs, observed: observed ?? nothingObserved() }, ended);
  if (detail.IdempotencyToken?.startsWith(token(inputs.__identity, content))) return made;
  // The program has changed since the run that was interrupted: bring the product to what it says now.
  const before = { ...made.state, inputs: unknownParameters(inputs), unverified: pending.recordId };
  return { id, state: await update(run, id, before, inputs) };
}

/** Inputs of which nothing is known but what AWS shows: every parameter counts as different. */
function unknownParameters(inputs: Inputs): Inputs {
  const known = { ...inputs };
  delete known.provisioningParameters;
  delete known.tags;
  return known;
}

async function finish(run: Run, id: string, state: State, ended: Ended): Promise<Provisioned> {
  if (ended.succeeded) return { id, state };
  throw await failed(run, id, state, ended, "provisioned");
}
