import type { ProvisionedProductDetail, RecordDetail } from "@aws-sdk/client-service-catalog";
import { duration } from "../duration";
import { messageOf, PartialFailure, Problem, problem, quote } from "../errors";
import { fingerprint, token, tokenPrefix } from "../identity";
import type { Inputs } from "../inputs";
import { change, read, throwIfStopped } from "../patience";
import type { Ended } from "../records";
import { describeRecord, follow } from "../records";
import type { Run } from "../run";
import { briefly } from "../run";
import type { State } from "../state";
import { nothingObserved, placeOf } from "../state";
import { failed, named } from "./failure";
import { describe, observe } from "./observe";
import type { ProvisionRequest } from "./request";
import { provisionRequest } from "./request";
import { update } from "./update";

export interface Provisioned {
  id: string;
  state: State;
}

/**
 * Provisions the product and follows the record to its end.
 *
 * @param inState ids that are in state already: never taken up as if this create had made them.
 * @throws PartialFailure when the product exists but is not what was asked for; else nothing was created.
 */
export async function provision(
  run: Run,
  inputs: Inputs,
  inState: ReadonlySet<string>,
): Promise<Provisioned> {
  const { __identity: identity } = inputs;
  const request = provisionRequest(inputs);
  const content = await fingerprint(request, identity);
  // An old token is answered with the record of an earlier life of this product. It is followed by the token that
  // derives from the product of that life, so that every run walks the same chain to the first life that is not over.
  let until: number | undefined;
  for (let earlier = ""; ;) {
    const record = await send(run, request, token(identity, content, earlier));
    if (!record) {
      const holder = (await describe(run, { Name: inputs.name ?? "" }))?.detail;
      until ??= run.clock.now() + REMOVAL_LAG;
      if (await isGoing(run, holder, until)) continue;
      return takeUp(run, inputs, content, inState, holder);
    }
    const id = record.ProvisionedProductId ?? "";
    const ended = await followOrKeep(run, id, record.RecordId ?? "", inputs, content);
    const holder = ended.atFirstLook ? (await describe(run, { Id: id }))?.detail : undefined;
    // Ours by its token; what became of it since decides.
    const untouched = holder?.LastRecordId === record.RecordId && !inState.has(id);
    if (holder && !(untouched && ageOf(run, holder) < TAKE_UP_AGE)) {
      if (!(await isGoing(run, holder, run.clock.now() + REMOVAL_LAG))) {
        throw await nameTaken(run, inputs, holder, inState);
      }
      earlier = id;
      continue;
    }
    const observed = await keepOnError(
      run,
      id,
      inputs,
      { recordId: record.RecordId ?? "", fingerprint: content },
      () => observe(run, id, ended),
    );
    if (observed) return finish(run, id, { inputs, observed }, ended);
    if (!ended.atFirstLook) {
      throw problem(
        "create-failed",
        `${inputs.name} (${id}) was terminated by somebody else while it was being provisioned.`,
        `Nothing of it is left. Run pulumi up to provision it again.`,
      );
    }
    earlier = id;
  }
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
        `If AWS had begun nevertheless, the next pulumi up finds that product and takes it up.`,
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
  return undefined;
}

/** A product that AWS has begun to make is in state from here on, whatever ends the waiting. */
async function followOrKeep(
  run: Run,
  id: string,
  recordId: string,
  inputs: Inputs,
  content: string,
): Promise<Ended> {
  return keepOnError(run, id, inputs, { recordId, fingerprint: content }, () =>
    follow(run, recordId, "provisioning"),
  );
}

async function keepOnError<T>(
  run: Run,
  id: string,
  inputs: Inputs,
  pending: { recordId: string; fingerprint: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const found = await describe(briefly(run), { Id: id }).catch(() => undefined);
    const observed = {
      ...nothingObserved(),
      arn: found?.detail.Arn ?? null,
      // Without an ARN this is what destroy and refresh go by.
      region: placeOf(found?.detail.Arn ?? null)?.region ?? (await run.aws.region()),
      name: inputs.name ?? null,
      status: "UNDER_CHANGE",
      lastRecordId: pending.recordId,
      lastProvisioningRecordId: pending.recordId,
    };
    throw new PartialFailure(
      id,
      { inputs, observed, pending },
      problem(
        error instanceof Problem ? error.code : "call-failed",
        `${named(id, observed)} is still being provisioned: ${quoteOrMessage(error)}`,
        `The product is in state; record ${pending.recordId} goes on in AWS.`,
        `Run pulumi up: it follows that record to its end.`,
      ),
    );
  }
}

const quoteOrMessage = (error: unknown): string => (error instanceof Problem ? error.message : quote(error));

async function finish(run: Run, id: string, state: State, ended: Ended): Promise<Provisioned> {
  if (ended.succeeded) return { id, state };
  throw await failed(run, id, state, ended, "provisioned");
}

/** How long a product may still be seen, and hold its name, after the record of its terminate has ended, ms. */
const REMOVAL_LAG = 30_000;
const REMOVAL_PAUSE = 500;

