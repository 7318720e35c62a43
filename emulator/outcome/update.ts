import { stackNameOf } from "../arns";
import { CloudFormationError } from "../cloudformation/value";
import type { Fault } from "../faults";
import type { Guesses } from "../guesses";
import type { Outcome, ProvisionedProduct, Stack, World } from "../world";
import {
  attempt,
  evaluateStack,
  failingResources,
  refusal,
  refuseIfInjected,
  resourceMessage,
  withStackArn,
  type Uuid,
  type Wanted,
} from "./common";

/** How an update will end. CloudFormation's "No updates are to be performed." is a success. (observed) */
export function outcomeOfUpdate(
  world: World,
  product: ProvisionedProduct,
  wanted: Wanted,
  fault: Fault | undefined,
  guesses: Guesses,
  uuid: Uuid,
): Outcome {
  const productStatus = product.status === "ERROR" ? "ERROR" : "TAINTED";
  const outputs =
    guesses.outputsOfFailedRecord === "stack-arn" && product.stack ? withStackArn(product.stack, []) : [];
  const planned = attempt(() => {
    const stack = updatableStack(world, product);
    refuseIfInjected(fault);
    const evaluation = evaluateStack(
      world,
      product,
      stack,
      wanted,
      stack.parameters,
      guesses.omittedParameter,
    );
    return { stack, ...evaluation };
  });
  if (planned instanceof CloudFormationError) return refusal(productStatus, planned, uuid, outputs);

  const { stack, parameters } = planned;
  const before = new Set(stack.resources.map(({ logicalId }) => logicalId));
  const resources = planned.resources.map((resource) => ({
    ...resource,
    status: before.has(resource.logicalId) ? "UPDATE_COMPLETE" : "CREATE_COMPLETE",
  }));
  const during = "UPDATE_IN_PROGRESS";
  if (!fault)
    return {
      status: "SUCCEEDED",
      productStatus: "AVAILABLE",
      outputs: withStackArn(stack, planned.outputs),
      tags: wanted.tags,
      stack: { during, after: "UPDATE_COMPLETE", resources, parameters, outputs: planned.outputs },
    };
  return {
    status: "FAILED",
    productStatus,
    message: fault.message ?? resourceMessage(failingResources(fault, resources), "update"),
    outputs,
    stack: {
      during,
      remedy: "UPDATE_ROLLBACK_IN_PROGRESS",
      after: "UPDATE_ROLLBACK_COMPLETE",
      resources: stack.resources,
    },
  };
}

/** After a failed create or delete there is nothing that CloudFormation would update. (observed) */
function updatableStack(world: World, { id, stack }: ProvisionedProduct): Stack {
  if (!stack) throw new CloudFormationError(`Stack [${stackNameOf(world.scope, id)}] does not exist`);
  if (["DELETE_FAILED", "ROLLBACK_COMPLETE", "DELETE_COMPLETE"].includes(stack.status))
    throw new CloudFormationError(`Stack:${stack.arn} is in ${stack.status} state and can not be updated.`);
  return stack;
}
