import { CloudFormationError } from "../../cloudformation/syntax/value";
import type { Fault } from "../../faults/operationFaults";
import type { Service } from "../../service/service";
import { failingResources, injectedMessage, refusedOutcome, resourceMessage } from "./stackOutcome";
import { workOfTerminate } from "./resourceWork";
import type { ProvisionedProduct } from "../../state/provisionedProduct";
import type { Outcome } from "../../state/runningOperation";

export interface TerminateFlags {
  readonly retain: boolean;
  readonly ignoreErrors: boolean;
}

/** How a terminate will end. */
export function decideStackTerminate(
  service: Service,
  { stack }: Pick<ProvisionedProduct, "stack">,
  { retain, ignoreErrors }: TerminateFlags,
  fault: Fault | undefined,
): Outcome {
  const gone = { status: "SUCCEEDED", productStatus: "GONE", outputs: [] } as const;
  // Retain does not even try to delete, so nothing can fail. (documented)
  if (retain) return gone;
  if (fault && (fault.kind === "validation" || !stack)) {
    if (ignoreErrors) return gone;
    return refusedOutcome("TAINTED", new CloudFormationError(injectedMessage(fault)), service, []);
  }
  if (!stack) return gone;

  const failed = fault ? failingResources(fault, stack.resources) : [];
  const resources = stack.resources.map((resource) => ({
    ...resource,
    status: failed.includes(resource.logicalId)
      ? "DELETE_FAILED"
      : resource.retained
        ? "DELETE_SKIPPED"
        : "DELETE_COMPLETE",
  }));
  const during = "DELETE_IN_PROGRESS";
  const work = workOfTerminate(stack.resources, failed, fault);
  if (!fault) return { ...gone, stack: { during, after: "DELETE_COMPLETE", work, resources } };
  const reason = resourceMessage(failed, "delete");
  const change = { during, after: "DELETE_FAILED", reason, work, resources };
  // "stops managing the specified provisioned product even if it cannot delete the underlying resources"
  if (ignoreErrors) return { ...gone, stack: change };
  return {
    status: "FAILED",
    productStatus: "TAINTED",
    message: fault.message ?? resourceMessage(failed, "delete"),
    outputs: [],
    stack: change,
  };
}
