import { stackNameOf } from "../../base/arns";
import type { ParameterValues } from "../../cloudformation/parameters/parameters";
import type { EvaluatedResource, Evaluation } from "../../cloudformation/evaluation/evaluateTemplate";
import { CloudFormationError, StackFailure } from "../../cloudformation/syntax/value";
import type { Fault } from "../../faults/operationFaults";
import { canonical } from "../../protocol/json";
import type { AccountRegion } from "../../state/accountRegion";
import {
  catchRefusal,
  evaluateStack,
  failingResources,
  refusedOutcome,
  refuseIfInjected,
  resourceMessage,
  withStackArn,
  type Wanted,
} from "./stackOutcome";
import { isDifferent, workOfUpdate } from "./resourceWork";
import type { Place } from "../../service/context";
import type { ProvisionedProduct } from "../../state/provisionedProduct";
import type { Outcome } from "../../state/runningOperation";
import type { Stack } from "../../state/stack";
import type { StackResource } from "../../state/stack";

/** How an update will end. CloudFormation's "No updates are to be performed." is a success. (observed) */
export function decideStackUpdate(
  place: Place,
  product: ProvisionedProduct,
  wanted: Wanted,
  fault: Fault | undefined,
): Outcome {
  const { service, accountRegion } = place;
  const { guesses } = service;
  const productStatus = product.status === "ERROR" ? "ERROR" : "TAINTED";
  const outputs =
    guesses.outputsOfFailedRecord === "stack-arn" && product.stack ? withStackArn(product.stack, []) : [];
  const planned = catchRefusal(() => {
    const stack = updatableStack(accountRegion, product);
    refuseIfInjected(fault);
    const evaluation = evaluateStack(place, product, stack, wanted, stack.parameters);
    return { stack, ...evaluation };
  });
  if (planned instanceof StackFailure && product.stack)
    return {
      status: "FAILED",
      productStatus,
      message: planned.message,
      outputs,
      stack: {
        during: "UPDATE_IN_PROGRESS",
        rollback: "UPDATE_ROLLBACK_IN_PROGRESS",
        after: "UPDATE_ROLLBACK_COMPLETE",
        reason: planned.message,
        work: [],
        resources: product.stack.resources,
      },
    };
  if (planned instanceof CloudFormationError) return refusedOutcome(productStatus, planned, service, outputs);

  const { stack, parameters } = planned;
  const during = "UPDATE_IN_PROGRESS";
  if (!fault)
    return {
      status: "SUCCEEDED",
      productStatus: "AVAILABLE",
      outputs: withStackArn(stack, planned.outputs),
      tags: wanted.tags,
      ...(isNoUpdate(stack, planned, wanted)
        ? {}
        : {
            stack: {
              during,
              after: "UPDATE_COMPLETE",
              work: workOfUpdate(stack.resources, planned.resources, [], undefined),
              resources: resourcesAfter(stack, planned.resources),
              parameters,
              outputs: planned.outputs,
              tags: wanted.tags,
              template: wanted.selection,
            },
          }),
    };
  const failed = failingResources(fault, resourcesAfter(stack, planned.resources));
  const reason = resourceMessage(failed, "update");
  const rolledBack = fault.kind !== "rollback";
  return {
    status: "FAILED",
    productStatus: rolledBack || product.status === "ERROR" ? productStatus : guesses.updateRollbackFailed,
    message: fault.message ?? reason,
    outputs,
    stack: {
      during,
      rollback: "UPDATE_ROLLBACK_IN_PROGRESS",
      after: rolledBack ? "UPDATE_ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_FAILED",
      reason,
      work: workOfUpdate(stack.resources, planned.resources, failed, fault),
      resources: stack.resources,
    },
  };
}

const resourcesAfter = (stack: Stack, wanted: readonly EvaluatedResource[]): StackResource[] =>
  wanted.map((resource) => {
    const old = stack.resources.find(({ logicalId }) => logicalId === resource.logicalId);
    const status = !old ? "CREATE_COMPLETE" : isDifferent(old, resource) ? "UPDATE_COMPLETE" : old.status;
    return { ...resource, status };
  });

/** "No updates are to be performed.": the stack is left alone. A TAINTED product's is as it was. */
export function isNoUpdate(
  stack: Stack,
  planned: Evaluation & { parameters: ParameterValues },
  wanted: Wanted,
): boolean {
  const same = (a: unknown, b: unknown) => canonical(a) === canonical(b);
  return (
    workOfUpdate(stack.resources, planned.resources, [], undefined).length === 0 &&
    same(stack.parameters, planned.parameters) &&
    same(stack.outputs, planned.outputs) &&
    same(stack.tags, wanted.tags)
  );
}

const updatable = ["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE"];

/** After a failed create or delete there is nothing that CloudFormation would update. (observed) */
function updatableStack(accountRegion: AccountRegion, { id, stack }: ProvisionedProduct): Stack {
  if (!stack) throw new CloudFormationError(`Stack [${stackNameOf(accountRegion.scope, id)}] does not exist`);
  if (!updatable.includes(stack.status))
    throw new CloudFormationError(`Stack:${stack.arn} is in ${stack.status} state and can not be updated.`);
  return stack;
}
