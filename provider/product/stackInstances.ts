import { callToRead } from "../aws/calls";
import { describeLaunch } from "../aws/catalog";
import { pages } from "../aws/pages";
import type { OperationContext } from "../aws/operationContext";
import { codeOf, nameOf, Problem, problem, reasonOf } from "../base/errors";
import type { Inputs } from "../state/inputs";
import { HIDDEN, pick } from "../state/inputs";
import { PartialFailure } from "../state/partialFailure";
import type { State } from "../state/state";
import { withoutAbsent } from "../state/values";
import { displayName } from "./failure";
import { INSTANCE_LAG, INSTANCE_PAUSE } from "../aws/delays";

/*
 * The stacks of a stack set, one for each account and region. AWS makes and removes them by operations of their own
 * (StackSetOperationType CREATE and DELETE); an UPDATE that names others than there are does nothing about them.
 */

/** `<account>/<region>` */
type Instance = string;

/** The accounts and regions of one operation: all combinations of them. */
interface Block {
  accounts: string[];
  regions: string[];
}

/** What has to be done so that there are the stack instances that the program says. */
export interface InstanceChanges {
  create: Block[];
  remove: Block[];
  wanted: Instance[];
  /** Is there anything to do? */
  open: boolean;
}

/**
 * Compares the stack instances that there are with those of the program. Where they may not be listed, those of the
 * last step count as being there.
 *
 * @returns undefined where the program does not say which there are to be: for other products, without accounts and
 * regions, and with an `operationType`, which asks for one operation.
 */
export async function instanceChanges(
  context: OperationContext,
  id: string,
  { inputs: before, observed }: State,
  inputs: Inputs,
): Promise<InstanceChanges | undefined> {
  if (observed.type !== "CFN_STACKSET") return undefined;
  const wanted = await wantedInstances(context, inputs);
  if (!wanted) return undefined;
  const existing = (await listInstances(context, id)) ?? (await wantedInstances(context, before));
  if (!existing) return undefined;
  const create = blocksOf(wanted.filter((instance) => !existing.includes(instance)));
  const remove = blocksOf(existing.filter((instance) => !wanted.includes(instance)));
  return { create, remove, wanted, open: create.length + remove.length > 0 };
}

/** What the program says; a list that it leaves out, or leaves empty, is that of the STACKSET constraint, as for AWS. */
async function wantedInstances(context: OperationContext, inputs: Inputs): Promise<Instance[] | undefined> {
  const { accounts = [], regions = [], operationType } = inputs.stackSetProvisioningPreferences ?? {};
  if (operationType !== undefined || (accounts.length === 0 && regions.length === 0)) return undefined;
  const known = accounts.length > 0 && regions.length > 0;
  const launch = known
    ? undefined
    : await describeLaunch(context, inputs, inputs.acceptLanguage).catch(() => undefined);
  const [inAccounts, inRegions] = [
    accounts.length > 0 ? accounts : (launch?.stackSetAccounts ?? []),
    regions.length > 0 ? regions : (launch?.stackSetRegions ?? []),
  ];
  const found = inAccounts.flatMap((account) => inRegions.map((region) => `${account}/${region}`));
  return found.length > 0 ? [...new Set(found)] : undefined;
}

/** ListStackInstancesForProvisionedProduct; undefined where the caller may not. */
async function listInstances(context: OperationContext, id: string): Promise<Instance[] | undefined> {
  const found: Instance[] = [];
  const ask = (from: { PageToken?: string }) =>
    callToRead(context, (client, options) =>
      client.listStackInstancesForProvisionedProduct({ ProvisionedProductId: id, ...from }, options),
    );
  try {
    for await (const answer of pages(ask))
      for (const { Account = "", Region = "" } of answer.StackInstances ?? [])
        found.push(`${Account}/${Region}`);
  } catch (error) {
    if (nameOf(error) === "AccessDeniedException") return undefined;
    throw error;
  }
  return found;
}

/** As few blocks as regions with the same accounts allow: an operation is for all combinations of what it names. */
function blocksOf(instances: Instance[]): Block[] {
  const accountsByRegion = new Map<string, string[]>();
  for (const instance of instances) {
    const [account = "", region = ""] = instance.split("/");
    accountsByRegion.set(region, [...(accountsByRegion.get(region) ?? []), account]);
  }
  const blocks = new Map<string, Block>();
  for (const [region, accounts] of accountsByRegion) {
    const key = accounts.sort().join();
    const block = blocks.get(key);
    if (block) block.regions.push(region);
    else blocks.set(key, { accounts, regions: [region] });
  }
  return [...blocks.values()];
}