/**
 * Waits while the product that holds our name is on its way out, as the old one of a replacement is.
 *
 * @param holder undefined when the name is taken and yet no product is seen: it is just going, or is not for our eyes.
 * @returns whether it is worth asking again.
 */
async function isGoing(
  run: Run,
  holder: ProvisionedProductDetail | undefined,
  until: number,
): Promise<boolean> {
  if (!holder) {
    if (run.clock.now() > until) return false;
    await run.clock.sleep(REMOVAL_PAUSE, run.stop);
    return true;
  }
  const { Id: id = "", LastRecordId: recordId } = holder;
  if (recordId === undefined) return false;
  const { record } = await describeRecord(run, recordId);
  if (record.RecordType !== "TERMINATE_PROVISIONED_PRODUCT") return false;
  if (!(await follow(run, recordId, "waiting for the old product to go")).succeeded) return false;
  for (const end = run.clock.now() + REMOVAL_LAG; run.clock.now() < end;) {
    if (!(await describe(run, { Id: id }))) return true;
    await run.clock.sleep(REMOVAL_PAUSE, run.stop);
    throwIfStopped(run);
  }
  return false;
}

/** A product of ours that an interrupted run left behind is taken up until it is this old, ms. */
const TAKE_UP_AGE = 24 * 3_600_000;

const ageOf = (run: Run, { CreatedTime }: ProvisionedProductDetail): number =>
  Math.max(run.clock.now() - (CreatedTime?.getTime() ?? 0), 0);

/**
 * Is the product ours to take up? Only if its token carries our identity, nothing but the provisioning has happened
 * to it, and it is younger than a day (rule 3).
 */
function isOurs(
  run: Run,
  inputs: Inputs,
  detail: ProvisionedProductDetail,
  inState: ReadonlySet<string>,
): boolean {
  return (
    (detail.IdempotencyToken ?? "").startsWith(tokenPrefix(inputs.__identity)) &&
    detail.LastRecordId === (detail.LastProvisioningRecordId ?? detail.LastRecordId) &&
    ageOf(run, detail) < TAKE_UP_AGE &&
    !inState.has(detail.Id ?? "")
  );
}

async function nameTaken(
  run: Run,
  inputs: Inputs,
  detail: ProvisionedProductDetail,
  inState: ReadonlySet<string>,
): Promise<Problem> {
  const { Id: id = "", Status: status = "status unknown" } = detail;
  return problem(
    "name-taken",
    `The name ${inputs.name} is taken by ${id}, ${status}, created ${duration(ageOf(run, detail))} ago by ${await creatorOf(run, id)}.`,
    inState.has(id)
      ? `It is in this stack's state already: with deleteBeforeReplace: false a replacement needs another name.`
      : `Nothing was created. It is not this run's to take up: another program, or an older run, made it.`,
    !inState.has(id) &&
      `To manage it here, add the option  import: "${id}"  to the resource; else choose another name.`,
  );
}

/** The name is taken: by a product of ours that an interrupted run left behind, or by another. */
async function takeUp(
  run: Run,
  inputs: Inputs,
  content: string,
  inState: ReadonlySet<string>,
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
  const record =
    isOurs(run, inputs, detail, inState) && provisioning
      ? (await describeRecord(run, provisioning)).record
      : undefined;
  if (!record || record.RecordType !== "PROVISION_PRODUCT" || record.RecordId === undefined) {
    throw await nameTaken(run, inputs, detail, inState);
  }
  run.note(
    `${inputs.name}: taking up ${id}, which an interrupted run began ${duration(ageOf(run, detail))} ago.`,
  );
  const pending = { recordId: record.RecordId, fingerprint: "" };
  const ended = await followOrKeep(run, id, record.RecordId, inputs, pending.fingerprint);
  const observed = await keepOnError(run, id, inputs, pending, () => observe(run, id, ended));
  const made = await finish(run, id, { inputs, observed: observed ?? nothingObserved() }, ended);
  if (detail.IdempotencyToken?.startsWith(token(inputs.__identity, content))) return made;
  // The program has changed since the run that was interrupted: bring the product to what it says now.
  return { id, state: await update(run, id, { ...made.state, inputs: unknownParameters(inputs) }, inputs) };
}

/** Inputs of which nothing is known but what AWS shows: every parameter counts as different. */
function unknownParameters(inputs: Inputs): Inputs {
  const known = { ...inputs };
  delete known.provisioningParameters;
  delete known.tags;
  return known;
}

async function creatorOf(run: Run, id: string): Promise<string> {
  try {
    const answer = await read(run, (client, options) =>
      client.searchProvisionedProducts(
        { AccessLevelFilter: { Key: "Account", Value: "self" }, Filters: { SearchQuery: [`id:${id}`] } },
        options,
      ),
    );
    const product = answer.ProvisionedProducts?.[0];
    return product?.UserArnSession ?? product?.UserArn ?? "somebody unknown";
  } catch {
    return "somebody unknown";
  }
}
