import { stackArn, stackNameOf } from "../../base/arns";
import { CloudFormationError, StackFailure } from "../../cloudformation/syntax/value";
import type { Fault } from "../../faults/operationFaults";
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
import { workOfCreate } from "./resourceWork";
import type { Place } from "../../service/context";
import type { ProvisionedProduct } from "../../state/provisionedProduct";
import type { Outcome } from "../../state/runningOperation";
import { newStack, type Stack } from "../../state/stack";

/** How a provisioning will end. Makes the stack, unless CloudFormation refuses to. */
export function decideStackCreate(
  place: Place,
  product: ProvisionedProduct,
  wanted: Wanted,
  fault: Fault | undefined,
): Outcome {
  const { service, accountRegion } = place;
  const stack = newStackOf(place, product, wanted);
  const planned = catchRefusal(() => {
    refuseIfInjected(fault);
    return evaluateStack(place, product, stack, wanted, undefined);
  });
  if (planned instanceof StackFailure) return failCreate(accountRegion, product, stack, planned.message);
  // Refused before there is a stack: the product exists without one. (observed)
  if (planned instanceof CloudFormationError) return refusedOutcome("ERROR", planned, service, []);

  product.stack = stack;
  accountRegion.stacks.push(stack);
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
      rollback: "ROLLBACK_IN_PROGRESS",
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

/** The stack begins, then CloudFormation finds what it does not like, before any resource is made. */
function failCreate(
  accountRegion: AccountRegion,
  product: ProvisionedProduct,
  stack: Stack,
  reason: string,
): Outcome {
  product.stack = stack;
  accountRegion.stacks.push(stack);
  return {
    status: "FAILED",
    productStatus: "ERROR",
    message: reason,
    outputs: [],
    stack: {
      during: "CREATE_IN_PROGRESS",
      rollback: "ROLLBACK_IN_PROGRESS",
      after: "ROLLBACK_COMPLETE",
      reason,
      work: [],
      resources: [],
    },
  };
}

export function newStackOf(
  { service, accountRegion }: Place,
  product: ProvisionedProduct,
  wanted: Wanted,
): Stack {
  const name = stackNameOf(accountRegion.scope, product.id);
  return newStack({
    name,
    arn: stackArn(accountRegion.scope, name, service.ids.uuid()),
    provisionedProductId: product.id,
    created: service.clock.now(),
    notificationArns: [...new Set([...product.notificationArns, ...wanted.path.topics])],
    template: product.attempted,
    tags: wanted.tags,
  });
}