/** The inputs of an operation on instances alone: what the product runs with, in these accounts and regions. */
export function inputsOfOperation(
  { inputs: now }: State,
  inputs: Inputs,
  operationType: "CREATE" | "DELETE",
  block: Block,
): Inputs {
  const preferences = { ...inputs.stackSetProvisioningPreferences, ...block, operationType };
  const hidden = pick({ ...inputs }, HIDDEN);
  return { ...now, ...hidden, stackSetProvisioningPreferences: preferences };
}

/** The state as if its instances were those of the program: what is left to an update is everything else. */
export function withInstancesOf(state: State, inputs: Inputs): State {
  const { accounts, regions } = inputs.stackSetProvisioningPreferences ?? {};
  const preferences = { ...state.inputs.stackSetProvisioningPreferences, accounts, regions };
  return {
    ...state,
    inputs: {
      ...state.inputs,
      stackSetProvisioningPreferences: withoutAbsent(preferences),
    },
  };
}

/** The inputs with the instances of the last step: those of the program are not there yet. */
export function withInstancesBefore(
  inputs: Inputs,
  { stackSetProvisioningPreferences: before }: Inputs,
): Inputs {
  const left = { ...inputs };
  delete left.stackSetProvisioningPreferences;
  return before ? { ...left, stackSetProvisioningPreferences: before } : left;
}

/**
 * Looks whether the instances are really there, and those that were to go are gone.
 *
 * @throws PartialFailure otherwise, with `state`, so that the next `up` tries again.
 */
export async function confirmInstances(
  context: OperationContext,
  id: string,
  state: State,
  wanted: readonly Instance[],
): Promise<void> {
  for (const until = context.clock.now() + INSTANCE_LAG; ;) {
    const existing = await keepDone(id, state, undefined, () => listInstances(context, id));
    if (!existing) {
      context.warn(
        `${displayName(id, state.observed)}: the stack instances may not be listed (servicecatalog:ListStackInstancesForProvisionedProduct), so it is not known whether all of them are there.`,
      );
      return;
    }
    const missing = wanted.filter((instance) => !existing.includes(instance));
    const left = existing.filter((instance) => !wanted.includes(instance));
    if (missing.length === 0 && left.length === 0) return;
    if (context.clock.now() > until) throw notThere(id, state, missing, left);
    context.progress("waiting for the stack instances");
    await context.clock.sleep(INSTANCE_PAUSE, context.stop);
  }
}

/**
 * `work` after a part of the change: whatever ends it, state shows what is done.
 *
 * @param before the state in which nothing is done yet: errors come through as they are.
 */
export async function keepDone<T>(
  id: string,
  state: State,
  before: State | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const gone = error instanceof Problem && error.code === "not-found";
    if (error instanceof PartialFailure || state === before || gone) throw error;
    throw new PartialFailure(
      id,
      state,
      problem(
        codeOf(error, "update-failed"),
        `${displayName(id, state.observed)}: it is not known yet whether its stack instances are those of the program: ${reasonOf(error)}`,
        `The product is in state with what was done before.`,
        `Run pulumi up, which goes on.`,
      ),
    );
  }
}

/** As confirmInstances, for a product that was just provisioned. */
export async function confirmCreated(context: OperationContext, id: string, state: State): Promise<void> {
  if (state.observed.type !== "CFN_STACKSET") return;
  const wanted = await wantedInstances(context, state.inputs);
  if (!wanted) return;
  const inputs = { ...state.inputs };
  delete inputs.stackSetProvisioningPreferences; // what is not there is asked for again
  await confirmInstances(context, id, { ...state, inputs }, wanted);
}

const notThere = (id: string, state: State, missing: Instance[], left: Instance[]): PartialFailure =>
  new PartialFailure(
    id,
    state,
    problem(
      "update-failed",
      `${displayName(id, state.observed)}: its operations have succeeded, but the stack instances are not those of the program.`,
      missing.length > 0 && `  There is none in ${missing.join(", ")}.`,
      left.length > 0 && `  There still is one in ${left.join(", ")}.`,
      `Run pulumi up, which tries again.`,
    ),
  );

/** For a preview: which stack instances go, which the difference of the arguments does not always show. */
export async function describeRemovedInstances(
  context: OperationContext,
  id: string,
  state: State,
  inputs: Inputs,
): Promise<string | undefined> {
  const { remove } = (await instanceChanges(context, id, state, inputs).catch(() => undefined)) ?? {
    remove: [],
  };
  if (remove.length === 0) return undefined;
  const gone = remove.map(({ accounts, regions }) => `${accounts.join(", ")} in ${regions.join(", ")}`);
  return `this update deletes the stack instances of ${gone.join("; of ")}`;
}
