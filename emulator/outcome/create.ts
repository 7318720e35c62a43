import { stackArn, stackNameOf } from "../arns";
import { CloudFormationError } from "../cloudformation/value";
import type { Fault } from "../faults";
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
import { workOfCreate } from "./work";

/** How a provisioning will end. Makes the stack, unless CloudFormation refuses to. */
export function outcomeOfCreate(
  world: World,
  product: ProvisionedProduct,
  wanted: Wanted,
  fault: Fault | undefined,
  now: number,
  uuid: Uuid,
): Outcome {
  const stack = newStack(world, product, wanted, now, uuid);
  const planned = attempt(() => {
    refuseIfInjected(fault);
    return evaluateStack(world, product, stack, wanted, undefined, "template-default");
  });
  // Refused before there is a stack: the product exists without one. (observed)
  if (planned instanceof CloudFormationError) return refusal("ERROR", planned, uuid, []);

  product.stack = stack;
  world.stacks.push(stack);
  stack.parameters = planned.parameters;
  const resources = planned.resources.map((resource) => ({ ...resource, status: "CREATE_COMPLETE" }));
  if (!fault)
    return {
      status: "SUCCEEDED",
      productStatus: "AVAILABLE",
      outputs: withStackArn(stack, planned.outputs),
      stack: {
        during: "CREATE_IN_PROGRESS",
        after: "CREATE_COMPLETE",
        work: workOfCreate(planned.resources, [], undefined),
        resources,
        outputs: planned.outputs,
      },
    };

  const failed = failingResources(fault, resources);
  return {
    status: "FAILED",
    productStatus: "ERROR",
    message: fault.message ?? resourceMessage(failed, "create"),
    outputs: [],
    stack: {
      during: "CREATE_IN_PROGRESS",
      remedy: "ROLLBACK_IN_PROGRESS",
      after: fault.kind === "rollback" ? "ROLLBACK_FAILED" : "ROLLBACK_COMPLETE",
      reason: `${resourceMessage(failed, "create").trim()} Rollback requested by user.`,
      work: workOfCreate(planned.resources, failed, fault),
      resources: resources.map((resource) => ({
        ...resource,
        status: failed.includes(resource.logicalId) ? "CREATE_FAILED" : "DELETE_COMPLETE",
      })),
    },
  };
}

function newStack(world: World, product: ProvisionedProduct, wanted: Wanted, now: number, uuid: Uuid): Stack {
  const name = stackNameOf(world.scope, product.id);
  return {
    name,
    arn: stackArn(world.scope, name, uuid()),
    provisionedProductId: product.id,
    created: now,
    updated: undefined,
    notificationArns: product.notificationArns,
    template: product.attempted,
    status: "CREATE_IN_PROGRESS",
    statusReason: undefined,
    parameters: {},
    outputs: [],
    resources: [],
    tags: wanted.tags,
    events: [],
  };
}
