import { randomUUID } from "node:crypto";
import type {
  CreateProvisionedProductPlanInput,
  DescribeProvisionedProductPlanOutput,
  ProvisionedProductPlanSummary,
  ResourceChange,
} from "@aws-sdk/client-service-catalog";
import { askAtWidestLevel } from "../aws/accessLevel";
import { callToChange, callToRead, isUnanswered, throwIfStopped } from "../aws/calls";
import type { Product } from "../aws/catalog";
import { describeProduct, listPaths, notActive } from "../aws/catalog";
import { PLAN_LONGEST_PAUSE, PLAN_PAUSE, RECORD_LAG } from "../aws/delays";
import type { OperationContext } from "../aws/operationContext";
import { forLastLook } from "../aws/operationContext";
import { pages } from "../aws/pages";
import { duration } from "../base/duration";
import { nameOf, Problem, problem, reasonOf } from "../base/errors";
import { fingerprint, planName, token } from "../state/identity";
import type { Inputs } from "../state/inputs";
import type { State } from "../state/state";
import { withoutAbsent } from "../state/values";
import { displayName } from "./failure";
import { describeProvisionedProduct } from "./observe";
import type { UpdateRequest } from "./requests";
import { updateRequest } from "./requests";

/*
 * A provisioned product plan: AWS's own answer to what an update would do to the resources of a product. It is made,
 * read and deleted again. A product has one plan at a time, so one that a killed preview has left is cleared away; only
 * those of this resource, which their name shows.
 */

/** What an update would do to resources, or why AWS does not tell. */
export type Planned = { changes: readonly ResourceChange[] } | { unknown: string };

/**
 * Makes a plan of the update, reads it whole and deletes it, whatever happens meanwhile. Never of a product that is not
 * there: AWS would make one.
 *
 * @throws Problem `interrupted` when the run was stopped, `account` for credentials that must not be used.
 */
export async function planUpdate(
  context: OperationContext,
  id: string,
  state: State,
  inputs: Inputs,
): Promise<Planned> {
  try {
    return { changes: await makeAndRead(context, id, state, inputs) };
  } catch (error) {
    throwIfStopped(context);
    if (error instanceof Problem && error.code !== "timeout") throw error;
    return { unknown: reasonOf(error) };
  }
}

async function makeAndRead(
  context: OperationContext,
  id: string,
  state: State,
  inputs: Inputs,
): Promise<readonly ResourceChange[]> {
  const { detail } = (await describeProvisionedProduct(context, { Id: id })) ?? {};
  if (!detail) throw new Error("it is not there any more");
  const { Name: name = state.observed.name ?? "", Status: status, Type: type } = detail;
  if (type !== undefined && type !== "CFN_STACK")
    throw new Error(`AWS makes plans only of products that are CloudFormation stacks, and this is a ${type}`);
  if (status !== "AVAILABLE" && status !== "TAINTED")
    throw new Error(
      `its status is ${status ?? "unknown"}, and AWS makes plans only of what is AVAILABLE or TAINTED`,
    );
  const request = await planRequest(context, id, inputs, state, name);
  let planId: string | undefined;
  let mayBeThere = true;
  try {
    const made = await createPlan(context, id, inputs, request);
    planId = made.PlanId ?? "";
    if (made.ProvisionProductId !== id) throw new Error("it is not there any more");
    return await readPlan(context, planId);
  } catch (error) {
    mayBeThere = planId !== undefined || isUnanswered(error);
    throw error;
  } finally {
    if (mayBeThere) await cleanUp(context, id, state, inputs, planId);
  }
}

