import { resourcesAt } from "../../state/stackEvents";
import { findStack, moment, requiredStack, validationError, type StackOperation } from "./operation";

/** By the stack's name or by the physical id of one of its resources; at most 100, without pages. */
export const describeStackResources: StackOperation = {
  name: "DescribeStackResources",
  run(context, form) {
    const physicalId = form.get("PhysicalResourceId");
    const owner = physicalId === null ? undefined : stackWith(context, physicalId);
    const stack = owner ?? requiredStack(context, form);
    const wanted = form.get("LogicalResourceId");
    const updated = stack.status.startsWith("UPDATE_");
    return {
      StackResources: resourcesAt(stack, context.service.clock.now())
        .filter(({ logicalId }) => wanted === null || logicalId === wanted)
        // What an update has removed is no longer the stack's. (documented)
        .filter(({ status }) => !(updated && status === "DELETE_COMPLETE"))
        .slice(0, 100)
        .map((event) => ({
          StackName: stack.name,
          StackId: stack.arn,
          LogicalResourceId: event.logicalId,
          PhysicalResourceId: event.physicalId || undefined,
          ResourceType: event.type,
          Timestamp: moment(event.at),
          ResourceStatus: event.status,
          ResourceStatusReason: event.reason,
          DriftInformation: { StackResourceDriftStatus: "NOT_CHECKED" },
        })),
    };
  },
};

function stackWith(context: Parameters<typeof findStack>[0], physicalId: string) {
  const found = context.accountRegion.stacks.find(({ resources }) =>
    resources.some((resource) => resource.physicalId === physicalId),
  );
  if (!found) throw validationError(`Stack for ${physicalId} does not exist`);
  return findStack(context, found.arn);
}
