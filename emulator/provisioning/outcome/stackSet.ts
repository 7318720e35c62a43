import type { Wanted } from "./stackOutcome";
import type { Context } from "../../service/context";
import type { ProvisionedProduct } from "../../state/provisionedProduct";
import type { Outcome } from "../../state/runningOperation";
import type { Stack } from "../../state/stack";
import type { StackInstance } from "../../state/stack";

/** A stack set: the same stack in every account and region that was asked for, of those the constraint allows. */
export function decideStackSetCreate(
  { service, accountRegion }: Context,
  product: ProvisionedProduct,
  wanted: Wanted,
  byStack: () => Outcome,
): Outcome {
  const outcome = byStack();
  const { stack } = product;
  if (!stack) return outcome;
  const set: Stack = {
    ...stack,
    kind: "set",
    arn: stack.arn.replace(":stack/", ":stackset/").replace(/\/([^/]+)$/, ":$1"),
  };
  product.stack = set;
  accountRegion.stacks.splice(accountRegion.stacks.indexOf(stack), 1, set);
  const failed = outcome.status === "FAILED";
  const instances = targets(wanted).map((target) => instance(target, failed ? "INOPERABLE" : "CURRENT"));
  return {
    ...outcome,
    productStatus: failed ? service.guesses.failedStackSet : outcome.productStatus,
    outputs: failed ? [] : outputsOf(set, service.guesses.stackSetOutput),
    ...(outcome.stack ? { stack: { ...outcome.stack, instances } } : {}),
  };
}

/**
 * CREATE and DELETE add and remove instances and ignore a new version (model); UPDATE, the default, brings
 * those that are named up to date, or all.
 */
export function decideStackSetUpdate(
  { service }: Context,
  product: ProvisionedProduct,
  wanted: Wanted,
  byStack: () => Outcome,
): Outcome {
  const { stack } = product;
  if (!stack) return byStack();
  const type = wanted.preferences?.StackSetOperationType ?? "UPDATE";
  const named = new Set(targets(wanted).map(nameOf));
  const outputs = outputsOf(stack, service.guesses.stackSetOutput);
  const kept = stack.instances.filter((each) => !named.has(nameOf(each)));
  const outcome = byStack();
  const failed = outcome.status === "FAILED";
  if (failed) return outcome;
  const instances =
    type === "DELETE"
      ? kept
      : type === "CREATE"
        ? [...kept, ...targets(wanted).map((target) => instance(target, "CURRENT"))]
        : stack.instances.map((each) =>
            instance(each, named.has(nameOf(each)) || outcome.stack === undefined ? "CURRENT" : "OUTDATED"),
          );
  // An update that the template does not change is one of instances only.
  const change = outcome.stack ?? {
    during: "UPDATE_IN_PROGRESS",
    after: "UPDATE_COMPLETE",
    work: [],
    resources: stack.resources,
  };
  return { ...outcome, outputs, stack: { ...change, instances } };
}

export function decideStackSetTerminate({ stack }: ProvisionedProduct, byStack: () => Outcome): Outcome {
  const outcome = byStack();
  if (!stack || !outcome.stack) return outcome;
  const instances =
    outcome.stack.after === "DELETE_FAILED"
      ? stack.instances.map((each) => instance(each, "INOPERABLE"))
      : [];
  return { ...outcome, stack: { ...outcome.stack, instances } };
}

type Target = Omit<StackInstance, "status">;

function targets({ preferences, path }: Wanted): Target[] {
  // Whoever is named twice is there once.
  const accounts = [...new Set(preferences?.StackSetAccounts ?? path.stackSet?.accounts)];
  const regions = [...new Set(preferences?.StackSetRegions ?? path.stackSet?.regions)];
  return accounts.flatMap((account) => regions.map((region) => ({ account, region })));
}

const instance = ({ account, region }: Target, status: StackInstance["status"]): StackInstance => ({
  account,
  region,
  status,
});
const nameOf = ({ account, region }: Target) => `${account}/${region}`;

const outputsOf = ({ arn }: Stack, key: string | null): Outcome["outputs"] =>
  key === null ? [] : [{ key, value: arn, description: "The ARN of the launched Cloudformation StackSet" }];