/** The update as a plan has it: ids instead of names. */
async function planRequest(
  context: OperationContext,
  id: string,
  inputs: Inputs,
  state: State,
  name: string,
): Promise<Omit<CreateProvisionedProductPlanInput, "IdempotencyToken">> {
  const { ProvisioningParameters, Tags, AcceptLanguage }: UpdateRequest = await updateRequest(
    context,
    id,
    inputs,
    state,
  );
  const product = await describeProduct(context, inputs, inputs.acceptLanguage);
  return withoutAbsent({
    AcceptLanguage,
    PlanName: planName(inputs.__identity),
    PlanType: "CLOUDFORMATION",
    ProductId: product.id,
    ProvisioningArtifactId: inputs.provisioningArtifactId ?? idOfVersion(product, inputs),
    PathId: inputs.pathId ?? (await idOfPath(context, product, inputs)),
    ProvisionedProductName: name,
    ProvisioningParameters,
    Tags,
  }) as Omit<CreateProvisionedProductPlanInput, "IdempotencyToken">;
}

function idOfVersion(product: Product, { provisioningArtifactName: name }: Inputs): string {
  const [id, another] = product.versions.filter((version) => version.name === name).map(({ id }) => id);
  if (id === undefined || another !== undefined) throw new Error(notActive(product, { name }));
  return id;
}

async function idOfPath(
  context: OperationContext,
  product: Product,
  { pathName, acceptLanguage }: Inputs,
): Promise<string | undefined> {
  if (pathName === undefined) return undefined;
  const paths =
    product.paths.length > 0 ? product.paths : await listPaths(context, product.id, acceptLanguage);
  return paths.find(({ name }) => name === pathName)?.id;
}

/** CreateProvisionedProductPlan; where AWS refuses it and a plan of ours is left, once more without that. */
async function createPlan(
  context: OperationContext,
  id: string,
  inputs: Inputs,
  request: Omit<CreateProvisionedProductPlanInput, "IdempotencyToken">,
) {
  const content = await fingerprint(request, inputs.__identity);
  const create = () => {
    // The answer to an earlier token is a plan that is deleted.
    const IdempotencyToken = token(inputs.__identity, content, `plan ${randomUUID()}`);
    return callToChange(context, (client, options) =>
      client.createProvisionedProductPlan({ ...request, IdempotencyToken }, options),
    );
  };
  context.progress("asking Service Catalog what the update would change inside");
  try {
    return await create();
  } catch (error) {
    if (error instanceof Problem || isUnanswered(error) || nameOf(error) === "AccessDeniedException")
      throw error;
    if (!(await removeOwnPlans(context, id, inputs))) throw error;
    return create();
  }
}

/** Waits until the plan is made, and answers with all pages of its changes. */
async function readPlan(context: OperationContext, planId: string): Promise<readonly ResourceChange[]> {
  const begun = context.clock.now();
  for (let pause = PLAN_PAUSE; ; pause = Math.min(pause * 1.5, PLAN_LONGEST_PAUSE)) {
    throwIfStopped(context);
    const answer = await describePlan(context, planId, begun);
    const { Status: status = "", StatusMessage: message = "AWS gave no reason." } =
      answer?.ProvisionedProductPlanDetails ?? {};
    if (status === "CREATE_SUCCESS") return readChanges(context, planId);
    // An update that changes nothing is none to AWS; only a plan of it fails. (observed)
    if (/No updates are to be performed|didn't contain changes/i.test(message)) return [];
    if (status !== "" && status !== "CREATE_IN_PROGRESS")
      throw new Error(`AWS's plan of it is ${status}: ${message.trim()}`);
    const now = context.clock.now();
    if (now + pause > context.deadline)
      throw problem("timeout", `the plan was not made within ${duration(now - begun)}`);
    context.progress("waiting for AWS's plan of the update");
    await context.clock.sleep(pause, context.stop);
  }
}

/** One page; undefined for a plan that AWS has just made and does not know yet. */
async function describePlan(
  context: OperationContext,
  PlanId: string,
  begun: number,
): Promise<DescribeProvisionedProductPlanOutput | undefined> {
  try {
    return await callToRead(context, (client, options) =>
      client.describeProvisionedProductPlan({ PlanId }, options),
    );
  } catch (error) {
    if (nameOf(error) !== "ResourceNotFoundException") throw error;
    if (context.clock.now() - begun < RECORD_LAG) return undefined;
    throw new Error("its plan has gone; another run of the same stack may have deleted it");
  }
}

async function readChanges(context: OperationContext, PlanId: string): Promise<ResourceChange[]> {
  const changes: ResourceChange[] = [];
  const ask = (from: { PageToken?: string }) =>
    callToRead(context, (client, options) =>
      client.describeProvisionedProductPlan({ PlanId, ...from }, options),
    );
  for await (const { ResourceChanges: found = [] } of pages(ask)) changes.push(...found);
  return changes;
}

/** How long the plan of a preview that has ended may be in the way of being deleted, ms. */
const CLEAN_UP = 30_000;

/** Deletes the plan, also when the preview has no time left or was stopped; says where that did not work. */
async function cleanUp(
  context: OperationContext,
  id: string,
  { observed }: State,
  inputs: Inputs,
  planId: string | undefined,
): Promise<void> {
  const late = context.stop.aborted
    ? forLastLook(context)
    : { ...context, deadline: Math.max(context.deadline, context.clock.now() + CLEAN_UP) };
  try {
    if (planId === undefined) await removeOwnPlans(late, id, inputs);
    else await deletePlan(late, planId);
  } catch (error) {
    const which =
      planId === undefined ? planName(inputs.__identity) : `${planName(inputs.__identity)} (${planId})`;
    context.warn(
      [
        `${displayName(id, observed)}: the plan ${which}, made for the preview, could not be deleted: ${reasonOf(error)}`,
        `It changes nothing. The next preview with plans deletes it, so does an update or a terminate while servicecatalog:previewResourceChanges is true.`,
      ].join("\n"),
    );
  }
}

/**
 * DeleteProvisionedProductPlan; one that is gone is success. Never with IgnoreErrors, which AWS describes as no longer
 * managing the product.
 */
export async function deletePlan(context: OperationContext, PlanId: string): Promise<void> {
  try {
    await callToChange(context, (client, options) =>
      client.deleteProvisionedProductPlan({ PlanId }, options),
    );
  } catch (error) {
    if (nameOf(error) !== "ResourceNotFoundException") throw error;
  }
}

/** Deletes the plans that an earlier preview of this resource has left. Answers whether there was one. */
export async function removeOwnPlans(
  context: OperationContext,
  id: string,
  inputs: Inputs,
): Promise<boolean> {
  const own = planName(inputs.__identity);
  const left = (await listPlans(context, id)).filter(({ PlanName }) => PlanName === own);
  for (const { PlanId = "" } of left) await deletePlan(context, PlanId);
  return left.length > 0;
}

/**
 * Before an update or a terminate of a stack whose previews make plans: what a killed one has left may be in the way.
 * Where it cannot be looked for or deleted, AWS's answer to the operation decides.
 */
export async function clearOwnPlans(context: OperationContext, id: string, inputs: Inputs): Promise<void> {
  if (!context.settings.plans) return;
  try {
    await removeOwnPlans(context, id, inputs);
  } catch (error) {
    if (error instanceof Problem) throw error;
  }
}

/** Everybody's plans for the product, as far as the caller's policy shows them. */
export const listPlans = (context: OperationContext, id: string): Promise<ProvisionedProductPlanSummary[]> =>
  askAtWidestLevel(async (AccessLevelFilter) => {
    const plans: ProvisionedProductPlanSummary[] = [];
    const ask = (from: { PageToken?: string }) =>
      callToRead(context, (client, options) =>
        client.listProvisionedProductPlans({ ProvisionProductId: id, AccessLevelFilter, ...from }, options),
      );
    for await (const { ProvisionedProductPlans: found = [] } of pages(ask)) plans.push(...found);
    return plans;
  });
